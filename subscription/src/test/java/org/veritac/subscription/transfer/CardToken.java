// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.transfer;

import org.jspecify.annotations.Nullable;
import org.veritac.card.CardLink;
import org.veritac.card.Secret;
import org.veritac.card.apdu.Chaining;
import org.veritac.card.apdu.CommandApdu;
import org.veritac.card.channel.Aes;
import org.veritac.card.channel.Certificate;
import org.veritac.card.channel.Kdf;
import org.veritac.card.channel.KeySet;
import org.veritac.card.channel.KeyUsage;
import org.veritac.card.channel.P256;
import org.veritac.card.channel.Trust;
import org.veritac.card.tlv.Tlv;
import org.veritac.card.tlv.TlvReader;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.KeyPair;
import java.security.interfaces.ECPublicKey;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;

/// A token as a card: channels, and the real machine inside them.
final class CardToken implements CardLink {
    private static final byte[] OK = {(byte) 0x90, 0};
    private static final byte[] INFO = {0x3C, (byte) 0x88, 16};

    final World.Token token;
    TokenState state;
    private final Certificate certificate;
    private final Trust trust;
    private final @Nullable KeySet shared;
    private final Dice dice;
    private final Chaining.Joining joining = new Chaining.Joining();
    private @Nullable Certificate host;
    private @Nullable CardSession session;
    private byte[] context = {};

    /// @param shared its keys of the operator; none when it has none
    CardToken(
            World.Token token,
            TokenRecord record,
            Certificate certificate,
            Trust trust,
            @Nullable KeySet shared) {
        this.token = token;
        this.state = TokenState.of(record);
        this.certificate = certificate;
        this.trust = trust;
        this.shared = shared;
        this.dice = new Dice(4711);
    }

    /// The same as this, for trials.
    CardToken copy() {
        var copy = new CardToken(token, state.record(), certificate, trust, shared);
        copy.state = state;
        copy.session = session == null ? null : session.copy();
        return copy;
    }

    static byte[] diversification() {
        return HexFormat.of().parseHex("5eed0000000000770000");
    }

    @Override
    public byte[] reset() {
        state = state.cut();
        session = null;
        return new byte[] {0x3B, (byte) 0x80, (byte) 0x80, 1, 1};
    }

    @Override
    public void close() {
        reset();
    }

    @Override
    public byte[] transmit(byte[] bytes) {
        if (!(CommandApdu.read(bytes) instanceof CommandApdu.Reading.Whole(var link))) {
            return status(0x6700);
        }
        return switch (joining.on(link)) {
            case Chaining.Step.More() -> OK.clone();
            case Chaining.Step.Refused() -> status(0x6883);
            case Chaining.Step.Whole(var command) -> answer(command);
        };
    }

    private static byte[] status(int value) {
        return new byte[] {(byte) (value >> 8), (byte) value};
    }

    private byte[] answer(CommandApdu command) {
        return switch (command.cla() << 8 | command.ins()) {
            case 0x00A4 -> {
                reset();
                yield OK.clone();
            }
            case 0x00CA -> join(Tlv.of(0xBF21, certificate.tlv()).bytes(), OK);
            case 0x802A -> {
                host = Certificate.read(command.data()).orElse(null);
                yield host != null && trust.objection(host, KeyUsage.KEY_AGREEMENT).isEmpty()
                        ? OK.clone()
                        : status(0x6982);
            }
            case 0x8082 -> mutual(command);
            case 0x8050 -> initializeUpdate(command);
            case 0x8482 -> externalAuthenticate(command);
            default -> command.cla() == 0x84 ? inside(command) : status(0x6E00);
        };
    }

