// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.token;

import org.jspecify.annotations.Nullable;
import org.veritac.card.CardLink;
import org.veritac.card.apdu.Chaining;
import org.veritac.card.apdu.CommandApdu;
import org.veritac.card.channel.Aes;
import org.veritac.card.channel.Certificate;
import org.veritac.card.channel.Kdf;
import org.veritac.card.channel.KeyUsage;
import org.veritac.card.channel.P256;
import org.veritac.card.channel.Trust;
import org.veritac.card.tlv.Tlv;
import org.veritac.handset.mirror.DeviceKit;
import org.veritac.subscription.transfer.Answer;
import org.veritac.subscription.transfer.Channel;
import org.veritac.subscription.transfer.Fresh;
import org.veritac.subscription.transfer.HandOver;
import org.veritac.subscription.transfer.Medium;
import org.veritac.subscription.transfer.Octets;
import org.veritac.subscription.transfer.Receipt;
import org.veritac.subscription.transfer.Refusal;
import org.veritac.subscription.transfer.Replies;
import org.veritac.subscription.transfer.Request;
import org.veritac.subscription.transfer.RequestReader;
import org.veritac.subscription.transfer.TokenId;
import org.veritac.subscription.transfer.TokenMachine;
import org.veritac.subscription.transfer.TokenRecord;
import org.veritac.subscription.transfer.TokenSetup;
import org.veritac.subscription.transfer.TokenState;
import org.veritac.subscription.transfer.TokenWrite;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// A token as a card, in plain Java. Selected by its own identifier it hands over; everything else
/// goes to the SIM in it, which answers no authentication once the token has handed over.
///
/// The SIM's file system stays readable then: a phone sees which card it holds.
public final class ReferenceToken implements CardLink {
    /// The room for personal data, bytes.
    public static final int PERSONAL_BYTES_MAX = 200_000;

    /// T=1; files by name, path, identifier; chains and extended lengths (ISO/IEC 7816-4, 12.1.1).
    private static final byte[] ATR = HexFormat.of().parseHex("3B8580018073B421C0A2");

    private static final byte[] INFO = {0x3C, (byte) 0x88, 16};
    private static final long WINDOW_MILLIS = Duration.ofHours(1).toMillis();
    private static final int AUTHENTICATE = 0x88;
    private static final int SECURE = 0x84;

    private final DeviceKit kit;
    private final Keep keep;
    private final Clock clock;
    private final SecureRandom random;
    private final TokenMachine machine;
    private final Trust trust;
    private final List<Receipt> receipts;
    private final Chaining.Joining joining = new Chaining.Joining();
    private TokenState state;
    private boolean selected;
    private @Nullable Certificate host;
    private @Nullable CardSession session;
    private @Nullable OwnSim sim;
    private byte[] waiting = {};

    /// What a token remembers without power.
    ///
    /// @param receipts oldest first
    public record Kept(TokenRecord record, List<Receipt> receipts) {
        public Kept {
            receipts = List.copyOf(receipts);
        }
    }

    /// What a chip would have of its own.
    ///
    /// @param clock of certificates and limits
    public record Surroundings(Clock clock, SecureRandom random) {}

    /// Where it is kept.
    @FunctionalInterface
    public interface Keep {
        /// Keeps it, whole or not at all.
        void keep(Kept kept) throws IOException;
    }

    /// @param kit its own; partners are handsets
    /// @param kept as it was kept last
    public ReferenceToken(DeviceKit kit, Kept kept, Keep keep, Surroundings around) {
        this.kit = kit;
        this.keep = keep;
        this.clock = around.clock();
        this.random = around.random();
        this.receipts = new ArrayList<>(kept.receipts());
        this.state = TokenState.of(kept.record());
        this.trust = new Trust(List.of(kit.certificates()), kit.grade(), clock);
        this.machine = new TokenMachine(setup());
    }

