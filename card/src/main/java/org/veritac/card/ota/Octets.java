// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.ota;

import java.util.Arrays;

/// Octets that are written one after the other, as many as their maker says.
final class Octets {
    private final byte[] octets;
    private int length;

    Octets(int max) {
        octets = new byte[max];
    }

    void put(int octet) {
        octets[length++] = (byte) octet;
    }

    void put(byte[] many) {
        System.arraycopy(many, 0, octets, length, many.length);
        length += many.length;
    }

    byte[] written() {
        return Arrays.copyOf(octets, length);
    }
}
