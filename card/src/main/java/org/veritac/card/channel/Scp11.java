// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.channel;

import org.veritac.card.CardLink;
import org.veritac.card.Secret;
import org.veritac.card.apdu.CommandApdu;
import org.veritac.card.apdu.Exchange;
import org.veritac.card.apdu.ResponseApdu;
import org.veritac.card.tlv.Tlv;
import org.veritac.card.tlv.TlvList;
import org.veritac.card.tlv.TlvReader;

import java.io.IOException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.util.Arrays;
import java.util.Optional;

/// The host of SCP11 on P-256 with AES-128 (GlobalPlatform Amendment F, version 1.3): with
/// certificates it learns that the card is genuine, in the variant a proves itself too, and opens a
/// channel of full protection.
public final class Scp11 {
    /// Key identifiers (Amendment F, 7.1.1).
    private static final int KID_A = 0x11;

    private static final int KID_B = 0x13;
    private static final int TAG_STORE = 0xBF21;
    private static final int TAG_POINT = 0x5F49;
    private static final int TAG_RECEIPT = 0x86;
    private static final int USAGE_FULL = 0x3C;
    private static final int TYPE_AES = 0x88;
    private static final int KEY_BYTES = 16;

    /// Receipt key, S-ENC, S-MAC, S-RMAC, S-DEK (6.5.2).
    private static final int KEYS = 5;

    private final SecureRandom random;

    public Scp11(SecureRandom random) {
        this.random = random;
    }

    /// Which of the card's keys are meant.
    ///
    /// @param card version of the card's agreement key
    /// @param authority version of the key of the authority (CA-KLOC) that issued the host's
    ///   certificate
    /// @param authorityId that key's identifier
    public record Keys(int card, int authority, int authorityId) {
        /// As docs/secured-imei.md has it: version 01, and identifier 10 for CA-KLOC.
        public static final Keys VAULT = new Keys(1, 1, 0x10);
    }

    /// Who the host is in the variant a.
    ///
    /// @param key fits the certificate
    public record Credential(Certificate certificate, PrivateKey key) {
        @Override
        public String toString() {
            return certificate.toString();
        }
    }

    /// Variant a: both sides prove who they are.
    ///
    /// @throws IOException when the wire is broken
    public Opening openMutual(CardLink card, Trust trust, Credential own, Keys keys)
            throws IOException {
        return switch (certificate(card, trust)) {
            case Shown.Believed(var shown) -> present(card, shown, own, keys);
            case Shown.Not(var opening) -> opening;
        };
    }

    /// Variant b: only the card proves who it is.
    ///
    /// @throws IOException when the wire is broken
    public Opening openOneWay(CardLink card, Trust trust, Keys keys) throws IOException {
        return switch (certificate(card, trust)) {
            case Shown.Believed(var shown) -> {
                KeyPair ephemeral = P256.generate(random);
                var step = Opening.Step.INTERNAL_AUTHENTICATE;
                var command = CommandApdu.of(0x80, 0x88, keys.card(), KID_B);
                yield agree(
                        card,
                        new Agreement(command, step, ephemeral, ephemeral.getPrivate(), shown));
            }
            case Shown.Not(var opening) -> opening;
        };
    }

    /// The card's certificate.
    private sealed interface Shown {
        record Believed(Certificate certificate) implements Shown {}

        record Not(Opening opening) implements Shown {}
    }

    private static Shown certificate(CardLink card, Trust trust) throws IOException {
        var command = CommandApdu.of(0, 0xCA, TAG_STORE >>> 8, TAG_STORE & 0xFF).expectingAny();
        var response = Exchange.send(card, command);
        if (!response.status().isOk()) {
            return new Shown.Not(new Opening.Refused(Opening.Step.GET_DATA, response.status()));
        }
        var certificate =
                Fields.read(response.data())
                        .filter(item -> item.tag() == TAG_STORE && item.children().size() == 1)
                        .flatMap(item -> Certificate.read(item.children().get(0).bytes()));
        if (certificate.isEmpty()) {
            return new Shown.Not(new Opening.Distrusted(Distrust.CERTIFICATE_MALFORMED));
        }
        return trust.objection(certificate.get(), KeyUsage.KEY_AGREEMENT)
                .<Shown>map(reason -> new Shown.Not(new Opening.Distrusted(reason)))
                .orElseGet(() -> new Shown.Believed(certificate.get()));
    }

    private Opening present(CardLink card, Certificate shown, Credential own, Keys keys)
            throws IOException {
        var response =
                Exchange.send(
                        card,
                        CommandApdu.of(0x80, 0x2A, keys.authority(), keys.authorityId())
                                .with(own.certificate().bytes()));
        if (!response.status().isOk()) {
            return new Opening.Refused(Opening.Step.PERFORM_SECURITY_OPERATION, response.status());
        }
        var command = CommandApdu.of(0x80, 0x82, keys.card(), KID_A);
        var step = Opening.Step.MUTUAL_AUTHENTICATE;
        return agree(card, new Agreement(command, step, P256.generate(random), own.key(), shown));
    }

