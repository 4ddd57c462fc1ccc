// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.transfer;

import org.veritac.card.channel.Anchor;
import org.veritac.card.channel.Grade;
import org.veritac.card.channel.P256;
import org.veritac.card.tlv.Tlv;
import org.veritac.card.tlv.TlvList;
import org.veritac.identity.Iccid;
import org.veritac.identity.Imei;
import org.veritac.identity.Imsi;

import java.security.interfaces.ECPublicKey;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What binds a pseudonym to a device: an authority says that who holds the certificate with this
/// random serial is this token or this handset, with these numbers, and signs receipts with this
/// key. Shown only inside a channel, where nobody else reads it.
///
/// ```
/// BF30 {80 role(1: 01 token, 02 handset), 81 id(8), 82 ICCID(10) or IMEI(7), 83 IMSI(8) or second IMEI(7) or
///       nothing, 84 serial of the certificate(8), 85 class(1), 86 protection(1), 7F49 {B0 41 point, F0 01 00},
///       42 authority(1..16), 5F37 r | s}        signed: "VERITAC BINDING V1" and 80 to 42
/// ```
///
/// Digits are BCD, the first one high, filled up with F; an IMEI is its 14 digits.
///
/// @param id of the token or handset
/// @param first ICCID of a token, IMEI of a handset
/// @param second IMSI of a token, second IMEI of a handset or nothing
/// @param certificate serial of the certificate that the channel was opened with
/// @param protection how well the handset's memory is protected, as its issuer says; 0 for tokens
/// @param signer verifies receipts, and the proof that the operator-key variant asks for
public record Binding(
        Role role,
        long id,
        Octets first,
        Octets second,
        long certificate,
        Grade grade,
        int protection,
        ECPublicKey signer) {
    /// The most bytes that it has; with a commitment it fits into one short command of a channel.
    public static final int BYTES_MAX = 214;

    static final int IMEI_BYTES = 7;
    static final int IMSI_BYTES = 8;
    static final int ICCID_BYTES = 10;
    static final int TAG = 0xBF30;
    private static final String LABEL = "VERITAC BINDING V1";
    private static final int[] TAGS = {
        0x80,
        0x81,
        0x82,
        0x83,
        0x84,
        0x85,
        0x86,
        Fields.TAG_PUBLIC_KEY,
        Fields.TAG_AUTHORITY,
        Fields.TAG_SIGNATURE
    };

    /// Whose it is.
    public enum Role {
        TOKEN(1),
        HANDSET(2);

        private final int code;

        Role(int code) {
            this.code = code;
        }
    }

    /// The binding of a token.
    public static Binding ofToken(TokenId id, Iccid iccid, Imsi imsi, Credentials credentials) {
        return new Binding(
                Role.TOKEN,
                id.value(),
                digits(iccid.digits(), ICCID_BYTES),
                digits(imsi.digits(), IMSI_BYTES),
                credentials.certificate(),
                credentials.grade(),
                0,
                credentials.signer());
    }

    /// The binding of a handset with one IMEI.
    public static Binding ofHandset(
            HandsetId id, Imei imei, int protection, Credentials credentials) {
        return new Binding(
                Role.HANDSET,
                id.value(),
                digits(imei.digits(), IMEI_BYTES),
                Octets.NONE,
                credentials.certificate(),
                credentials.grade(),
                protection,
                credentials.signer());
    }

    /// What of a device is bound to its numbers.
    ///
    /// @param certificate its serial
    public record Credentials(long certificate, Grade grade, ECPublicKey signer) {}

    private static Octets digits(String digits, int bytes) {
        String filled = digits + "F".repeat(2 * bytes - digits.length());
        return Octets.taking(HexFormat.of().parseHex(filled));
    }

    /// The binding as an authority signs it.
    public Octets signedBy(Seal seal) {
        var items =
                List.of(
                        Tlv.ofByte(0x80, role.code),
                        Fields.octets(0x81, new TokenId(id).octets()),
                        Fields.octets(0x82, first),
                        Fields.octets(0x83, second),
                        Fields.octets(0x84, new TokenId(certificate).octets()),
                        Tlv.ofByte(0x85, grade.value()),
                        Tlv.ofByte(0x86, protection),
                        Statement.publicKey(signer));
        return Octets.taking(Tlv.of(TAG, Statement.sign(LABEL, items, seal)).bytes());
    }

    /// The binding that the bytes are, when one of the authorities signed it; empty otherwise.
    public static Optional<Binding> believed(Octets bytes, Collection<Anchor> anchors) {
        return bytes.length() > BYTES_MAX
                ? Optional.empty()
                : Fields.read(bytes, TAG)
                        .map(items -> items.get(0).children())
                        .filter(Binding::hasForm)
                        .filter(parts -> Statement.isSigned(LABEL, parts, anchors))
                        .flatMap(Binding::read);
    }

    /// The key that a device's own binding names; it is its own, so nobody has to be believed.
    ///
    /// @throws IllegalArgumentException when the bytes are no binding
    public static ECPublicKey signer(Octets own) {
        return Fields.read(own, TAG)
                .map(items -> items.get(0).children())
                .filter(Binding::hasForm)
                .flatMap(Binding::read)
                .map(Binding::signer)
                .orElseThrow(() -> new IllegalArgumentException("no binding"));
    }

    private static boolean hasForm(TlvList parts) {
        return parts.hasTags(TAGS)
                && Fields.has(parts, 0, 1)
                && Fields.has(parts, 1, TokenId.BYTES)
                && Fields.has(parts, 4, TokenId.BYTES)
                && Fields.has(parts, 5, 1)
                && Fields.has(parts, 6, 1);
    }

    private static Optional<Binding> read(TlvList parts) {
        int role = Fields.number(parts, 0);
        int grade = Fields.number(parts, 5);
        var key = point(parts.get(7).children());
        boolean token = role == Role.TOKEN.code;
        boolean numbers =
                token
                        ? Fields.has(parts, 2, ICCID_BYTES) && Fields.has(parts, 3, IMSI_BYTES)
                        : Fields.has(parts, 2, IMEI_BYTES)
                                && (Fields.has(parts, 3, 0) || Fields.has(parts, 3, IMEI_BYTES));
        if (!numbers || key.isEmpty() || grade < 1 || grade > 2 || role < 1 || role > 2) {
            return Optional.empty();
        }
        return Optional.of(
                new Binding(
                        token ? Role.TOKEN : Role.HANDSET,
                        TokenId.of(Fields.value(parts, 1)).value(),
                        Fields.value(parts, 2),
                        Fields.value(parts, 3),
                        TokenId.of(Fields.value(parts, 4)).value(),
                        grade == Grade.LAB.value() ? Grade.LAB : Grade.PRODUCTION,
                        Fields.number(parts, 6),
                        key.get()));
    }

    private static Optional<ECPublicKey> point(TlvList parts) {
        return parts.hasTags(Fields.TAG_POINT, Fields.TAG_CURVE)
                        && Fields.has(parts, 1, 1)
                        && Fields.number(parts, 1) == 0
                ? P256.read(parts.get(0).value())
                : Optional.empty();
    }

    /// The IMEIs of a handset.
    List<Imei> imeis() {
        return role == Role.TOKEN
                ? List.of()
                : List.of(first, second).stream()
                        .filter(octets -> octets.length() == IMEI_BYTES)
                        .flatMap(octets -> number(octets))
                        .toList();
    }

    private static Stream<Imei> number(Octets octets) {
        String text = HexFormat.of().formatHex(octets.bytes());
        return text.chars().allMatch(c -> c >= '0' && c <= '9')
                ? Stream.of(new Imei(Long.parseLong(text)))
                : Stream.empty();
    }

    /// The IMSI of a token; empty when what stands there is none.
    Optional<Imsi> imsi() {
        String text = HexFormat.of().formatHex(second.bytes());
        int end = text.indexOf('f');
        return role == Role.TOKEN
                ? Imsi.ifValid(end < 0 ? text : text.substring(0, end))
                : Optional.empty();
    }

    /// Neither ICCID nor IMSI nor IMEI: it may be logged.
    @Override
    public String toString() {
        return "binding of %s %016x".formatted(role, id);
    }
}
