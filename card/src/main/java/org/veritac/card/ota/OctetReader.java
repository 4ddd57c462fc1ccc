// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.ota;

import java.util.Arrays;

/// Octets of a stranger that are read one after the other. Whoever reads asks first whether there
/// are enough.
final class OctetReader {
    private final byte[] octets;
    private int position;

    OctetReader(byte[] octets) {
        this.octets = octets;
    }

    int left() {
        return octets.length - position;
    }

    int next() {
        return octets[position++] & 0xFF;
    }

    byte[] next(int count) {
        position += count;
        return Arrays.copyOfRange(octets, position - count, position);
    }
}
