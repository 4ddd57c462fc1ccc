// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.transfer;

import java.util.Set;

/// A backup on its way to a token.
///
/// @param entry index of the part that is being written
/// @param offset in it
/// @param keepsPersonal whether personal data stay on the handset
record Departure(
        Contents contents, Manifest manifest, int entry, int offset, boolean keepsPersonal) {
    static Departure of(Contents contents, boolean keepsPersonal) {
        return new Departure(contents, Manifest.of(contents, Set.of()), 0, 0, keepsPersonal)
                .skipping();
    }

    private Departure skipping() {
        int at = entry;
        while (at < manifest.entries().size() && manifest.entries().get(at).length() == 0) {
            at++;
        }
        return new Departure(contents, manifest, at, offset, keepsPersonal);
    }

    boolean isSent() {
        return entry == manifest.entries().size();
    }

    Request.Write write(int attempt, int packetBytes) {
        var part = manifest.entries().get(entry);
        int most = packetBytes == 0 ? Policy.PACKET_BYTES_MAX : packetBytes;
        int length = Math.min(part.length() - offset, most);
        var bytes = contents.find(part.part()).orElse(Octets.NONE).part(offset, length);
        return new Request.Write(part.part(), attempt & 0xFF, offset, bytes);
    }

    Departure after(int packetBytes) {
        int most = packetBytes == 0 ? Policy.PACKET_BYTES_MAX : packetBytes;
        int end = Math.min(offset + most, manifest.entries().get(entry).length());
        return end < manifest.entries().get(entry).length()
                ? new Departure(contents, manifest, entry, end, keepsPersonal)
                : new Departure(contents, manifest, entry + 1, 0, keepsPersonal).skipping();
    }
}
