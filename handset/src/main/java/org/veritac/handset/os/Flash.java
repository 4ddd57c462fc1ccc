// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.handset.os;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The ordinary memory of a phone: the image, and the IMEI of each slot as the system tells it.
/// Whoever has a flash programmer writes here what he likes; nothing in it is a proof.
public final class Flash {
    private byte[] image;
    private final Map<Integer, String> imeis;

    /// @param image the operating system
    /// @param imeis 15 digits by slot, 1 or 2
    public Flash(byte[] image, Map<Integer, String> imeis) {
        this.image = image.clone();
        this.imeis = new TreeMap<>(imeis);
    }

    public byte[] image() {
        return image.clone();
    }

    public void writeImage(byte[] octets) {
        image = octets.clone();
    }

    /// The IMEI of a slot, 15 digits.
    public Optional<String> imei(int slot) {
        return Optional.ofNullable(imeis.get(slot));
    }

    public void writeImei(int slot, String digits) {
        imeis.put(slot, digits);
    }

    /// All of it, bit for bit, as a thief copies it to another board.
    public Flash copy() {
        return new Flash(image, imeis);
    }
}
