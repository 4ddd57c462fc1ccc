// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.files;

/// How a file is arranged (TS 102 221, clause 8.2.2).
public sealed interface Structure {
    int SIZE_MAX = 0xFFFF;
    int RECORD_BYTES_MAX = 0xFF;
    int RECORDS_MAX = 0xFE;

    /// Bytes one behind the other.
    record Transparent(int size) implements Structure {
        public Transparent {
            check(size);
        }
    }

    /// Records of one length.
    record LinearFixed(int recordLength, int records) implements Structure {
        public LinearFixed {
            check(recordLength, records);
        }

        @Override
        public int size() {
            return recordLength * records;
        }
    }

    /// A ring of records: the first is the one written last.
    record Cyclic(int recordLength, int records) implements Structure {
        public Cyclic {
            check(recordLength, records);
        }

        @Override
        public int size() {
            return recordLength * records;
        }
    }

    /// Data objects, each with a tag of its own.
    ///
    /// @param size the most bytes that all of them may take
    record BerTlv(int size) implements Structure {
        public BerTlv {
            check(size);
        }
    }

    /// In bytes.
    int size();

    /// The byte that says so in a file descriptor (TS 102 221, clause 11.1.1.4.3).
    default int descriptor() {
        return switch (this) {
            case Transparent _ -> 0x41;
            case LinearFixed _ -> 0x42;
            case Cyclic _ -> 0x46;
            case BerTlv _ -> 0x79;
        };
    }

    private static void check(int size) {
        if (size < 0 || size > SIZE_MAX) {
            throw new IllegalArgumentException("a file has up to 65535 bytes");
        }
    }

    private static void check(int recordLength, int records) {
        if (recordLength < 1
                || recordLength > RECORD_BYTES_MAX
                || records < 1
                || records > RECORDS_MAX) {
            throw new IllegalArgumentException("1 to 254 records of 1 to 255 bytes");
        }
    }
}
