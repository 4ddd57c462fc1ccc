// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.mapped;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/// How a kind of file begins. All numbers are little-endian.
///
/// ```
/// prefix bytes of the kind's own (usually none), outside the checksum; then, counted from there:
///  0  8  magic, ASCII
///  8  4  version
/// 12  4  CRC-32C of the header from offset 16 to its end
/// 16  8  length of the whole file in bytes, prefix included
/// 24  …  fields of the kind, to the end of the header
/// ```
///
/// @param what the kind in words, for error texts
/// @param magic eight ASCII characters
/// @param version the only version this release reads and writes
/// @param prefixBytes how many bytes stand before the header
/// @param headerBytes the size of the header, at least [#FIELDS]
public record Format(String what, String magic, int version, int prefixBytes, int headerBytes) {
    /// Where the fields of a kind begin in its header.
    public static final int FIELDS = 24;

    static final int VERSION_AT = 8;
    static final int CHECKSUM_AT = 12;
    static final int LENGTH_AT = 16;

    public Format {
        if (magic.length() != VERSION_AT || headerBytes < FIELDS || prefixBytes < 0) {
            throw new IllegalArgumentException("not a file format");
        }
    }

    /// An empty header, to be filled from [#FIELDS] on and then sealed.
    public ByteBuffer header() {
        return ByteBuffer.allocate(headerBytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /// Completes a header whose fields are filled: magic, version, length and checksum. Its
    /// position is its beginning afterwards.
    public void seal(ByteBuffer header, long length) {
        header.clear();
        header.put(0, magic.getBytes(StandardCharsets.US_ASCII));
        header.putInt(VERSION_AT, version);
        header.putLong(LENGTH_AT, length);
        header.putInt(CHECKSUM_AT, checksum(header));
    }

    int checksum(ByteBuffer header) {
        CRC32C checksum = new CRC32C();
        checksum.update(header.slice(LENGTH_AT, headerBytes - LENGTH_AT));
        return (int) checksum.getValue();
    }
}
