// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.transfer;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/// What an operator decides about its tokens: every alternative that the patent leaves open is a
/// value here.
///
/// ```
/// byte 0    01
/// byte 1    01 token locks, 02 handset locks, 04 PIN, 08 compare codes, 10 return on tap, 20 operator key
/// byte 2    01 slot, 02 USB, 04 contactless
/// byte 3    01 buffered, 02 polling, 04 each packet authenticated, 08 prestored files, 10 write back
/// byte 4-5  bytes of a packet; 0: a part is sent whole
/// byte 6    least protection of the handset's memory
/// byte 7    00
/// ```
///
/// @param locks which side is locked after a hand-over
/// @param pin whether a PIN is presented before a load
/// @param comparison whether the user compares codes where both sides have a display
/// @param returnOnTap whether a tap of the own token returns the subscription without asking
/// @param operatorKey whether channels with the operator's key are taken beside those with
///   certificates
/// @param media over which a load may go
/// @param buffered whether the token copies its parts before it offers them, or reads them on
///   command
/// @param polling whether the handset asks again until the offer is ready, or the answer waits for
///   it
/// @param eachPacket whether every packet carries a MAC of the pair, or the manifest stands for the
///   set
/// @param prestored whether files that the handset has already are not sent
/// @param writeBack whether changed files come back, or are only deleted from the handset
/// @param packetBytes 0 for parts sent whole, else 16 to 65,000
/// @param protection the least [Binding#protection] of a handset
public record Policy(
        Locks locks,
        boolean pin,
        boolean comparison,
        boolean returnOnTap,
        boolean operatorKey,
        Set<Medium> media,
        boolean buffered,
        boolean polling,
        boolean eachPacket,
        boolean prestored,
        boolean writeBack,
        int packetBytes,
        int protection) {
    /// The length in bytes.
    public static final int BYTES = 8;

    /// What is left of a short APDU by a channel and the MAC of a packet.
    public static final int SHORT_PACKET_BYTES = 220;

    static final int PACKET_BYTES_MIN = 16;
    static final int PACKET_BYTES_MAX = 65_000;
    private static final int VERSION = 1;

    /// Both locks, PIN, certificates, any medium, packets for short APDUs, files written back.
    public static final Policy DEFAULT =
            new Policy(
                    Locks.BOTH,
                    true,
                    false,
                    false,
                    false,
                    EnumSet.allOf(Medium.class),
                    false,
                    false,
                    false,
                    true,
                    true,
                    SHORT_PACKET_BYTES,
                    0);

    public Policy {
        media = Set.copyOf(media);
        if (!isPacket(packetBytes) || protection < 0 || protection > 0xFF || media.isEmpty()) {
            throw new IllegalArgumentException("a packet has 16 to 65000 bytes, or is the part");
        }
    }

    /// The same, with channels by the operator's key besides.
    public Policy withOperatorKey() {
        return with(true, packetBytes, protection);
    }

    /// The same with packets of so many bytes, 16 to 65,000, or 0 for parts sent whole.
    public Policy withPackets(int bytes) {
        return with(operatorKey, bytes, protection);
    }

    /// The same for handsets of at least this protection.
    public Policy withProtection(int least) {
        return with(operatorKey, packetBytes, least);
    }

    private Policy with(boolean keyed, int packet, int least) {
        return new Policy(
                locks,
                pin,
                comparison,
                returnOnTap,
                keyed,
                media,
                buffered,
                polling,
                eachPacket,
                prestored,
                writeBack,
                packet,
                least);
    }

    private static boolean isPacket(int bytes) {
        return bytes == 0 || (bytes >= PACKET_BYTES_MIN && bytes <= PACKET_BYTES_MAX);
    }

    /// Whether it gives something up, so that it counts only with the operator's signature.
    public boolean needsSignature() {
        return !locks.equals(Locks.BOTH) || !pin || returnOnTap || operatorKey;
    }

    Octets octets() {
        int flags =
                bit(locks.token(), 1)
                        | bit(locks.handset(), 2)
                        | bit(pin, 4)
                        | bit(comparison, 8)
                        | bit(returnOnTap, 0x10)
                        | bit(operatorKey, 0x20);
        int ways =
                bit(buffered, 1)
                        | bit(polling, 2)
                        | bit(eachPacket, 4)
                        | bit(prestored, 8)
                        | bit(writeBack, 0x10);
        int over = media.stream().mapToInt(Medium::bit).sum();
        int high = packetBytes >>> 8;
        return Octets.taking(
                new byte[] {
                    VERSION,
                    (byte) flags,
                    (byte) over,
                    (byte) ways,
                    (byte) high,
                    (byte) packetBytes,
                    (byte) protection,
                    0
                });
    }

    private static int bit(boolean set, int value) {
        return set ? value : 0;
    }

    /// The policy that the bytes are; empty when they are none.
    static Optional<Policy> read(Octets octets) {
        if (octets.length() != BYTES) {
            return Optional.empty();
        }
        byte[] b = octets.bytes();
        int packet = (b[4] & 0xFF) << 8 | (b[5] & 0xFF);
        boolean form =
                b[0] == VERSION
                        && (b[1] & ~0x3F) == 0
                        && (b[2] & ~7) == 0
                        && b[2] != 0
                        && (b[3] & ~0x1F) == 0
                        && b[7] == 0;
        return form && isPacket(packet) ? Optional.of(read(b, packet)) : Optional.empty();
    }

    private static Policy read(byte[] b, int packet) {
        var media = EnumSet.noneOf(Medium.class);
        for (Medium medium : Medium.values()) {
            if (has(b[2], medium.bit())) {
                media.add(medium);
            }
        }
        return new Policy(
                new Locks(has(b[1], 1), has(b[1], 2)),
                has(b[1], 4),
                has(b[1], 8),
                has(b[1], 0x10),
                has(b[1], 0x20),
                media,
                has(b[3], 1),
                has(b[3], 2),
                has(b[3], 4),
                has(b[3], 8),
                has(b[3], 0x10),
                packet,
                b[6] & 0xFF);
    }

    private static boolean has(byte flags, int bit) {
        return (flags & bit) != 0;
    }
}
