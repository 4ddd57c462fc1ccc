// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.tlv;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Reads data objects from foreign bytes: all of them, in the canonical encoding, within bounds.
public final class TlvReader {
    public static final int BYTES_MAX = 65_536 + 3;
    public static final int COUNT_MAX = 256;

    /// How deep data objects may nest; one without children is 1 deep.
    public static final int DEPTH_MAX = 8;

    /// What came of it.
    public sealed interface Reading {
        /// The bytes are these data objects and nothing else.
        record Whole(TlvList items) implements Reading {}

        /// They are not.
        ///
        /// @param offset of the data object that is wrong, or of the byte at fault
        record Malformed(TlvFlaw flaw, int offset) implements Reading {}
    }

    private final byte[] bytes;
    private final int[] opaque;
    private int count;
    private Reading.@Nullable Malformed malformed;

    private TlvReader(byte[] bytes, int[] opaque) {
        this.bytes = bytes;
        this.opaque = opaque;
    }

    /// Reads a sequence of data objects, which may be empty.
    ///
    /// @param opaque tags whose values are plain bytes, although they say that they are constructed
    public static Reading read(byte[] bytes, int... opaque) {
        if (bytes.length > BYTES_MAX) {
            return new Reading.Malformed(TlvFlaw.TOO_LONG, 0);
        }
        var reader = new TlvReader(bytes, opaque.clone());
        List<Tlv> items = reader.items(0, bytes.length, 1);
        var flaw = reader.malformed;
        return flaw == null ? new Reading.Whole(new TlvList(items)) : flaw;
    }

    /// The one data object that the bytes are; empty when they are something else.
    ///
    /// @param opaque as for [#read]
    public static Optional<Tlv> readOne(byte[] bytes, int... opaque) {
        return read(bytes, opaque) instanceof Reading.Whole(var items) && items.size() == 1
                ? Optional.of(items.get(0))
                : Optional.empty();
    }

    private List<Tlv> items(int from, int to, int depth) {
        var items = new ArrayList<Tlv>();
        int at = from;
        while (at < to && malformed == null) {
            at = item(at, to, depth, items);
        }
        return items;
    }

    /// Reads one data object and returns where the next one starts.
    private int item(int start, int to, int depth, List<Tlv> items) {
        if (++count > COUNT_MAX) {
            return fail(TlvFlaw.TOO_MANY, start);
        }
        if (depth > DEPTH_MAX) {
            return fail(TlvFlaw.TOO_DEEP, start);
        }
        int tagEnd = tagEnd(start, to);
        if (tagEnd < 0) {
            return to;
        }
        int tag = number(start, tagEnd);
        int lengthEnd = lengthEnd(tagEnd, to);
        if (lengthEnd < 0) {
            return to;
        }
        int length = number(lengthEnd - tagEnd == 1 ? tagEnd : tagEnd + 1, lengthEnd);
        if (length > to - lengthEnd) {
            return fail(TlvFlaw.CUT_OFF, start);
        }
        int end = lengthEnd + length;
        boolean plain = !Tlv.isConstructed(tag) || Arrays.stream(opaque).anyMatch(t -> t == tag);
        List<Tlv> children = plain ? List.of() : items(lengthEnd, end, depth + 1);
        if (malformed == null) {
            items.add(Tlv.read(tag, Arrays.copyOfRange(bytes, lengthEnd, end), children));
        }
        return end;
    }

    private int tagEnd(int start, int to) {
        int end = start + 1;
        if ((bytes[start] & 0x1F) == 0x1F) {
            int most = Math.min(to, start + 3);
            while (end < most && (bytes[end] & 0x80) != 0) {
                end++;
            }
            if (end == to) {
                return fail(TlvFlaw.CUT_OFF, start, -1);
            }
            end++;
        }
        int size = end - start;
        boolean good = size <= 3 && Tlv.isTag(number(start, end), size);
        return good ? end : fail(TlvFlaw.BAD_TAG, start, -1);
    }

    private int lengthEnd(int start, int to) {
        if (start == to) {
            return fail(TlvFlaw.CUT_OFF, start, -1);
        }
        int first = bytes[start] & 0xFF;
        if (first <= 0x7F) {
            return start + 1;
        }
        int size = first - 0x80;
        if (size != 1 && size != 2) {
            return fail(TlvFlaw.BAD_LENGTH, start, -1);
        }
        int end = start + 1 + size;
        if (end > to) {
            return fail(TlvFlaw.CUT_OFF, start, -1);
        }
        int least = size == 1 ? 0x80 : 0x100;
        return number(start + 1, end) >= least ? end : fail(TlvFlaw.LENGTH_NOT_SHORTEST, start, -1);
    }

    private int number(int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            number = number << 8 | (bytes[i] & 0xFF);
        }
        return number;
    }

    private int fail(TlvFlaw flaw, int offset) {
        return fail(flaw, offset, bytes.length);
    }

    private int fail(TlvFlaw flaw, int offset, int result) {
        malformed = new Reading.Malformed(flaw, offset);
        return result;
    }
}
