// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.ota;

import java.util.Arrays;

/// One element of a user data header (TS 23.040, clause 9.2.3.24).
public final class InformationElement {
    private final int id;
    private final byte[] content;

    /// @param id 0 to 255
    /// @param content copied; 0 to 137 octets
    public InformationElement(int id, byte[] content) {
        if (id < 0 || id > 0xFF || content.length > SmsContent.BYTES_MAX - 3) {
            throw new IllegalArgumentException("no element of a user data header");
        }
        this.id = id;
        this.content = content.clone();
    }

    public int id() {
        return id;
    }

    /// A copy of the content.
    public byte[] content() {
        return content.clone();
    }

    /// Octets with identifier and length.
    int bytes() {
        return 2 + content.length;
    }

    void write(Octets into) {
        into.put(id);
        into.put(content.length);
        into.put(content);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof InformationElement that
                && id == that.id
                && Arrays.equals(content, that.content);
    }

    @Override
    public int hashCode() {
        return 31 * id + Arrays.hashCode(content);
    }

    @Override
    public String toString() {
        return "element %02X of %d bytes".formatted(id, content.length);
    }
}
