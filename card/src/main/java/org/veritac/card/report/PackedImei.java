// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.report;

import org.veritac.identity.Imei;
import org.veritac.identity.ImeiReading;
import org.veritac.identity.SemiOctets;

import java.util.HexFormat;
import java.util.Optional;

/// An IMEI as a card keeps it: 15 digits in semi-octets and an F (TS 31.102, clause 4.2.101). What
/// an operating system claims may be none, and is reported as it was claimed.
///
/// @param octets the eight octets, the first in the highest place
public record PackedImei(long octets) {
    static final int BYTES = 8;
    private static final int DIGITS = 15;

    /// A device with its check digit.
    public static PackedImei of(Imei imei) {
        return read(SemiOctets.write(imei.labelDigits()));
    }

    /// The eight octets from a stranger, whatever they are.
    ///
    /// @throws IllegalArgumentException when they are not eight
    public static PackedImei read(byte[] octets) {
        if (octets.length != BYTES) {
            throw new IllegalArgumentException("a packed IMEI has eight octets");
        }
        return new PackedImei(HexFormat.fromHexDigitsToLong(HexFormat.of().formatHex(octets)));
    }

    public byte[] bytes() {
        return HexFormat.of().parseHex(HexFormat.of().toHexDigits(octets));
    }

    /// The device; empty when this is no IMEI. Its 15th digit is not looked at.
    public Optional<Imei> imei() {
        return SemiOctets.read(bytes())
                .filter(digits -> digits.length() == DIGITS)
                .flatMap(digits ->
                        ImeiReading.of(digits) instanceof ImeiReading.Whole whole
                                ? Optional.of(whole.imei())
                                : Optional.empty());
    }

    /// Masked: this text may stand in a log.
    @Override
    public String toString() {
        return imei().map(Imei::toString).orElse("no IMEI");
    }
}
