// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.profile;

import java.util.Arrays;
import java.util.HexFormat;

/// What a file is filled with before its content: some bytes, one or more that are repeated, some
/// at the end.
final class Fill {
    static final Fill ERASED = repeating(new byte[] {(byte) 0xFF});

    private final byte[] head;
    private final byte[] repeated;
    private final byte[] tail;

    private Fill(byte[] head, byte[] repeated, byte[] tail) {
        this.head = head;
        this.repeated = repeated;
        this.tail = tail;
    }

    /// A pattern whose last byte is repeated to the end.
    static Fill thenLast(byte[] pattern) {
        byte[] last = {pattern[pattern.length - 1]};
        return new Fill(Arrays.copyOf(pattern, pattern.length - 1), last, new byte[0]);
    }

    /// A pattern that is repeated as a whole.
    static Fill repeating(byte[] pattern) {
        return new Fill(new byte[0], pattern.clone(), new byte[0]);
    }

    /// As the template table has it: hexadecimal digits, of which `XX*` is repeated.
    static Fill parse(String notation) {
        int star = notation.indexOf('*');
        HexFormat hex = HexFormat.of();
        if (star < 0) {
            byte[] all = hex.parseHex(notation);
            return new Fill(all, new byte[] {(byte) 0xFF}, new byte[0]);
        }
        return new Fill(
                hex.parseHex(notation.substring(0, star - 2)),
                hex.parseHex(notation.substring(star - 2, star)),
                hex.parseHex(notation.substring(star + 1)));
    }

    /// So many bytes of it.
    byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        int tailFrom = Math.max(head.length, length - tail.length);
        for (int i = 0; i < length; i++) {
            if (i < head.length) {
                bytes[i] = head[i];
            } else if (i < tailFrom) {
                bytes[i] = repeated[(i - head.length) % repeated.length];
            } else {
                bytes[i] = tail[i - tailFrom];
            }
        }
        return bytes;
    }
}