    private TokenSetup setup() {
        return new TokenSetup(
                new TokenId(kit.id()),
                kit.binding(),
                List.of(kit.partners()),
                List.of(kit.operators()),
                List.of(),
                kit.agreement(),
                message -> Octets.of(P256.sign(kit.signing(), message.bytes(), random)),
                PERSONAL_BYTES_MAX,
                this::receipt);
    }

    private Optional<Receipt> receipt(int number) {
        return number == 0
                ? receipts.reversed().stream().findFirst()
                : receipts.stream().filter(each -> each.number() == number).findFirst();
    }

    public TokenRecord record() {
        return state.record();
    }

    /// Its log, oldest first.
    public List<Receipt> receipts() {
        return List.copyOf(receipts);
    }

    @Override
    public byte[] reset() {
        state = state.cut();
        session = null;
        host = null;
        sim = null;
        selected = false;
        waiting = new byte[0];
        return ATR.clone();
    }

    @Override
    public void close() {
        reset();
    }

    @Override
    public byte[] transmit(byte[] bytes) throws IOException {
        if (!(CommandApdu.read(bytes) instanceof CommandApdu.Reading.Whole(var link))) {
            return status(0x6700);
        }
        if (isOwnSelect(link)) {
            reset();
            selected = true;
            return status(0x9000);
        }
        if (!selected || (link.cla() == 0 && link.ins() == 0xA4)) {
            selected = false;
            return asSim(link, bytes);
        }
        // some drivers of readers ask in the class of the command that said 61xx
        if ((link.cla() == 0 || link.cla() == SECURE) && link.ins() == 0xC0) {
            return more(link.expected());
        }
        return switch (joining.on(link)) {
            case Chaining.Step.More() -> status(0x9000);
            case Chaining.Step.Refused() -> status(0x6883);
            case Chaining.Step.Whole(var command) -> give(answer(command), command.expected());
        };
    }

    private static boolean isOwnSelect(CommandApdu command) {
        return command.cla() == 0
                && command.ins() == 0xA4
                && command.p1() == 4
                && Arrays.equals(command.data(), HandOver.aid());
    }

    /// What does not fit into what was expected waits for GET RESPONSE.
    private byte[] give(byte[] response, int expected) {
        int length = response.length - 2;
        if (length <= Math.max(expected, 0)) {
            return response;
        }
        waiting = response;
        return more(expected);
    }

    private byte[] more(int expected) {
        int length = waiting.length - 2;
        if (length <= 0) {
            return status(0x6985);
        }
        int given = Math.min(length, Math.max(expected, 0));
        byte[] part = Arrays.copyOf(waiting, given);
        waiting = Arrays.copyOfRange(waiting, given, waiting.length);
        int left = length - given;
        return left == 0
                ? join(part, waiting)
                : join(part, status(0x6100 | (left > 255 ? 0 : left)));
    }

    private byte[] asSim(CommandApdu command, byte[] bytes) throws IOException {
        if (command.ins() == AUTHENTICATE && !record().mayAuthenticate()) {
            return status(0x6985);
        }
        if (sim == null) {
            sim = OwnSim.of(new Living()).orElse(null);
        }
        return sim == null ? status(0x6F00) : sim.transmit(bytes);
    }

    /// The record as the SIM changes it.
    private final class Living implements OwnSim.Keeping {
        @Override
        public TokenRecord record() {
            return state.record();
        }

        @Override
        public void keep(TokenRecord next) throws IOException {
            keep.keep(new Kept(next, receipts));
            state = TokenState.of(next);
        }

        @Override
        public long window() {
            return clock.millis() / WINDOW_MILLIS;
        }
    }

    private byte[] answer(CommandApdu command) throws IOException {
        return switch (command.cla() << 8 | command.ins()) {
            case 0x00CA -> join(Tlv.of(0xBF21, kit.certificate().tlv()).bytes(), status(0x9000));
            case 0x802A -> present(command);
            case 0x8082 -> mutual(command);
            default -> command.cla() == SECURE ? inside(command) : status(0x6E00);
        };
    }

