// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.handset.os;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;

final class RomTest {
    private final KeyPair maker = keys();
    private final Rom rom = new Rom(maker.getPublic(), 2);

    @Test
    void letsInWhatItsMakerHasSigned() throws GeneralSecurityException {
        Boot boot = rom.boot(image(2).octets());
        assertThat(boot).isInstanceOf(Boot.Started.class);
        assertThat(((Boot.Started) boot).image().measurement())
                .isEqualTo(image(2).measurement())
                .isNotEqualTo(image(3).measurement());
    }

    @Test
    void keepsOutWhatWasChangedInAnyOctet() throws GeneralSecurityException {
        byte[] octets = image(2).octets();
        for (int at = 0; at < octets.length; at++) {
            byte[] changed = octets.clone();
            changed[at] ^= 1;
            assertThat(rom.boot(changed)).as("octet %d", at).isInstanceOf(Boot.Refused.class);
        }
    }

    @Test
    void keepsOutWhatAnotherHasSigned() throws GeneralSecurityException {
        Image image = Image.signed(2, "faithful", new byte[8], keys().getPrivate());
        assertThat(rom.boot(image.octets())).isEqualTo(new Boot.Refused(Boot.Reason.SIGNATURE));
    }

    @Test
    void keepsOutWhatIsOlderThanWhatAlreadyRan() throws GeneralSecurityException {
        assertThat(rom.boot(image(1).octets())).isEqualTo(new Boot.Refused(Boot.Reason.OLDER));
        rom.boot(image(5).octets());
        assertThat(rom.boot(image(4).octets())).isEqualTo(new Boot.Refused(Boot.Reason.OLDER));
        assertThat(rom.boot(image(5).octets())).isInstanceOf(Boot.Started.class);
    }

    @Test
    void readsTheLongestImageAndNoLonger() throws GeneralSecurityException {
        int rest = image(2).octets().length - 8;
        byte[] body = new byte[Image.OCTETS_MAX - rest];
        byte[] longest = Image.signed(2, "faithful", body, maker.getPrivate()).octets();
        assertThat(rom.boot(longest)).isInstanceOf(Boot.Started.class);
        byte[] longer = Arrays.copyOf(longest, longest.length + 1);
        assertThat(rom.boot(longer)).isEqualTo(new Boot.Refused(Boot.Reason.UNREADABLE));
        assertThat(rom.boot(new byte[0])).isEqualTo(new Boot.Refused(Boot.Reason.UNREADABLE));
    }

    private Image image(int version) throws GeneralSecurityException {
        return Image.signed(version, "faithful", new byte[8], maker.getPrivate());
    }

    private static KeyPair keys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError("the JDK has P-256", e);
        }
    }
}
