// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.transfer;

/// A package on its way to a handset.
///
/// @param entry index of the part that is being read
/// @param received of that part
record Arrival(Answer.Offer offer, PairKey key, int entry, Octets received) {
    static Arrival of(Answer.Offer offer, PairKey key) {
        return new Arrival(offer, key, 0, Octets.NONE).skipping();
    }

    /// At the next part that has bytes to be read.
    private Arrival skipping() {
        var entries = offer.manifest().entries();
        int at = entry;
        while (at < entries.size()
                && (entries.get(at).prestored() || entries.get(at).length() == 0)) {
            at++;
        }
        return new Arrival(offer, key, at, received);
    }

    boolean isWhole() {
        return entry == offer.manifest().entries().size();
    }

    Manifest.Entry part() {
        return offer.manifest().entries().get(entry);
    }

    Request.Read read() {
        int left = part().length() - received.length();
        int most = offer.packetBytes() == 0 ? Policy.PACKET_BYTES_MAX : offer.packetBytes();
        return new Request.Read(part().part(), received.length(), Math.min(left, most));
    }

    Arrival with(Octets bytes) {
        return new Arrival(offer, key, entry, Octets.join(received, bytes));
    }

    boolean isPartWhole() {
        return received.length() == part().length();
    }

    boolean isPartRight() {
        return Manifest.partDigest(received).equals(part().digest());
    }

    Arrival next() {
        return new Arrival(offer, key, entry + 1, Octets.NONE).skipping();
    }
}
