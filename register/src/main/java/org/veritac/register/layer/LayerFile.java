// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.layer;

import org.veritac.register.Key;
import org.veritac.register.Reason;
import org.veritac.register.mapped.Format;

import java.nio.file.Path;

/// Where the numbers of both headers stand, as drawn in the package's description.
final class LayerFile {
    static final Format PUBLIC = new Format("layer", "VTLAYER_", 1, 0, 256);
    static final Format PRIVATE = new Format("private part of a layer", "VTLAYERP", 1, 32, 128);

    static final int ROWS = Format.FIELDS;

    static final int REMOVALS = 32;
    static final int ROWS_OF_KIND = 40;
    static final int FLAGS = 88;
    static final int PRIVATE_LENGTH = 96;
    static final int COMMITMENT = 104;
    static final int DUES = 136;
    static final int STATEMENT = 144;
    static final int FIRSTS = 152;
    static final int SECONDS = 160;
    static final int STATEMENTS = 168;
    static final int REPORTED = 176;
    static final int BEGINNINGS = 184;
    static final int ENDS = 192;
    static final int DUE_SECONDS = 200;
    static final int DUE_ROWS = 208;
    static final int WORDS = 216;
    static final int WORDS_BYTES = 224;

    static final int PRIVATE_FIRSTS = 32;
    static final int PRIVATE_SECONDS = 40;
    static final int SUBSCRIBERS = 48;
    static final int NOTES = 56;
    static final int NOTE_ROWS = 64;
    static final int NOTE_ENDS = 72;
    static final int NOTE_TEXTS = 80;
    static final int NOTE_BYTES = 88;

    static final int KEYS_PRIVATE = 1;

    static final int REASON_MASK = 0x3F;
    static final int ONE_SUBSCRIBER = 0x40;
    static final int REMOVED = 0x80;

    static final int KINDS = Key.Kind.values().length;
    static final long ROWS_MAX = Integer.MAX_VALUE;

    /// The bits of the first number of a key; its kind stands above them where both are one number.
    static final int FIRST_BITS = 56;

    private LayerFile() {}

    static Path privateFile(Path file) {
        return file.resolveSibling(file.getFileName() + ".private");
    }

    /// The number of a kind in the format: its place among them.
    @SuppressWarnings("EnumOrdinal")
    static int code(Key.Kind kind) {
        return kind.ordinal();
    }

    /// The number of a reason: its place among them, and so among the words of a new file.
    @SuppressWarnings("EnumOrdinal")
    static int code(Reason reason) {
        return reason.ordinal();
    }

    static int statement(Reason reason, boolean removed, boolean oneSubscriber) {
        return code(reason) | (removed ? REMOVED : 0) | (oneSubscriber ? ONE_SUBSCRIBER : 0);
    }

    /// The kind of a key and its first number, as one number of the same order.
    static long kindAndFirst(Key.Kind kind, long first) {
        return ((long) code(kind) << FIRST_BITS) | first;
    }

    static long first(long kindAndFirst) {
        return kindAndFirst & ((1L << FIRST_BITS) - 1);
    }

    static int kind(long kindAndFirst) {
        return (int) (kindAndFirst >>> FIRST_BITS);
    }
}
