// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.card;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/// BER-TLV as tests write it, also wrongly.
final class Tlvs {
    private Tlvs() {}

    static byte[] tlv(int tag, byte[]... parts) {
        byte[] value = join(parts);
        var out = new ByteArrayOutputStream();
        if (tag > 0xFF) {
            out.write(tag >> 8);
        }
        out.write(tag);
        if (value.length > 0xFF) {
            out.writeBytes(new byte[] {(byte) 0x82, (byte) (value.length >> 8)});
        } else if (value.length > 0x7F) {
            out.write(0x81);
        }
        out.write(value.length);
        out.writeBytes(value);
        return out.toByteArray();
    }

    static byte[] join(byte[]... parts) {
        var out = new ByteArrayOutputStream();
        Arrays.stream(parts).forEach(out::writeBytes);
        return out.toByteArray();
    }
}