    private static byte[] join(byte[]... parts) {
        var out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    private static Optional<ECPublicKey> point(byte[] request) {
        return request.length < P256.POINT_BYTES
                ? Optional.empty()
                : P256.read(
                        Arrays.copyOfRange(
                                request, request.length - P256.POINT_BYTES, request.length));
    }

    private byte[] mutual(CommandApdu command) {
        var other = point(command.data());
        var peer = host;
        if (peer == null || other.isEmpty()) {
            return status(0x6982);
        }
        KeyPair own = P256.generate(dice);
        byte[] see = P256.agree(own.getPrivate(), other.get());
        byte[] sss = P256.agree(token.agreement().getPrivate(), peer.content().key());
        var mode = Channel.Mode.CERTIFICATES;
        return agreed(command.data(), own, join(see, sss), mode);
    }

    private byte[] agreed(byte[] request, KeyPair own, byte[] secrets, Channel.Mode mode) {
        byte[] point = Tlv.of(0x5F49, P256.write((ECPublicKey) own.getPublic())).bytes();
        var keys = Kdf.x963(secrets, INFO, 80);
        byte[] receipt = Aes.cmac(keys.part(0, 16), request, point);
        byte[] answer = join(point, Tlv.of(0x86, receipt).bytes());
        byte[] out = session == null ? join(answer, OK) : session.protect(answer, OK);
        session = new CardSession(keys.part(16, 16), keys.part(32, 16), keys.part(48, 16), receipt);
        long peer = mode == Channel.Mode.OPERATOR_KEY || host == null ? 0 : host.content().serial();
        state = state.opened(new Channel(mode, Medium.CONTACTLESS, Octets.of(receipt), peer));
        return out;
    }

    private byte[] initializeUpdate(CommandApdu command) {
        if (shared == null) {
            return status(0x6A88);
        }
        byte[] challenge = dice.octets(8).bytes();
        context = join(command.data(), challenge);
        var mac = derive(shared.mac(), 6);
        byte[] cryptogram = Kdf.derive(mac, label(0), context, 8).copy();
        byte[] head = {(byte) shared.version(), 3, 0x60};
        return join(diversification(), head, challenge, cryptogram, OK);
    }

    private Secret derive(Secret key, int constant) {
        return Kdf.derive(key, label(constant), context, 16);
    }

    private static byte[] label(int constant) {
        byte[] label = new byte[12];
        label[11] = (byte) constant;
        return label;
    }

    private byte[] externalAuthenticate(CommandApdu command) {
        var keys = Objects.requireNonNull(shared);
        var mac = derive(keys.mac(), 6);
        session = new CardSession(derive(keys.enc(), 4), mac, derive(keys.mac(), 7), new byte[16]);
        boolean good =
                session.takes(header(command), command.data())
                        && Kdf.derive(mac, label(1), context, 8)
                                .matches(Arrays.copyOf(command.data(), 8));
        if (!good) {
            session = null;
        }
        return good ? OK.clone() : status(0x6300);
    }

    private static byte[] header(CommandApdu command) {
        return ByteBuffer.allocate(4)
                .put((byte) command.cla())
                .put((byte) command.ins())
                .put((byte) command.p1())
                .put((byte) command.p2())
                .array();
    }

    private byte[] inside(CommandApdu command) {
        var open = session;
        if (open == null || !open.takes(header(command), command.data())) {
            session = null;
            state = state.cut();
            return status(0x6982);
        }
        byte[] data = open.clear(command.data());
        if (command.ins() == 0x10) {
            return renew(data);
        }
        var clear = CommandApdu.of(0x84, command.ins(), command.p1(), command.p2()).with(data);
        var answer =
                switch (RequestReader.read(clear)) {
                    case RequestReader.Reading.Whole(var request) -> {
                        var fresh = new Fresh(dice.octets(Fresh.BYTES));
                        var step = token.machine().on(state, request, fresh);
                        state = step.state();
                        yield step.answer();
                    }
                    case RequestReader.Reading.Malformed(var refusal) -> Answer.Refused.of(refusal);
                };
        var response = Replies.write(answer);
        byte[] word = status(response.status().value());
        boolean isError = answer instanceof Answer.Refused(var why, _) && why != Refusal.WRONG_PIN;
        if (answer instanceof Answer.Refused(var why, _) && why == Refusal.SECURITY) {
            session = null;
        }
        return isError ? word : open.protect(response.data(), word);
    }

    /// A fresh agreement inside SCP03.
    private byte[] renew(byte[] request) {
        boolean form = TlvReader.readOne(request).filter(item -> item.tag() == 0x5F49).isPresent();
        var other = point(request);
        if (!form || other.isEmpty()) {
            return status(0x6982);
        }
        KeyPair own = P256.generate(dice);
        byte[] see = P256.agree(own.getPrivate(), other.get());
        return agreed(request, own, Arrays.copyOf(see, 64), Channel.Mode.OPERATOR_KEY);
    }
}