    private byte[] present(CommandApdu command) {
        host = Certificate.read(command.data()).orElse(null);
        boolean good = host != null && trust.objection(host, KeyUsage.KEY_AGREEMENT).isEmpty();
        if (!good) {
            host = null;
        }
        return status(good ? 0x9000 : 0x6982);
    }

    private byte[] mutual(CommandApdu command) {
        byte[] request = command.data();
        var peer = host;
        var point =
                request.length < P256.POINT_BYTES
                        ? Optional.<ECPublicKey>empty()
                        : P256.read(
                                Arrays.copyOfRange(
                                        request,
                                        request.length - P256.POINT_BYTES,
                                        request.length));
        if (peer == null || point.isEmpty()) {
            return status(0x6982);
        }
        KeyPair own = P256.generate(random);
        byte[] secrets =
                join(
                        P256.agree(own.getPrivate(), point.get()),
                        P256.agree(kit.agreement(), peer.content().key()));
        byte[] answer = Tlv.of(0x5F49, P256.write((ECPublicKey) own.getPublic())).bytes();
        try (var keys = Kdf.x963(secrets, INFO, CardSession.KEYS_BYTES);
                var receiptKey = keys.part(0, 16)) {
            byte[] receipt = Aes.cmac(receiptKey, request, answer);
            session = new CardSession(keys, receipt);
            var mode = Channel.Mode.CERTIFICATES;
            long serial = peer.content().serial();
            state = state.opened(new Channel(mode, Medium.SLOT, Octets.of(receipt), serial));
            return join(answer, Tlv.of(0x86, receipt).bytes(), status(0x9000));
        } finally {
            Arrays.fill(secrets, (byte) 0);
        }
    }

    private byte[] inside(CommandApdu command) throws IOException {
        var open = session;
        byte[] header =
                ByteBuffer.allocate(CommandApdu.HEADER_BYTES)
                        .put((byte) command.cla())
                        .put((byte) command.ins())
                        .put((byte) command.p1())
                        .put((byte) command.p2())
                        .array();
        if (open == null || !open.takes(header, command.data())) {
            return closed();
        }
        byte[] data = open.clear(command.data());
        var clear = CommandApdu.of(0x84, command.ins(), command.p1(), command.p2()).with(data);
        var answer =
                switch (RequestReader.read(clear)) {
                    case RequestReader.Reading.Whole(var request) -> asked(request);
                    case RequestReader.Reading.Malformed(var refusal) ->
                            new Answer.Refused(refusal, 0);
                };
        var response = Replies.write(answer);
        byte[] word = status(response.status().value());
        if (answer instanceof Answer.Refused(var why, _) && why != Refusal.WRONG_PIN) {
            return why == Refusal.SECURITY ? closed() : word;
        }
        return open.protect(response.data(), word);
    }

    private byte[] closed() {
        session = null;
        state = state.cut();
        return status(0x6982);
    }

    private Answer asked(Request request) throws IOException {
        byte[] fresh = new byte[Fresh.BYTES];
        random.nextBytes(fresh);
        var step = machine.on(state, request, new Fresh(Octets.of(fresh)));
        for (TokenWrite write : step.writes()) {
            keep(write);
        }
        state = step.state();
        return step.answer();
    }

    private void keep(TokenWrite write) throws IOException {
        var log = new ArrayList<>(receipts);
        var entry = write.receipt();
        if (entry != null) {
            var position =
                    log.isEmpty() ? Receipt.Position.FIRST : Receipt.Position.after(log.getLast());
            log.add(Receipt.sign(entry, position, kit.signing(), random));
        }
        keep.keep(new Kept(write.record(), log));
        receipts.clear();
        receipts.addAll(log);
        sim = null;
    }

    private static byte[] status(int value) {
        return new byte[] {(byte) (value >> 8), (byte) value};
    }

    private static byte[] join(byte[]... parts) {
        var out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
