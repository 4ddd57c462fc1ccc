// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.veritac.card.CardLink;
import org.veritac.card.Secret;
import org.veritac.card.apdu.CommandApdu;
import org.veritac.card.channel.Aes;
import org.veritac.card.channel.Anchor;
import org.veritac.card.channel.Authority;
import org.veritac.card.channel.Certificate;
import org.veritac.card.channel.Grade;
import org.veritac.card.channel.Identifier;
import org.veritac.card.channel.Kdf;
import org.veritac.card.channel.KeyUsage;
import org.veritac.card.channel.P256;
import org.veritac.card.channel.Scp11;
import org.veritac.card.channel.Trust;

import java.io.IOException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// Whole transfers over real channels, and what a recording of them gives away.
final class LinkTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 1);
    private static final Wish LOAD = new Wish.Load(World.PIN, Octets.NONE);
    private static final Wish BACK = new Wish.GiveBack(Wish.Personal.BACK_UP);
    private static final Octets PHONE_BOOK = World.ascii("Alice +441632960001 and much more of it");

    private final World world = new World(3);
    private final World.Token token = world.token(1);
    private final World.Handset handset = world.handset(1);
    private final Authority authority =
            new Authority(new Identifier("ca"), P256.generate(world.dice), world.dice);
    private final KeyPair handsetKey = P256.generate(world.dice);
    private final OperatorKey operatorKey =
            new OperatorKey(Secret.of(Dice.block(1, 1)).part(0, 16));
    private final Phone phone = new Phone();
    private final Recorder recorder = new Recorder(card(new Variants().operatorKey().policy()));

    /// Everything that went over a wire.
    private static final class Recorder implements CardLink {
        private final CardToken card;
        private final List<byte[]> wire = new ArrayList<>();
        private int cutAt = Integer.MAX_VALUE;
        private int flipAt = Integer.MAX_VALUE;
        private int flipByte;
        private int exchanges;

        Recorder(CardToken card) {
            this.card = card;
        }

        @Override
        public byte[] reset() {
            return card.reset();
        }

        @Override
        public byte[] transmit(byte[] command) throws IOException {
            if (exchanges++ >= cutAt) {
                card.reset();
                throw new IOException("the token was taken away");
            }
            wire.add(command.clone());
            byte[] answer = card.transmit(command);
            wire.add(answer.clone());
            if (exchanges - 1 == flipAt) {
                answer[flipByte % answer.length] ^= 4;
            }
            return answer;
        }

        @Override
        public void close() {
            card.close();
        }
    }

    /// A handset's memory behind the port of the driver.
    private static final class Phone implements HandOver.Device {
        private Memory memory = Memory.NEW;
        private boolean answersNetwork;

        @Override
        public void write(HandsetWrite write) {
            memory = memory.after(write);
        }

        @Override
        public void entered(HandsetState state) {
            answersNetwork = state.mayAuthenticate();
        }

        @Override
        public Contents backup(Set<Part> parts) {
            assertThat(answersNetwork).isFalse();
            var all = Contents.EMPTY;
            for (Part part : parts) {
                var bytes = memory.files().find(part);
                all = bytes.isPresent() ? all.with(part, bytes.get()) : all;
            }
            return all;
        }

        @Override
        public boolean showsSame(String code) {
            return true;
        }

        @Override
        public Wish.Personal choose(int free) {
            return Wish.Personal.KEEP_HERE;
        }
    }

    private Certificate certificate(long serial, KeyPair pair) {
        return authority.issue(
                new Certificate.Draft(
                        serial,
                        new Identifier("77"),
                        KeyUsage.KEY_AGREEMENT,
                        TODAY,
                        TODAY,
                        Grade.LAB,
                        List.of(),
                        (ECPublicKey) pair.getPublic()));
    }

    private Trust trust(Anchor anchor) {
        Instant noon = TODAY.atTime(12, 0).toInstant(ZoneOffset.UTC);
        return new Trust(List.of(anchor), Grade.LAB, Clock.fixed(noon, ZoneOffset.UTC));
    }

    private CardToken card(Policy policy) {
        var contents =
                World.contents(
                        token.id(),
                        Map.of(
                                Part.IDENTITY,
                                        World.ascii("IMSI 001010123456781 MSISDN 441632960099"),
                                Part.ADMINISTRATION, world.dice.octets(3000),
                                Part.PERSONAL, PHONE_BOOK));
        var record = TokenRecord.issued(World.pin(), world.signed(token.id(), policy), contents);
        var shared = operatorKey.find(CardToken.diversification(), OperatorKey.VERSION);
        return new CardToken(
                token,
                record,
                certificate(token.certificate(), token.agreement()),
                trust(authority.anchor()),
                shared.orElseThrow());
    }

    private HandOver.Way certificates() {
        var own =
                new Scp11.Credential(
                        certificate(handset.certificate(), handsetKey), handsetKey.getPrivate());
        return new HandOver.Way.Certificates(trust(authority.anchor()), own);
    }

    private HandOver.Result tap(HandOver.Way way, Wish wish) throws IOException {
        var driver = new HandOver(handset.machine(), phone, world.dice);
        var intent = new HandOver.Intent(wish, Medium.CONTACTLESS, World.TIME);
        return driver.tap(phone.memory.record(), recorder, way, intent);
    }

    private static HandOver.Result over(Ending ending) {
        return new HandOver.Result.Over(Next.Over.of(ending));
    }

    @Test
    void loadsAndReturnsWithCertificatesAndWithTheOperatorsKey() throws IOException {
        for (HandOver.Way way : List.of(certificates(), new HandOver.Way.Shared(operatorKey))) {
            assertThat(tap(way, LOAD)).isEqualTo(over(Ending.LOADED));
            assertThat(phone.answersNetwork).isTrue();
            assertThat(phone.memory.keys()).isEqualTo(World.ki(token.id(), 1));
            assertThat(tap(way, BACK)).isEqualTo(over(Ending.RETURNED));
            assertThat(phone.answersNetwork).isFalse();
        }
    }

    @Test
    void aTokenTakesTheOperatorsKeyOnlyByPolicy() throws IOException {
        var strict = new Recorder(card(new Variants().returnOnTap().policy()));
        var driver = new HandOver(handset.machine(), phone, world.dice);
        var intent = new HandOver.Intent(LOAD, Medium.CONTACTLESS, 0);
        var way = new HandOver.Way.Shared(operatorKey);
        assertThat(driver.tap(HandsetRecord.NEW, strict, way, intent))
                .isEqualTo(over(Ending.TOKEN_REFUSED));
    }

    @Test
    void aCertificateDoesNotFitAnothersBinding() throws IOException {
        var borrowed = certificate(handset.certificate() + 1, handsetKey);
        var way =
                new HandOver.Way.Certificates(
                        trust(authority.anchor()),
                        new Scp11.Credential(borrowed, handsetKey.getPrivate()));
        assertThat(tap(way, LOAD)).isEqualTo(over(Ending.TOKEN_REFUSED));
    }

    @Test
    void anyCutIsHealedByOneTap() throws IOException {
        tap(certificates(), LOAD);
        int load = recorder.exchanges;
        tap(certificates(), BACK);
        int back = recorder.exchanges - load;
        for (int at = 0; at < load; at++) {
            cutThenHeal(at, LOAD);
        }
        for (int at = 0; at < back; at++) {
            tap(certificates(), LOAD);
            cutThenHeal(at, BACK);
        }
    }

    private void cutThenHeal(int at, Wish wish) throws IOException {
        recorder.exchanges = 0;
        recorder.cutAt = at;
        try {
            tap(certificates(), wish);
        } catch (IOException cut) {
            assertThat(cut).hasMessageContaining("taken away");
        }
        recorder.cutAt = Integer.MAX_VALUE;
        assertThat(active()).isLessThanOrEqualTo(1);
        tap(certificates(), new Wish.Resume());
        assertThat(active()).as("after exchange %d", at).isOne();
        if (phone.memory.isActive()) {
            assertThat(tap(certificates(), BACK)).isEqualTo(over(Ending.RETURNED));
        }
    }

    private int active() {
        return (recorder.card.state.record().mayAuthenticate() ? 1 : 0)
                + (phone.memory.isActive() ? 1 : 0);
    }

    @Test
    void anAnswerThatWasChangedEndsTheTapAndIsNotFollowed() throws IOException {
        tap(certificates(), LOAD);
        int load = recorder.exchanges;
        tap(certificates(), BACK);
        for (int at = 0; at < load; at++) {
            for (int flipped : new int[] {0, 5, 1000}) {
                recorder.exchanges = 0;
                recorder.flipAt = at;
                recorder.flipByte = flipped;
                var result = tap(certificates(), LOAD);
                recorder.flipAt = Integer.MAX_VALUE;
                boolean last = at >= load - 1;
                assertThat(result.equals(over(Ending.LOADED))).as("%d", at).isEqualTo(last);
                tap(certificates(), new Wish.Resume());
                assertThat(active()).isOne();
                if (phone.memory.isActive()) {
                    tap(certificates(), BACK);
                }
            }
        }
    }

    @Test
    void noByteOfACommandCanBeChangedCutOffOrRepeated() throws IOException {
        var trying = new Trying(recorder.card);
        var driver = new HandOver(handset.machine(), phone, world.dice);
        for (Wish wish : List.of(LOAD, BACK)) {
            var intent = new HandOver.Intent(wish, Medium.CONTACTLESS, 0);
            driver.tap(phone.memory.record(), trying, certificates(), intent);
        }
        assertThat(trying.tried).isGreaterThan(3000);
        assertThat(recorder.card.state.record().phase()).isEqualTo(TokenPhase.FREE);
    }

    /// Tries every spoilt form of each protected command on a copy of the token first.
    private static final class Trying implements CardLink {
        private final CardToken card;
        private int tried;

        Trying(CardToken card) {
            this.card = card;
        }

        @Override
        public byte[] reset() {
            return card.reset();
        }

        @Override
        public byte[] transmit(byte[] command) {
            genuine =
                    CommandApdu.read(command) instanceof CommandApdu.Reading.Whole(var read)
                            ? read
                            : genuine;
            if ((command[0] & 0xEF) == 0x84) {
                for (int i = 0; i < command.length; i++) {
                    byte[] flipped = command.clone();
                    flipped[i] ^= 1;
                    refused(flipped);
                    refused(Arrays.copyOf(command, i));
                }
                var copy = card.copy();
                copy.transmit(command);
                var kept = copy.state.record();
                assertThat(copy.transmit(command))
                        .hasSize(2)
                        .isNotEqualTo(new byte[] {(byte) 0x90, 0});
                assertThat(copy.state.record()).isEqualTo(kept);
            }
            return card.transmit(command);
        }

        /// Le is protected by nothing and changes nothing but the length of the answer.
        private void refused(byte[] command) {
            var before = card.state.record();
            var copy = card.copy();
            byte[] answer = copy.transmit(command);
            boolean le =
                    CommandApdu.read(command) instanceof CommandApdu.Reading.Whole(var read)
                            && isOnlyLe(read);
            if (!le) {
                assertThat(answer).hasSize(2);
                assertThat(copy.state.record()).isEqualTo(before);
                tried++;
            }
        }

        private CommandApdu genuine = CommandApdu.of(0, 0, 0, 0);

        private boolean isOnlyLe(CommandApdu read) {
            return Arrays.equals(read.data(), genuine.data()) && read.ins() == genuine.ins();
        }

        @Override
        public void close() {
            card.close();
        }
    }

    @Test
    void aRecordingHoldsNoNumberKeyOrPersonalDatum() throws IOException {
        for (HandOver.Way way : List.of(certificates(), new HandOver.Way.Shared(operatorKey))) {
            tap(way, LOAD);
            tap(way, BACK);
        }
        var all = new StringBuilder();
        recorder.wire.forEach(bytes -> all.append(HexFormat.of().formatHex(bytes)).append(' '));
        var pairing = Objects.requireNonNull(recorder.card.state.record().pairing());
        var secrets =
                List.of(
                        hex(World.ki(token.id(), 1)),
                        hex(pairing.key().octets()),
                        hex(World.PIN),
                        hex(World.ascii("441632960")),
                        hex(World.ascii("001010123")),
                        "001010123456781",
                        "8900012345678901234",
                        "35693803564381",
                        hex(token.id().octets()),
                        hex(handset.id().octets()));
        assertThat(secrets).noneMatch(secret -> all.indexOf(secret) >= 0);
    }

    private static String hex(Octets octets) {
        return HexFormat.of().formatHex(octets.bytes());
    }

    /// Who has a recording, both certified private keys, the operator's key and the pair key, but
    /// no ephemeral one, finds the keys of no channel: tried with every pair of secrets that can be
    /// computed. With one ephemeral key besides, the same search finds them.
    @Test
    void longTermKeysAndThePairKeyDisclosedLaterOpenNoRecording() throws IOException {
        for (HandOver.Way way : List.of(certificates(), new HandOver.Way.Shared(operatorKey))) {
            recorder.wire.clear();
            var dice = new Spied(11);
            var driver = new HandOver(handset.machine(), phone, dice);
            var intent = new HandOver.Intent(LOAD, Medium.CONTACTLESS, 0);
            driver.tap(phone.memory.record(), recorder, way, intent);
            var known =
                    new ArrayList<>(
                            List.of(token.agreement().getPrivate(), handsetKey.getPrivate()));
            var agreements = agreements(way);
            assertThat(agreements).hasSize(1);
            assertThat(opens(agreements.getFirst(), known)).isFalse();
            known.add(agreements.getFirst().ephemeral(dice));
            assertThat(opens(agreements.getFirst(), known)).isTrue();
            tap(way, BACK);
        }
    }

    /// What a recording shows of one key agreement.
    @SuppressWarnings("ArrayRecordComponent")
    private record Agreement(byte[] request, byte[] point, byte[] receipt) {
        List<ECPublicKey> points() {
            byte[] first = Arrays.copyOfRange(request, request.length - 65, request.length);
            byte[] second = Arrays.copyOfRange(point, point.length - 65, point.length);
            return List.of(P256.read(first).orElseThrow(), P256.read(second).orElseThrow());
        }

        /// The host's ephemeral private key, among what its dice gave.
        PrivateKey ephemeral(Spied dice) {
            for (KeyPair pair : dice.pairs()) {
                if (pair.getPublic().equals(points().getFirst())) {
                    return pair.getPrivate();
                }
            }
            throw new AssertionError("no such key was made");
        }
    }

    /// Dice that can be thrown again.
    private static final class Spied extends SecureRandom {
        private static final long serialVersionUID = 1;
        private final transient List<byte[]> thrown = new ArrayList<>();
        private final transient Dice dice;

        Spied(long seed) {
            dice = new Dice(seed);
        }

        @Override
        public void nextBytes(byte[] bytes) {
            dice.nextBytes(bytes);
            thrown.add(bytes.clone());
        }

        /// Every key pair that was made, made again from the same bytes.
        List<KeyPair> pairs() {
            var pairs = new ArrayList<KeyPair>();
            for (int i = 0; i < thrown.size(); i++) {
                int from = i;
                pairs.add(
                        P256.generate(
                                new SecureRandom() {
                                    private static final long serialVersionUID = 1;
                                    private int at = from;

                                    @Override
                                    public void nextBytes(byte[] bytes) {
                                        byte[] again = thrown.get(at % thrown.size());
                                        at++;
                                        System.arraycopy(
                                                Arrays.copyOf(again, bytes.length),
                                                0,
                                                bytes,
                                                0,
                                                bytes.length);
                                    }
                                }));
            }
            return pairs;
        }
    }

    /// With the operator's key the agreement lies inside SCP03, which that key opens.
    private List<Agreement> agreements(HandOver.Way way) {
        var found = new ArrayList<Agreement>();
        for (int i = 0; i + 1 < recorder.wire.size(); i += 2) {
            byte[] command = recorder.wire.get(i);
            byte[] answer = recorder.wire.get(i + 1);
            boolean mutual = command[0] == (byte) 0x80 && command[1] == (byte) 0x82;
            boolean renews = command[0] == (byte) 0x84 && command[1] == 0x10;
            if (way instanceof HandOver.Way.Certificates && mutual) {
                found.add(agreement(data(command), Arrays.copyOf(answer, answer.length - 2)));
            }
            if (way instanceof HandOver.Way.Shared && renews) {
                found.add(inside(i, command, answer));
            }
        }
        return found;
    }

    private static byte[] data(byte[] command) {
        return CommandApdu.read(command) instanceof CommandApdu.Reading.Whole(var read)
                ? read.data()
                : new byte[0];
    }

    private static Agreement agreement(byte[] request, byte[] answer) {
        return new Agreement(
                request,
                Arrays.copyOf(answer, 68),
                Arrays.copyOfRange(answer, answer.length - 16, answer.length));
    }

    /// What who knows the operator's key reads in SCP03.
    private Agreement inside(int at, byte[] command, byte[] answer) {
        byte[] challenge = data(recorder.wire.get(at - 4));
        byte[] hello = recorder.wire.get(at - 3);
        byte[] context = Arrays.copyOf(challenge, 16);
        System.arraycopy(hello, 13, context, 8, 8);
        var keys = operatorKey.find(Arrays.copyOf(hello, 10), OperatorKey.VERSION).orElseThrow();
        byte[] label = new byte[12];
        label[11] = 4;
        var enc = Kdf.derive(keys.enc(), label, context, 16);
        byte[] request = clear(enc, 0, data(command));
        return agreement(request, clear(enc, 0x80, Arrays.copyOf(answer, answer.length - 2)));
    }

    private static byte[] clear(Secret enc, int first, byte[] data) {
        byte[] counter = new byte[16];
        counter[0] = (byte) first;
        counter[15] = 1;
        byte[] vector = Aes.encipher(enc, new byte[16], counter);
        byte[] padded = Aes.decipher(enc, vector, Arrays.copyOf(data, data.length - 8));
        return Arrays.copyOf(padded, Aes.unpaddedLength(padded));
    }

    private boolean opens(Agreement agreement, List<PrivateKey> known) {
        var points = new ArrayList<>(agreement.points());
        points.add((ECPublicKey) token.agreement().getPublic());
        points.add((ECPublicKey) handsetKey.getPublic());
        var secrets = new ArrayList<byte[]>();
        secrets.add(new byte[32]);
        for (PrivateKey key : known) {
            points.forEach(point -> secrets.add(P256.agree(key, point)));
        }
        var pairing = Objects.requireNonNull(recorder.card.state.record().pairing());
        secrets.add(Arrays.copyOf(pairing.key().octets().bytes(), 32));
        byte[] info = {0x3C, (byte) 0x88, 16};
        for (byte[] one : secrets) {
            for (byte[] other : secrets) {
                byte[] both = Arrays.copyOf(one, 64);
                System.arraycopy(other, 0, both, 32, 32);
                var receiptKey = Kdf.x963(both, info, 80).part(0, 16);
                byte[] receipt = Aes.cmac(receiptKey, agreement.request(), agreement.point());
                if (Arrays.equals(receipt, agreement.receipt())) {
                    return true;
                }
            }
        }
        return false;
    }
}