    /// What goes into the agreement.
    ///
    /// @param command without its data
    /// @param fixed the host's certified private key; in the variant b its ephemeral one again
    private record Agreement(
            CommandApdu command,
            Opening.Step step,
            KeyPair ephemeral,
            PrivateKey fixed,
            Certificate shown) {

        /// `A6 {90 11 pp, 95 3C, 80 88, 81 10}` and `5F49 point` (7.6.2.3).
        byte[] request() {
            int parameters = command.p2() == KID_A ? 1 : 0;
            return TlvList.of(
                            Tlv.of(
                                    0xA6,
                                    Tlv.of(0x90, new byte[] {0x11, (byte) parameters}),
                                    Tlv.ofByte(0x95, USAGE_FULL),
                                    Tlv.ofByte(0x80, TYPE_AES),
                                    Tlv.ofByte(0x81, KEY_BYTES)),
                            Tlv.of(TAG_POINT, P256.write((ECPublicKey) ephemeral.getPublic())))
                    .bytes();
        }

        /// Receipt key and session keys from ShSee and ShSss (6.5.2).
        Secret derive(ECPublicKey other) {
            byte[] see = P256.agree(ephemeral.getPrivate(), other);
            byte[] sss = P256.agree(fixed, shown.content().key());
            byte[] both = Kdf.concat(see, sss);
            byte[] info = {USAGE_FULL, (byte) TYPE_AES, KEY_BYTES};
            try {
                return Kdf.x963(both, info, KEYS * KEY_BYTES);
            } finally {
                Arrays.fill(see, (byte) 0);
                Arrays.fill(sss, (byte) 0);
                Arrays.fill(both, (byte) 0);
            }
        }
    }

    private static Opening agree(CardLink card, Agreement agreement) throws IOException {
        byte[] request = agreement.request();
        var response = Exchange.send(card, agreement.command().with(request).expectingAny());
        if (!response.status().isOk()) {
            return new Opening.Refused(agreement.step(), response.status());
        }
        Optional<TlvList> answer = answer(response);
        if (answer.isEmpty()) {
            return new Opening.Distrusted(Distrust.MALFORMED_ANSWER);
        }
        Tlv point = answer.get().get(0);
        Optional<ECPublicKey> other = P256.read(point.value());
        if (other.isEmpty()) {
            return new Opening.Distrusted(Distrust.INVALID_POINT);
        }
        byte[] receipt = answer.get().get(1).value();
        try (Secret keys = agreement.derive(other.get());
                Secret receiptKey = keys.part(0, KEY_BYTES);
                Secret expected = Secret.taking(Aes.cmac(receiptKey, request, point.bytes()))) {
            if (!expected.matches(receipt)) {
                return new Opening.Distrusted(Distrust.RECEIPT);
            }
            long peer = agreement.shown().content().serial();
            return new Opening.Open(new SecureLink(card, session(keys, receipt), receipt, peer));
        }
    }

    private static Session session(Secret keys, byte[] receipt) {
        var session = new Session(sessionKeys(keys), MacSize.S8, receipt);
        session.raise(SecurityLevel.FULL);
        return session;
    }

    /// Agrees afresh inside a channel that is open, whose protection is the proof of who agrees:
    /// `80 10 00 00 {5F49 point}` is answered `5F49 point, 86 receipt`. Keys and receipt are made
    /// as when a channel is opened, with zeros in the place of ShSss. Whoever learns the keys of
    /// the old channel later cannot open the new one. The old one is closed by success.
    ///
    /// @throws IOException when the wire is broken
    public Opening renew(SecureLink link) throws IOException {
        KeyPair ephemeral = P256.generate(random);
        byte[] request = Tlv.of(TAG_POINT, P256.write((ECPublicKey) ephemeral.getPublic())).bytes();
        var outcome = link.exchange(CommandApdu.of(0x80, 0x10, 0, 0).with(request).expectingAny());
        return switch (outcome) {
            case Outcome.Answer(var response) ->
                    response.status().isOk()
                            ? renewed(link, ephemeral.getPrivate(), request, response)
                            : new Opening.Refused(Opening.Step.RENEW, response.status());
            case Outcome.Refused(var status) -> new Opening.Refused(Opening.Step.RENEW, status);
            case Outcome.Broken(_) -> new Opening.Distrusted(Distrust.MALFORMED_ANSWER);
        };
    }

    private static Opening renewed(
            SecureLink link, PrivateKey own, byte[] request, ResponseApdu response) {
        Optional<TlvList> answer = answer(response);
        if (answer.isEmpty()) {
            return new Opening.Distrusted(Distrust.MALFORMED_ANSWER);
        }
        Tlv point = answer.get().get(0);
        Optional<ECPublicKey> other = P256.read(point.value());
        if (other.isEmpty()) {
            return new Opening.Distrusted(Distrust.INVALID_POINT);
        }
        byte[] see = P256.agree(own, other.get());
        byte[] both = Arrays.copyOf(see, 2 * see.length);
        byte[] info = {USAGE_FULL, (byte) TYPE_AES, KEY_BYTES};
        byte[] receipt = answer.get().get(1).value();
        try (Secret keys = Kdf.x963(both, info, KEYS * KEY_BYTES);
                Secret receiptKey = keys.part(0, KEY_BYTES);
                Secret expected = Secret.taking(Aes.cmac(receiptKey, request, point.bytes()))) {
            return expected.matches(receipt)
                    ? new Opening.Open(link.succeededBy(session(keys, receipt), receipt))
                    : new Opening.Distrusted(Distrust.RECEIPT);
        } finally {
            Arrays.fill(see, (byte) 0);
            Arrays.fill(both, (byte) 0);
        }
    }

    private static Optional<TlvList> answer(ResponseApdu response) {
        return TlvReader.read(response.data()) instanceof TlvReader.Reading.Whole(var items)
                        && items.hasTags(TAG_POINT, TAG_RECEIPT)
                ? Optional.of(items)
                : Optional.empty();
    }

    private static SessionKeys sessionKeys(Secret keys) {
        return new SessionKeys(
                keys.part(KEY_BYTES, KEY_BYTES),
                keys.part(2 * KEY_BYTES, KEY_BYTES),
                keys.part(3 * KEY_BYTES, KEY_BYTES),
                keys.part(4 * KEY_BYTES, KEY_BYTES));
    }
}
