// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.card;

import org.jspecify.annotations.Nullable;
import org.veritac.card.CardLink;
import org.veritac.card.apdu.CommandApdu;
import org.veritac.card.channel.Anchor;
import org.veritac.card.channel.Authority;
import org.veritac.card.channel.Certificate;
import org.veritac.card.channel.Grade;
import org.veritac.card.channel.Identifier;
import org.veritac.card.channel.KeySet;
import org.veritac.card.channel.KeyUsage;
import org.veritac.card.channel.Opening;
import org.veritac.card.channel.Outcome;
import org.veritac.card.channel.P256;
import org.veritac.card.channel.Scp03;
import org.veritac.card.channel.SecureLink;
import org.veritac.card.tlv.Tlv;
import org.veritac.card.tlv.TlvReader;
import org.veritac.identity.Iccid;
import org.veritac.identity.Imsi;
import org.veritac.subscription.transfer.Binding;
import org.veritac.subscription.transfer.Contents;
import org.veritac.subscription.transfer.ImeiSpan;
import org.veritac.subscription.transfer.Octets;
import org.veritac.subscription.transfer.OperatorKey;
import org.veritac.subscription.transfer.Part;
import org.veritac.subscription.transfer.Seal;
import org.veritac.subscription.transfer.SignedPolicy;
import org.veritac.subscription.transfer.TokenId;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/// What a factory gives a personal token before it leaves (docs/token-interface.md). All of it is
/// test material of the lab.
///
/// @param believed whom the token believes
/// @param made who signs for the token
/// @param puk 8 digits
/// @param spans of IMEIs that are served; all when there are none
/// @param shared the operator's key, of which the token gets its own; null without that variant
public record TokenPersonalisation(
        Subject subject,
        Makers made,
        Believed believed,
        Octets puk,
        SignedPolicy policy,
        Contents contents,
        List<ImeiSpan> spans,
        @Nullable OperatorKey shared) {
    private static final HexFormat HEX = HexFormat.of();
    private static final int FACTORY_VERSION = 0x30;
    private static final String ENC = "2f1d5a9c03b7e64488f2107c6dbe9153";
    private static final String MAC = "9e07c4b2551f80da6634ab19e2f87d0c";
    private static final LocalDate FROM = LocalDate.of(2026, 1, 1);
    private static final LocalDate UNTIL = LocalDate.of(2046, 12, 31);
    private static final int GENERATE = 0x46;
    private static final int STORE_DATA = 0xE2;
    private static final int WRITE = 0xD6;
    private static final int SET_STATUS = 0xF0;
    private static final int OFFSET_BYTES = 3;
    private static final int DIVERSIFICATION_BYTES = 10;

    /// What one write brings, and what an area of sequence numbers takes at once.
    private static final int CHUNK_BYTES = 500;

    public TokenPersonalisation {
        spans = List.copyOf(spans);
    }

    /// Which token.
    ///
    /// @param certificate serial of it: a random pseudonym
    public record Subject(TokenId id, Iccid iccid, Imsi imsi, long certificate, Grade grade) {}

    /// Who signs for it.
    ///
    /// @param certificates of tokens
    /// @param bindings of tokens
    public record Makers(Authority certificates, Seal bindings) {}

    /// Whom it believes.
    ///
    /// @param certificates of handsets
    /// @param bindings of handsets
    /// @param orders of operators
    public record Believed(Anchor certificates, Anchor bindings, Anchor orders) {}

    /// What a token was made.
    ///
    /// @param agreement public half of its certificate's key
    /// @param signer public half of the key that signs receipts
    /// @param binding as it shows it
    public record Made(ECPublicKey agreement, ECPublicKey signer, Octets binding) {}

    /// The applet as it is put on the card.
    public static Installation installation(TokenId id, Grade grade) {
        byte[] number = ByteBuffer.allocate(Long.BYTES).putLong(id.value()).array();
        return Installation.token(
                join(
                        Tlv.of(0x80, number).bytes(),
                        Tlv.of(0x81, HEX.parseHex(ENC + MAC)).bytes(),
                        Tlv.ofByte(0x82, grade.value()).bytes()));
    }

    /// Personalises a fresh token that has been reset.
    ///
    /// @throws IOException when the card refuses something
    public Made apply(CardLink card, SecureRandom random) throws IOException {
        try (var keys = KeySet.of(FACTORY_VERSION, HEX.parseHex(ENC + MAC + MAC));
                SecureLink link = open(card, keys, random)) {
            ECPublicKey agreement = generate(link, 1);
            ECPublicKey signer = generate(link, 2);
            store(link, 1, certificate(agreement).bytes());
            store(link, 2, believed.certificates.bytes());
            store(link, 3, believed.bindings.bytes());
            store(link, 4, believed.orders.bytes());
            store(link, 5, puk.bytes());
            var binding = binding(signer);
            store(link, 6, binding.bytes());
            store(link, 7, policy.octets().bytes());
            if (!spans.isEmpty()) {
                store(link, 8, spanBytes());
            }
            if (shared != null) {
                store(link, 9, operatorKeys(shared, random));
            }
            for (Map.Entry<Part, Octets> part : contents.parts().entrySet()) {
                write(link, part.getKey(), part.getValue());
            }
            send(link, CommandApdu.of(0x80, SET_STATUS, 0x80, 0x0F));
            return new Made(agreement, signer, binding);
        }
    }

    private static SecureLink open(CardLink card, KeySet keys, SecureRandom random)
            throws IOException {
        var opening = new Scp03(random).open(card, keys, Scp03.Wish.full(FACTORY_VERSION));
        if (opening instanceof Opening.Open(var link)) {
            return link;
        }
        throw new IOException("personalisation of the token: no channel");
    }

    private Certificate certificate(ECPublicKey key) {
        return made.certificates.issue(
                new Certificate.Draft(
                        subject.certificate,
                        new Identifier("01"),
                        KeyUsage.KEY_AGREEMENT,
                        FROM,
                        UNTIL,
                        subject.grade,
                        List.of(),
                        key));
    }

    private Octets binding(ECPublicKey signer) {
        var credentials = new Binding.Credentials(subject.certificate, subject.grade, signer);
        return Binding.ofToken(subject.id, subject.iccid, subject.imsi, credentials)
                .signedBy(made.bindings);
    }

    private static byte[] operatorKeys(OperatorKey key, SecureRandom random) {
        byte[] pseudonym = new byte[Long.BYTES];
        random.nextBytes(pseudonym);
        byte[] padded = Arrays.copyOf(pseudonym, DIVERSIFICATION_BYTES);
        try (var keys = key.find(padded, OperatorKey.VERSION).orElseThrow()) {
            return join(
                    Tlv.of(0x80, pseudonym).bytes(),
                    Tlv.of(0x81, keys.enc().copy()).bytes(),
                    Tlv.of(0x82, keys.mac().copy()).bytes());
        }
    }

    private byte[] spanBytes() {
        var all = new ByteArrayOutputStream();
        for (ImeiSpan span : spans) {
            all.writeBytes(HEX.parseHex(span.first().digits() + span.last().digits()));
        }
        return all.toByteArray();
    }

    private static ECPublicKey generate(SecureLink link, int which) throws IOException {
        byte[] answer = send(link, CommandApdu.of(0x80, GENERATE, 0, which).expectingAny());
        return TlvReader.readOne(answer)
                .flatMap(item -> P256.read(item.children().get(0).value()))
                .orElseThrow(() -> new IOException("personalisation of the token: no key"));
    }

    private static void store(SecureLink link, int what, byte[] data) throws IOException {
        send(link, CommandApdu.of(0x80, STORE_DATA, 0, what).with(data));
    }

    private static void write(SecureLink link, Part part, Octets bytes) throws IOException {
        int at = 0;
        do {
            int length = Math.min(CHUNK_BYTES, bytes.length() - at);
            byte[] place = new byte[OFFSET_BYTES];
            place[1] = (byte) (at >>> 8);
            place[2] = (byte) at;
            byte[] data = join(place, bytes.part(at, length).bytes());
            send(link, CommandApdu.of(0x80, WRITE, part.code(), 0).with(data));
            at += length;
        } while (at < bytes.length());
    }

    private static byte[] send(SecureLink link, CommandApdu command) throws IOException {
        if (link.exchange(command) instanceof Outcome.Answer(var response)
                && response.status().isOk()) {
            return response.data();
        }
        throw new IOException(
                "personalisation of the token: %02X %02X %02X refused"
                        .formatted(command.ins(), command.p1(), command.p2()));
    }

    private static byte[] join(byte[]... parts) {
        var out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
