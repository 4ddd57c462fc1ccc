// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.mapped;

import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.concurrent.atomic.AtomicBoolean;

/// A finished file, mapped read-only. Opening it reads its header and nothing else, so it takes as
/// long for a gigabyte as for a kilobyte. Safe for many threads; whoever reads the segment after
/// [#close] gets an [IllegalStateException].
public final class MappedFile implements Closeable {
    /// A number of two bytes at any address.
    public static final ValueLayout.OfChar CHAR =
            ValueLayout.JAVA_CHAR_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    /// A number of four bytes at any address.
    public static final ValueLayout.OfInt INT =
            ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    /// A number of eight bytes at any address.
    public static final ValueLayout.OfLong LONG =
            ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private static final int PIECE_BYTES = 1 << 20;

    private final Path path;
    private final Format format;
    private final Runnable close;
    private final MemorySegment segment;
    private final AtomicBoolean closed = new AtomicBoolean();

    private MappedFile(Path path, Format format, Runnable close, MemorySegment segment) {
        this.path = path;
        this.format = format;
        this.close = close;
        this.segment = segment;
    }

    /// Maps a file and checks that its header is whole, of this format, and tells its length.
    ///
    /// @throws IOException when it cannot be read, or is cut short, foreign or damaged; the text
    ///   says which file and what is wrong
    public static MappedFile open(Path path, Format format) throws IOException {
        Arena arena = Arena.ofShared();
        boolean good = false;
        try {
            MappedFile file = open(path, format, arena, arena::close);
            good = true;
            return file;
        } finally {
            if (!good) {
                arena.close();
            }
        }
    }

    /// The same for a file that many read without a lock and that another takes the place of: it
    /// stays mapped until nothing refers to it any more, and [#close] does nothing.
    ///
    /// @throws IOException as [#open]
    public static MappedFile openShared(Path path, Format format) throws IOException {
        return open(path, format, Arena.ofAuto(), () -> {});
    }

    private static MappedFile open(Path path, Format format, Arena arena, Runnable close)
            throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            MemorySegment segment = channel.map(MapMode.READ_ONLY, 0, channel.size(), arena);
            MappedFile file = new MappedFile(path, format, close, segment);
            file.checkHeader();
            return file;
        }
    }

    /// The whole file.
    public MemorySegment segment() {
        return segment;
    }

    public long length() {
        return segment.byteSize();
    }

    /// A number in the header, at an offset as [Format] counts them.
    public long field(int offset) {
        return segment.get(LONG, format.prefixBytes() + (long) offset);
    }

    /// A part of the file named by its header.
    ///
    /// @throws IOException when it does not lie within the file
    public MemorySegment part(long offset, long bytes) throws IOException {
        if (offset < 0 || bytes < 0 || offset > length() || bytes > length() - offset) {
            throw damaged("a part of " + bytes + " bytes at " + offset + " leaves the file");
        }
        return segment.asSlice(offset, bytes);
    }

    /// The SHA-256 of the file from an offset to its end.
    public byte[] digest(long from) {
        MessageDigest digest = PartFile.sha256();
        digest(digest, segment.asSlice(from));
        return digest.digest();
    }

    static void digest(MessageDigest digest, MemorySegment bytes) {
        for (long at = 0; at < bytes.byteSize(); at += PIECE_BYTES) {
            long count = Math.min(PIECE_BYTES, bytes.byteSize() - at);
            digest.update(bytes.asSlice(at, count).asByteBuffer());
        }
    }

    /// The error for what a reader of the content finds wrong.
    public IOException damaged(String what) {
        return new IOException(path + ": damaged " + format.what() + ": " + what);
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            close.run();
        }
    }

    private void checkHeader() throws IOException {
        int start = format.prefixBytes();
        if (length() < start + format.headerBytes()) {
            throw damaged("cut short at " + length() + " bytes, within its header");
        }
        ByteBuffer header = format.header();
        header.put(segment.asSlice(start, format.headerBytes()).asByteBuffer());
        ByteBuffer sealed = format.header();
        format.seal(sealed, length());
        if (header.getLong(0) != sealed.getLong(0)) {
            throw new IOException(path + ": not a " + format.what());
        }
        int version = header.getInt(Format.VERSION_AT);
        if (version != format.version()) {
            throw new IOException(
                    "%s: %s of version %d, this release reads %d"
                            .formatted(path, format.what(), version, format.version()));
        }
        if (header.getInt(Format.CHECKSUM_AT) != format.checksum(header)) {
            throw damaged("its header does not match its checksum");
        }
        long length = header.getLong(Format.LENGTH_AT);
        if (length != length()) {
            throw damaged("it has " + length() + " bytes and should have " + length);
        }
    }
}
