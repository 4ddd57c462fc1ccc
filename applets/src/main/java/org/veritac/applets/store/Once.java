// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.applets.store;

import javacard.framework.Util;

/// Bytes that are written one time and then stay: the content first, then its length, whose write
/// is one write. What a torn attempt left is not there and is overwritten by the next.
public final class Once {
    public static final short BYTES_MAX = 255;

    private final byte[] content;

    /// Its only element is the length of the content, 0 while there is none.
    private final byte[] length;

    /// @param most bytes it may hold, at most 255
    public Once(short most) {
        content = new byte[most];
        length = new byte[1];
    }

    public boolean isWritten() {
        return length[0] != 0;
    }

    /// The length of what was written; 0 before.
    public short length() {
        return (short) (length[0] & 0xFF);
    }

    /// The content, to be read only, and only once it is written.
    public byte[] content() {
        return content;
    }

    /// Writes it. Doing so again with the same bytes changes nothing, for one who lost the answer.
    ///
    /// @param bytes 1 to the most it may hold
    /// @return false when there is something else already, or it does not fit
    public boolean write(byte[] buffer, short offset, short bytes) {
        if (isWritten()) {
            return bytes == length()
                    && Util.arrayCompare(buffer, offset, content, (short) 0, bytes) == 0;
        }
        if (bytes == 0 || bytes > (short) content.length) {
            return false;
        }
        Util.arrayCopyNonAtomic(buffer, offset, content, (short) 0, bytes);
        length[0] = (byte) bytes;
        return true;
    }
}
