// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.transfer;

import org.veritac.card.channel.Digest;
import org.veritac.card.channel.P256;
import org.veritac.card.tlv.Tlv;
import org.veritac.card.tlv.TlvList;

import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// One entry of the log that each side keeps of its hand-overs: numbered, chained to the one
/// before, signed with the key that the side's [Binding] names.
///
/// ```
/// BF38 {80 number(4), 81 SHA-256 of the receipt before(32), 82 event(1), 83 token id(8), 84 tid(4),
///       85 generation(2), 86 handset id(8), 87 digest of manifest(32), 88 time(4), 5F37 r | s}
///                                               signed: "VERITAC RECEIPT V1" and 80 to 88
/// ```
///
/// @param number from 1 on
/// @param previous digest of the receipt before; zeros for the first
/// @param signature 64 bytes
public record Receipt(int number, Octets previous, Entry entry, Octets signature) {
    /// The bytes of a receipt.
    public static final int BYTES = 184;

    static final int TAG = 0xBF38;
    private static final Octets LABEL =
            Octets.of("VERITAC RECEIPT V1".getBytes(java.nio.charset.StandardCharsets.US_ASCII));

    /// What happened, on the side that says so.
    public enum Event {
        /// Token: committed; it is active no more.
        HANDED(1),
        /// Handset: active from now on.
        ACTIVATED(2),
        /// Handset: keys destroyed, active no more.
        RELEASED(3),
        /// Token: free again, the subscription is back.
        RETURNED(4),
        /// Token: taken back by order, under a new generation.
        RECLAIMED(5),
        /// Handset: emptied because its token says that the transfer is over.
        RETIRED(6),
        /// Handset: ended by order.
        TERMINATED(7),
        /// Handset: dropped by its user, which no lock prevented.
        DROPPED(8);

        private final int code;

        Event(int code) {
            this.code = code;
        }

        /// The byte on the wire.
        public int code() {
            return code;
        }

        static Optional<Event> find(int code) {
            return Arrays.stream(values()).filter(event -> event.code == code).findFirst();
        }
    }

    /// What a receipt is about.
    ///
    /// @param digest of the manifest of package or backup; zeros without
    /// @param time seconds since 1970 as the handset said, 0 when it did not
    public record Entry(
            Event event,
            TokenId token,
            int tid,
            int generation,
            HandsetId handset,
            Octets digest,
            long time) {
        /// The largest time: the field has four bytes.
        public static final long TIME_MAX = 0xFFFF_FFFFL;

        public Entry {
            if (time < 0 || time > TIME_MAX || digest.length() != Manifest.DIGEST_BYTES) {
                throw new IllegalArgumentException("a receipt has a time and a digest");
            }
        }
    }

    /// The next receipt of a log.
    ///
    /// @param key fits the binding's signer
    public static Receipt sign(
            Entry entry, Position position, PrivateKey key, SecureRandom random) {
        var message = message(position.number(), position.previous(), entry);
        var signature = Octets.taking(P256.sign(key, message.bytes(), random));
        return new Receipt(position.number(), position.previous(), entry, signature);
    }

    /// Where a log stands.
    ///
    /// @param number of the next receipt
    /// @param previous digest of the last one
    public record Position(int number, Octets previous) {
        /// Of an empty log.
        public static final Position FIRST = new Position(1, Octets.zeros(Manifest.DIGEST_BYTES));

        /// After a receipt.
        public static Position after(Receipt receipt) {
            return new Position(receipt.number() + 1, receipt.digest());
        }
    }

    private static List<Tlv> items(int number, Octets previous, Entry entry) {
        return List.of(
                Fields.number(0x80, number),
                Fields.octets(0x81, previous),
                Tlv.ofByte(0x82, entry.event().code()),
                Fields.octets(0x83, entry.token().octets()),
                Fields.number(0x84, entry.tid()),
                Fields.word(0x85, entry.generation()),
                Fields.octets(0x86, entry.handset().octets()),
                Fields.octets(0x87, entry.digest()),
                Fields.number(0x88, (int) entry.time()));
    }

    private static Octets message(int number, Octets previous, Entry entry) {
        var items = TlvList.of(items(number, previous, entry));
        return Octets.join(LABEL, Octets.taking(items.bytes()));
    }

    /// `BF38` and all of it.
    public Octets octets() {
        var all = new ArrayList<>(items(number, previous, entry));
        all.add(Fields.octets(Fields.TAG_SIGNATURE, signature));
        return Octets.taking(Tlv.of(TAG, TlvList.of(all)).bytes());
    }

    /// What the next receipt is chained to.
    public Octets digest() {
        return Octets.taking(Digest.sha256(octets().bytes()));
    }

    /// Whether the key signed it.
    public boolean isSignedBy(ECPublicKey key) {
        return P256.verify(key, message(number, previous, entry).bytes(), signature.bytes());
    }

    /// The receipt that the bytes are, authentic or not; empty when they are none.
    public static Optional<Receipt> read(Octets bytes) {
        return bytes.length() != BYTES
                ? Optional.empty()
                : Fields.read(bytes, TAG)
                        .map(items -> items.get(0).children())
                        .filter(Receipt::hasForm)
                        .flatMap(Receipt::read);
    }

    private static boolean hasForm(TlvList parts) {
        int[] lengths = {4, Manifest.DIGEST_BYTES, 1, 8, 4, 2, 8, Manifest.DIGEST_BYTES, 4, 64};
        boolean good =
                parts.hasTags(
                        0x80, 0x81, 0x82, 0x83, 0x84, 0x85, 0x86, 0x87, 0x88, Fields.TAG_SIGNATURE);
        for (int i = 0; good && i < lengths.length; i++) {
            good = Fields.has(parts, i, lengths[i]);
        }
        return good;
    }

    private static Optional<Receipt> read(TlvList parts) {
        return Event.find(Fields.number(parts, 2))
                .map(event ->
                        new Receipt(
                                Fields.number(parts, 0),
                                Fields.value(parts, 1),
                                new Entry(
                                        event,
                                        TokenId.of(Fields.value(parts, 3)),
                                        Fields.number(parts, 4),
                                        Fields.number(parts, 5),
                                        HandsetId.of(Fields.value(parts, 6)),
                                        Fields.value(parts, 7),
                                        Integer.toUnsignedLong(Fields.number(parts, 8))),
                                Fields.value(parts, 9)));
    }
}
