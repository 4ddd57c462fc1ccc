// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.ota;

import java.util.Optional;

/// The security parameter indicator, SPI: how a command packet is protected and how its proof of
/// receipt is to be (TS 102 225, clause 5.1.1).
///
/// @param integrity of the command
/// @param ciphered whether the command is enciphered
/// @param counter what the receiver does with the counter
/// @param por when a proof of receipt is made
/// @param porIntegrity of the proof of receipt
/// @param porCiphered whether the proof of receipt is enciphered
/// @param porBySubmit whether it comes in an SMS-SUBMIT; else in an SMS-DELIVER-REPORT
public record Spi(
        Integrity integrity,
        boolean ciphered,
        CounterRule counter,
        PorRule por,
        Integrity porIntegrity,
        boolean porCiphered,
        boolean porBySubmit) {
    private static final int RESERVED = 0b1110_0000_1100_0000;

    /// The indicator in two octets from a stranger; empty when a bit is reserved, or asks for what
    /// [Integrity] leaves out.
    ///
    /// @param octets the first octet in the high half
    public static Optional<Spi> ifValid(int octets) {
        int first = octets >> 8;
        Optional<Integrity> integrity = integrity(first);
        Optional<Integrity> porIntegrity = integrity(octets >> 2);
        Optional<PorRule> por = PorRule.ofBits(octets & 0b11);
        if (integrity.isEmpty()
                || porIntegrity.isEmpty()
                || por.isEmpty()
                || (octets & RESERVED) != 0) {
            return Optional.empty();
        }
        return Optional.of(
                new Spi(
                        integrity.get(),
                        (first & 0b100) != 0,
                        CounterRule.ofBits((first >> 3) & 0b11),
                        por.get(),
                        porIntegrity.get(),
                        (octets & 0b1_0000) != 0,
                        (octets & 0b10_0000) != 0));
    }

    private static Optional<Integrity> integrity(int bits) {
        return switch (bits & 0b11) {
            case 0b00 -> Optional.of(Integrity.NONE);
            case 0b10 -> Optional.of(Integrity.CRYPTOGRAPHIC_CHECKSUM);
            default -> Optional.empty();
        };
    }

    /// An indicator known to be well formed.
    ///
    /// @throws IllegalArgumentException when it is not
    public static Spi of(int octets) {
        return ifValid(octets)
                .orElseThrow(() -> new IllegalArgumentException("not an SPI we implement"));
    }

    /// Both octets, the first in the high half.
    public int octets() {
        int first = integrity.bits | (ciphered ? 0b100 : 0) | counter.bits << 3;
        int second =
                por.bits
                        | porIntegrity.bits << 2
                        | (porCiphered ? 0b1_0000 : 0)
                        | (porBySubmit ? 0b10_0000 : 0);
        return first << 8 | second;
    }

    boolean hasChecksum() {
        return integrity == Integrity.CRYPTOGRAPHIC_CHECKSUM;
    }

    boolean hasPorChecksum() {
        return porIntegrity == Integrity.CRYPTOGRAPHIC_CHECKSUM;
    }
}
