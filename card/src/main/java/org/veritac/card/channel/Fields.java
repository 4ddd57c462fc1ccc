// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.channel;

import org.veritac.card.tlv.Tlv;
import org.veritac.card.tlv.TlvList;
import org.veritac.card.tlv.TlvReader;
import org.veritac.identity.Tac;

import java.nio.ByteBuffer;
import java.security.interfaces.ECPublicKey;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/// The fields that certificates and revocation lists share, both ways.
final class Fields {
    static final int SERIAL_BYTES = 8;
    static final int DATE_BYTES = 4;
    static final int TAG_AUTHORITY = 0x42;
    static final int TAG_SIGNATURE = 0x5F37;
    static final int TAG_PUBLIC_KEY = 0x7F49;
    static final int TAG_POINT = 0xB0;
    static final int TAG_CURVE = 0xF0;

    /// NIST P-256 among the key parameters of GlobalPlatform (Amendment E, B.1).
    private static final byte P_256 = 0;

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("uuuuMMdd").withResolverStyle(ResolverStyle.STRICT);

    private Fields() {}

    static Optional<Long> serial(byte[] value) {
        return value.length == SERIAL_BYTES
                ? Optional.of(ByteBuffer.wrap(value).getLong())
                : Optional.empty();
    }

    static byte[] serial(long serial) {
        return ByteBuffer.allocate(SERIAL_BYTES).putLong(serial).array();
    }

    /// A day as YYYYMMDD in BCD.
    static Optional<LocalDate> date(byte[] value) {
        if (value.length != DATE_BYTES) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.parse(HexFormat.of().formatHex(value), DATE));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    static byte[] date(LocalDate date) {
        return HexFormat.of().parseHex(date.format(DATE));
    }

    static Optional<Tac> tac(byte[] value) {
        return value.length == DATE_BYTES
                ? Tac.ifValid(HexFormat.of().formatHex(value))
                : Optional.empty();
    }

    static byte[] tac(Tac tac) {
        return HexFormat.of().parseHex(tac.digits());
    }

    /// `7F49 {B0 point, F0 01 00}`: a public key on P-256.
    static Tlv publicKey(ECPublicKey key) {
        return Tlv.of(
                TAG_PUBLIC_KEY,
                Tlv.opaque(TAG_POINT, P256.write(key)),
                Tlv.opaque(TAG_CURVE, new byte[] {P_256}));
    }

    static Optional<ECPublicKey> publicKey(Tlv item) {
        TlvList parts = item.children();
        return item.tag() == TAG_PUBLIC_KEY
                        && parts.hasTags(TAG_POINT, TAG_CURVE)
                        && Arrays.equals(parts.get(1).value(), new byte[] {P_256})
                ? P256.read(parts.get(0).value())
                : Optional.empty();
    }

    /// Reads the bytes of one data object that may hold public keys.
    static Optional<Tlv> read(byte[] bytes) {
        return TlvReader.readOne(bytes, TAG_POINT, TAG_CURVE);
    }
}
