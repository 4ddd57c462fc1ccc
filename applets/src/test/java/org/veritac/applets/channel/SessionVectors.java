// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.applets.channel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;

/// An opening of SCP03 that a real card and a real host once had.
final class SessionVectors {
    @Test
    void aRecordedOpeningIsUnderstood() throws IOException {
        var vector = Vector.read("/vectors/gp-amendment-d/6.2/open-at-level-11.txt");
        var cmac = new Cmac();
        var session = new Session(cmac, new Kdf(cmac));
        byte[] challenges = join(vector.bytes("host challenge"), vector.bytes("card challenge"));
        session.context(challenges, (short) 0, Session.S8);
        session.derive(key(vector.bytes("enc")), key(vector.bytes("mac")));
        byte[] cryptogram = new byte[8];
        session.cryptogram(Session.CARD, cryptogram, (short) 0);
        assertThat(cryptogram).isEqualTo(vector.bytes("card cryptogram"));
        byte[] command = vector.bytes("external authenticate");
        session.cryptogram(Session.HOST, cryptogram, (short) 0);
        assertThat(cryptogram).isEqualTo(Arrays.copyOfRange(command, 5, 13));
        assertThat(session.acceptHost(command, (short) 0, (short) 16)).isEqualTo(Session.GOOD);
        assertThat(session.isOpen()).isTrue();
    }

    static AesKey key(byte[] bytes) {
        var key = AesKey.stored();
        key.set(bytes, (short) 0, (short) bytes.length);
        return key;
    }

    static byte[] join(byte[]... parts) {
        var out = new ByteArrayOutputStream();
        Arrays.stream(parts).forEach(out::writeBytes);
        return out.toByteArray();
    }
}
