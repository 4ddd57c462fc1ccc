// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.channel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.veritac.card.trial.Seeded;
import org.veritac.identity.Tac;

import java.security.interfaces.ECPublicKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

final class CertificateProperties {
    private static final ChannelLab LAB = new ChannelLab(7);

    static LongStream seeds() {
        return Seeded.seeds();
    }

    private static Certificate certificate(Seeded seeded) {
        var tacs = new ArrayList<Tac>();
        for (int i = seeded.between(0, Certificate.TACS_MAX); i > 0; i--) {
            tacs.add(new Tac(seeded.between(0, 99_999_999)));
        }
        var from = ChannelLab.TODAY.plusDays(seeded.between(-9_000, 9_000));
        var draft =
                new Certificate.Draft(
                        seeded.between(Integer.MIN_VALUE, Integer.MAX_VALUE - 1),
                        Identifier.of(seeded.bytes(seeded.between(1, 16))),
                        seeded.between(0, 1) == 0 ? KeyUsage.SIGNATURE : KeyUsage.KEY_AGREEMENT,
                        from,
                        from.plusDays(seeded.between(0, 9_000)),
                        seeded.between(0, 1) == 0 ? Grade.LAB : Grade.PRODUCTION,
                        tacs,
                        (ECPublicKey) LAB.vault().getPublic());
        return LAB.vaults().issue(draft);
    }

    private static RevocationList list(Seeded seeded) {
        List<Long> serials =
                LongStream.range(0, seeded.between(0, RevocationList.SERIALS_MAX)).boxed().toList();
        var date = ChannelLab.TODAY.plusDays(seeded.between(-9_000, 9_000));
        return LAB.vaults()
                .revoke(new RevocationList.Content(seeded.between(0, 9_999), date, serials));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void readsBackWhatItWrote(long seed) {
        var seeded = new Seeded(seed);
        var certificate = certificate(seeded);
        var read = Certificate.read(certificate.bytes()).orElseThrow();
        assertThat(read).isEqualTo(certificate);
        assertThat(read.content()).isEqualTo(certificate.content());
        assertThat(read.isSignedBy(LAB.vaults().anchor().key())).isTrue();
        var list = list(seeded);
        assertThat(RevocationList.read(list.bytes())).contains(list);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void believesNothingThatWasChanged(long seed) {
        var seeded = new Seeded(seed);
        byte[] bytes = certificate(seeded).bytes();
        byte[] list = list(seeded).bytes();
        var key = LAB.vaults().anchor().key();
        for (int i = 0; i < 10; i++) {
            byte[] spoiled = seeded.spoiled(bytes);
            Certificate.read(spoiled)
                    .filter(read -> !Arrays.equals(spoiled, bytes))
                    .ifPresent(read -> {
                        assertThat(read.bytes()).isEqualTo(spoiled);
                        assertThat(read.isSignedBy(key)).isFalse();
                    });
            byte[] spoiledList = seeded.spoiled(list);
            RevocationList.read(spoiledList)
                    .filter(read -> !Arrays.equals(spoiledList, list))
                    .ifPresent(read -> assertThat(read.isSignedBy(key)).isFalse());
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void readsForeignBytesOrNothing(long seed) {
        var seeded = new Seeded(seed);
        for (int i = 0; i < 50; i++) {
            byte[] bytes = seeded.bytes(seeded.between(0, 300));
            assertThat(Certificate.read(bytes)).isEmpty();
            assertThat(RevocationList.read(bytes)).isEmpty();
            assertThat(P256.read(bytes)).isEmpty();
        }
    }
}
