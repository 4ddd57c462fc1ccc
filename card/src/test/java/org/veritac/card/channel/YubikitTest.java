// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.channel;

import static org.assertj.core.api.Assertions.assertThat;

import com.yubico.yubikit.core.Transport;
import com.yubico.yubikit.core.application.BadResponseException;
import com.yubico.yubikit.core.smartcard.Apdu;
import com.yubico.yubikit.core.smartcard.ApduException;
import com.yubico.yubikit.core.smartcard.SmartCardConnection;
import com.yubico.yubikit.core.smartcard.SmartCardProtocol;
import com.yubico.yubikit.core.smartcard.scp.KeyRef;
import com.yubico.yubikit.core.smartcard.scp.Scp03KeyParams;
import com.yubico.yubikit.core.smartcard.scp.Scp11KeyParams;
import com.yubico.yubikit.core.smartcard.scp.ScpKeyParams;
import com.yubico.yubikit.core.smartcard.scp.StaticKeys;

import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.veritac.card.apdu.ChainingLink;
import org.veritac.card.apdu.CommandApdu;
import org.veritac.card.trial.CompactX509;
import org.veritac.card.trial.Dice;
import org.veritac.card.trial.Seeded;

import java.io.IOException;
import java.security.Security;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/// Yubico's host and ours, given the same randomness and the same card, send the same bytes.
final class YubikitTest {
    private static final HexFormat HEX = HexFormat.of();
    private static final List<Integer> SIZES = List.of(1, 15, 16, 17, 200, 223, 224, 239, 240, 900);

    @BeforeAll
    static void bringCmac() {
        Security.addProvider(new BouncyCastleProvider());
    }

    @AfterAll
    static void takeCmacAway() {
        Security.removeProvider(BouncyCastleProvider.PROVIDER_NAME);
    }

    private record Wire(SecondCard card) implements SmartCardConnection {
        @Override
        public byte[] sendAndReceive(byte[] command) {
            return card.transmit(command);
        }

        @Override
        public Transport getTransport() {
            return Transport.USB;
        }

        @Override
        public boolean isExtendedLengthApduSupported() {
            return false;
        }

        @Override
        public byte[] getAtr() {
            return card.reset();
        }

        @Override
        public void close() {}
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void opensScp03WithTheSameBytes(long seed) throws Exception {
        var seeded = new Seeded(seed);
        byte[] keys = seeded.bytes(48);
        byte[] challenge = seeded.bytes(8);
        var theirs = new SecondCard(3, keys, challenge);
        yubikit(
                theirs,
                new Scp03KeyParams(
                        new KeyRef((byte) 1, (byte) 3),
                        new StaticKeys(
                                Arrays.copyOf(keys, 16),
                                Arrays.copyOfRange(keys, 16, 32),
                                Arrays.copyOfRange(keys, 32, 48))));
        byte[] hostChallenge = HEX.parseHex(theirs.commands().getFirst().substring(10, 26));
        var ours = new SecondCard(3, keys, challenge);
        var host = new Scp03(Dice.loaded(hostChallenge));
        ourselves(host.open(new ChainingLink(ours), KeySet.of(3, keys), Scp03.Wish.full(3)));
        assertThat(withoutLe(ours)).isEqualTo(withoutLe(theirs));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void opensScp11aWithTheSameBytes(long seed) throws Exception {
        var lab = new ChannelLab(seed);
        var theirs = lab.card();
        var ours = lab.card();
        try (var fixed = FixedPairs.open(lab.ephemeral())) {
            assertThat(fixed.pair()).isNotNull();
            yubikit(
                    theirs,
                    new Scp11KeyParams(
                            new KeyRef((byte) 0x11, (byte) 1),
                            lab.vault().getPublic(),
                            new KeyRef((byte) 0x10, (byte) 1),
                            lab.host().key(),
                            List.of(new CompactX509(lab.host().certificate().bytes()))));
            var link = new ChainingLink(ours);
            ourselves(
                    new Scp11(lab.dice())
                            .openMutual(link, lab.trust(), lab.host(), Scp11.Keys.VAULT));
        }
        assertThat(withoutLe(ours).subList(1, ours.commands().size())).isEqualTo(withoutLe(theirs));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void opensScp11bWithTheSameBytes(long seed) throws Exception {
        var lab = new ChannelLab(seed);
        var theirs = lab.card();
        var ours = lab.card();
        try (var fixed = FixedPairs.open(lab.ephemeral())) {
            assertThat(fixed.pair()).isNotNull();
            yubikit(
                    theirs,
                    new Scp11KeyParams(new KeyRef((byte) 0x13, (byte) 1), lab.vault().getPublic()));
            var link = new ChainingLink(ours);
            ourselves(new Scp11(lab.dice()).openOneWay(link, lab.trust(), Scp11.Keys.VAULT));
        }
        assertThat(withoutLe(ours).subList(1, ours.commands().size())).isEqualTo(withoutLe(theirs));
    }

    /// Amendment D, 6.2.6, enciphers data where there is some; yubikit sends a block of padding for
    /// none. A card has to take both.
    @Test
    void differsWhereThereIsNothingToEncipher() throws Exception {
        byte[] keys = new Seeded(9).bytes(48);
        var card = new SecondCard(3, keys, new byte[8]);
        var host = new Scp03(Dice.seeded(9));
        var opened = host.open(card, KeySet.of(3, keys), Scp03.Wish.full(3));
        ((Opening.Open) opened).link().exchange(CommandApdu.of(0x80, 0xCA, 0xDF, 0x21));
        assertThat(card.commands().getLast()).startsWith("84cadf2108").hasSize(26);
    }

    private static void yubikit(SecondCard card, ScpKeyParams keys)
            throws IOException, ApduException, BadResponseException {
        var protocol = new SmartCardProtocol(new Wire(card));
        protocol.initScp(keys);
        for (int size : SIZES) {
            byte[] data = new Seeded(size).bytes(size);
            assertThat(protocol.sendAndReceive(new Apdu(0x80, 0xE2, 0, 1, data))).isEqualTo(data);
        }
    }

    private static void ourselves(Opening opening) throws IOException {
        var link = ((Opening.Open) opening).link();
        for (int size : SIZES) {
            byte[] data = new Seeded(size).bytes(size);
            var outcome = link.exchange(CommandApdu.of(0x80, 0xE2, 0, 1).with(data));
            assertThat(((Outcome.Answer) outcome).response().data()).isEqualTo(data);
        }
    }

    /// The commands without Le, which yubikit leaves out.
    private static List<String> withoutLe(SecondCard card) {
        return card.commands().stream()
                .map(hex ->
                        ((CommandApdu.Reading.Whole) CommandApdu.read(HEX.parseHex(hex))).command())
                .map(command -> HEX.formatHex(command.expecting(0).bytes()))
                .toList();
    }
}
