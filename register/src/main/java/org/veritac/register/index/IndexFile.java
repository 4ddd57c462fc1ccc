// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.index;

import org.veritac.register.mapped.Format;
import org.veritac.register.mapped.MappedFile;
import org.veritac.register.mapped.PartFile;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32C;

/// The header of both kinds of index, after what every [Format] begins with:
///
/// ```
///  24  8  journal position
///  32  8  entries
///  40  8  offset of the table
///  48  8  size of the table: slots of a device index, levels of a pair index
///  56  8  offset of the texts
///  64  4  bytes of the stack, the first text
///  68  4  bytes of the attachment, the second text; the file ends with it
///  72  4  CRC-32C of both texts
///  76  4  zeros
///  80 32  SHA-256 of the file from offset 128 to its end
/// 112 16  zeros
/// ```
///
/// @param header what the register gave it
/// @param entries how many
/// @param table where its table begins
/// @param tableSize how many slots or levels the table has
record IndexFile(IndexHeader header, long entries, long table, long tableSize) {
    static final int HEADER_BYTES = 128;
    private static final int CLASS_SET_MAX = 0xFFFF;

    private static final int POSITION = Format.FIELDS;
    private static final int ENTRIES = 32;
    private static final int TABLE = 40;
    private static final int TABLE_SIZE = 48;
    private static final int TEXTS = 56;
    private static final int STACK_BYTES = 64;
    private static final int ATTACHMENT_BYTES = 68;
    private static final int TEXTS_CHECKSUM = 72;
    private static final int DIGEST = 80;

    static Format format(String what, String magic) {
        return new Format(what, magic, 1, 0, HEADER_BYTES);
    }

    /// Makes an index of a mapped file, or closes it when that fails.
    static <T> T open(MappedFile file, Opening<T> opening) throws IOException {
        boolean good = false;
        try {
            T index = opening.open(file);
            good = true;
            return index;
        } finally {
            if (!good) {
                file.close();
            }
        }
    }

    /// Makes an index of a file whose header is good.
    @FunctionalInterface
    interface Opening<T> {
        T open(MappedFile file) throws IOException;
    }

    static void checkClassSet(int classSet) {
        if (classSet < 1 || classSet > CLASS_SET_MAX) {
            throw new IllegalArgumentException("a class set is a number from 1 to 65,535");
        }
    }

    /// Appends the texts to a file whose table is written, fills in its header and commits it.
    void seal(PartFile file, Format format) throws IOException {
        byte[] stack = header.stack().getBytes(StandardCharsets.UTF_8);
        byte[] attachment = header.attachment().getBytes(StandardCharsets.UTF_8);
        ByteBuffer fields = format.header();
        fields.putLong(POSITION, header.position());
        fields.putLong(ENTRIES, entries);
        fields.putLong(TABLE, table);
        fields.putLong(TABLE_SIZE, tableSize);
        fields.putLong(TEXTS, file.length());
        fields.putInt(STACK_BYTES, stack.length);
        fields.putInt(ATTACHMENT_BYTES, attachment.length);
        fields.putInt(
                TEXTS_CHECKSUM, checksum(ByteBuffer.wrap(stack), ByteBuffer.wrap(attachment)));
        file.write(ByteBuffer.wrap(stack));
        file.write(ByteBuffer.wrap(attachment));
        fields.put(DIGEST, file.digest());
        format.seal(fields, file.length());
        file.patch(0, fields);
        file.commit();
    }

    static IndexFile read(MappedFile file) throws IOException {
        int stackBytes = file.segment().get(MappedFile.INT, STACK_BYTES);
        int attachmentBytes = file.segment().get(MappedFile.INT, ATTACHMENT_BYTES);
        if (stackBytes > IndexHeader.STACK_BYTES_MAX
                || attachmentBytes > IndexHeader.ATTACHMENT_BYTES_MAX) {
            throw file.damaged("its texts are too long");
        }
        long texts = file.field(TEXTS);
        ByteBuffer stack = file.part(texts, stackBytes).asByteBuffer();
        ByteBuffer attachment = file.part(texts + stackBytes, attachmentBytes).asByteBuffer();
        if (texts + stackBytes + attachmentBytes != file.length()) {
            throw file.damaged("it does not end with its texts");
        }
        int checksum = file.segment().get(MappedFile.INT, TEXTS_CHECKSUM);
        if (checksum != checksum(stack.duplicate(), attachment.duplicate())) {
            throw file.damaged("its texts do not match their checksum");
        }
        long position = file.field(POSITION);
        if (position < 0 || file.field(ENTRIES) < 0) {
            throw file.damaged("a count is negative");
        }
        IndexHeader header =
                new IndexHeader(
                        position,
                        StandardCharsets.UTF_8.decode(stack).toString(),
                        StandardCharsets.UTF_8.decode(attachment).toString());
        return new IndexFile(
                header, file.field(ENTRIES), file.field(TABLE), file.field(TABLE_SIZE));
    }

    /// Compares the content with the digest in the header.
    static void verify(MappedFile file) throws IOException {
        MemorySegment digest = file.part(DIGEST, PartFile.sha256().getDigestLength());
        if (!Arrays.equals(file.digest(HEADER_BYTES), digest.toArray(ValueLayout.JAVA_BYTE))) {
            throw file.damaged("its content does not match its digest");
        }
    }

    private static int checksum(ByteBuffer stack, ByteBuffer attachment) {
        CRC32C checksum = new CRC32C();
        checksum.update(stack);
        checksum.update(attachment);
        return (int) checksum.getValue();
    }
}
