// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.yubico.yubikit.core.smartcard.ApduException;

import org.junit.jupiter.api.Test;
import org.veritac.card.CardLink;

import java.io.IOException;
import java.security.KeyPair;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/// Power is cut at every write to a vault's persistent memory, one after the other, until a whole
/// run has no more writes. After each cut: no IMEI without a channel, none that is mixed, no count
/// that went back, and a card that can be used.
final class TearTest {
    private static final byte[] IN_CLEAR = HexFormat.of().parseHex("00CADF2100");

    private final Power power = new Power();

    private CardLink fresh() throws IOException {
        power.keep();
        CardLink card = SimulatedCard.tearable(power, Vaults.installation());
        card.reset();
        return card;
    }

    /// Something done to a card.
    @FunctionalInterface
    private interface Work {
        void on(CardLink card) throws IOException, ApduException;
    }

    /// Does it with power cut at the given write.
    ///
    /// @return whether there were that many writes
    private boolean isCut(long write, Work work, CardLink card) throws IOException {
        power.cutAt(write);
        try {
            work.on(card);
            assertThat(power.writes()).isLessThan(write);
            return false;
        } catch (IOException cut) {
            assertThat(cut).hasMessageContaining("power was cut");
            return true;
        } catch (ApduException refused) {
            throw new AssertionError("refused without a cut", refused);
        } finally {
            power.keep();
            card.reset();
        }
    }

    private static byte[] imei(CardLink card, byte[] point, KeyPair own)
            throws IOException, ApduException {
        card.reset();
        var host = new YubicoHost(card);
        host.openMutual(point, own, Vaults.MODULES.draft(Curve.point(own)).sign());
        return host.send(0xCA, 0xDF21, new byte[0]);
    }

    @Test
    void personalisationCanBeCutAnywhereAndBegunAgain() throws IOException, ApduException {
        var own = Curve.pair();
        long write = 1;
        boolean cut;
        do {
            CardLink card = fresh();
            cut = isCut(write, Vaults::personalise, card);
            assertThat(card.transmit(IN_CLEAR))
                    .hasSize(2)
                    .isNotEqualTo(new byte[] {(byte) 0x90, 0});
            byte[] point = isFresh(card) ? Vaults.personalise(card) : point(card);
            assertThat(imei(card, point, own)).isEqualTo(VaultByYubicoTest.RELEASED);
            write++;
        } while (cut);
        assertThat(write).isGreaterThan(50);
    }

    private static boolean isFresh(CardLink card) throws IOException {
        card.reset();
        try {
            Vaults.factory(card);
            return true;
        } catch (ApduException personalised) {
            return false;
        } finally {
            card.reset();
        }
    }

    /// The agreement point in the vault's certificate: 73 bytes before its signature ends.
    private static byte[] point(CardLink card) throws IOException {
        byte[] answer = card.transmit(HexFormat.of().parseHex("00CABF2100"));
        int signature = answer.length - 2 - 67;
        return Arrays.copyOfRange(answer, signature - 3 - 65, signature - 3);
    }

    @Test
    void anImeiIsWholeOrNotThere() throws IOException, ApduException {
        long write = 1;
        boolean cut;
        do {
            CardLink card = fresh();
            YubicoHost host = Vaults.factory(card);
            byte[] point = Vaults.generate(host, 1);
            host.send(0xE2, 3, Vaults.SIGNERS.anchor());
            byte[] first = Vaults.record(1, Vaults.IMEI, point, Vaults.TAC);
            byte[] other = Vaults.record(1, Vaults.OTHER_IMEI, point, Vaults.TAC);
            cut = isCut(write, any -> host.send(0xE2, 4, first), card);
            boolean taken = takes(card, other);
            assertThat(takes(card, first)).isEqualTo(!taken);
            write++;
        } while (cut);
    }

    private static boolean takes(CardLink card, byte[] record) throws IOException, ApduException {
        try {
            Vaults.factory(card).send(0xE2, 4, record);
            return true;
        } catch (ApduException written) {
            return false;
        }
    }

    @Test
    void aRevocationListIsTheOldOrTheNewOne() throws IOException, ApduException {
        CardLink card = fresh();
        byte[] point = Vaults.personalise(card);
        var own = Curve.pair();
        byte[] good = Vaults.MODULES.draft(Curve.point(own)).sign();
        int number = 1;
        long write = 1;
        boolean cut;
        do {
            byte[] serial = {1, 1, 1, 1, 1, 1, 1, (byte) number};
            byte[] list = Vaults.MODULES.list(number, "20260102", List.of(serial, new byte[8]));
            var host = new YubicoHost(card);
            host.openMutual(point, own, good);
            cut = isCut(write, any -> host.send(0xE2, 5, list), card);
            byte[] revoked = Vaults.MODULES.draft(Curve.point(own)).serial(serial).sign();
            boolean known = !opens(card, point, own, revoked);
            // An old list takes the new one again, a new one does not.
            card.reset();
            var second = new YubicoHost(card);
            second.openMutual(point, own, good);
            if (known) {
                assertThatThrownBy(() -> second.send(0xE2, 5, list))
                        .isInstanceOf(ApduException.class);
            } else {
                second.send(0xE2, 5, list);
            }
            card.reset();
            number++;
            write++;
        } while (cut);
    }

    private static boolean opens(CardLink card, byte[] point, KeyPair own, byte[] certificate)
            throws IOException {
        card.reset();
        try {
            new YubicoHost(card).openMutual(point, own, certificate);
            return true;
        } catch (ApduException refused) {
            return false;
        }
    }

    @Test
    void channelsCanBeCutAnywhere() throws IOException, ApduException {
        CardLink card = fresh();
        byte[] point = Vaults.personalise(card);
        var own = Curve.pair();
        Work withKeys =
                link -> {
                    var host = new YubicoHost(link);
                    host.environment(Vaults.ICCID);
                    host.openStatic(Vaults.OPERATOR, Vaults.moduleKeys(Vaults.OPERATOR, 16));
                    host.send(0xCA, 0xDF21, new byte[0]);
                };
        Work withCertificates = link -> imei(link, point, own);
        for (Work work : List.of(withKeys, withCertificates)) {
            long write = 1;
            while (isCut(write, work, card)) {
                assertThat(imei(card, point, own)).isEqualTo(VaultByYubicoTest.RELEASED);
                card.reset();
                write++;
            }
        }
    }

    @Test
    void pullingThePowerHidesNoFailure() throws IOException, ApduException {
        CardLink card = fresh();
        Vaults.personalise(card);
        byte[] ask = HexFormat.of().parseHex("8050010008000000000000000000");
        byte[] lie = HexFormat.of().parseHex("848233001000112233445566778899AABBCCDDEEFF");
        for (int i = 0; i < 8; i++) {
            card.reset();
            new YubicoHost(card).environment(Vaults.ICCID);
            assertThat(card.transmit(ask)).endsWith(0x90, 0x00);
            // The first write counts the failure; there is no second one to cut.
            assertThat(isCut(2, link -> link.transmit(lie), card)).isFalse();
        }
        new YubicoHost(card).environment(Vaults.ICCID);
        assertThat(card.transmit(ask)).containsExactly(0x69, 0x85);
    }
}
