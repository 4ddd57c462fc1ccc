// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.mapped;

import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// A file in the making. It is written beside its place under the name `….part` and takes its own
/// name only in [#commit], when all of it is on the disk; until then nobody sees it. Closed without
/// that it is deleted. Not for several threads.
///
/// The disk is forced every [#FORCE_BYTES], so that one big file never makes another's small,
/// urgent `fsync` wait for long.
public final class PartFile implements Closeable {
    /// After how many bytes written the disk is forced.
    public static final long FORCE_BYTES = 16L << 20;

    private static final String SUFFIX = ".part";
    private static final int BUFFER_BYTES = 1 << 18;

    private final Path target;
    private final Path part;
    private final FileChannel channel;
    private final ByteBuffer buffer =
            ByteBuffer.allocateDirect(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    private final MessageDigest digest = sha256();
    private long flushed;
    private long forced;

    /// Begins a file.
    ///
    /// @param target the name it takes in the end; a file that has it is replaced then
    /// @param skipped how many bytes at the front are left for [#patch]; they are outside the
    ///   digest
    public PartFile(Path target, int skipped) throws IOException {
        this.target = target.toAbsolutePath();
        this.part = this.target.resolveSibling(target.getFileName() + SUFFIX);
        this.channel =
                FileChannel.open(
                        part,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE);
        this.flushed = skipped;
        channel.position(skipped);
    }

    /// A new SHA-256, as used for all digests of files.
    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    /// How many bytes it has by now.
    public long length() {
        return flushed + buffer.position();
    }

    public void writeLong(long value) throws IOException {
        room(Long.BYTES);
        buffer.putLong(value);
    }

    /// Appends what remains in a buffer.
    public void write(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            room(1);
            int count = Math.min(buffer.remaining(), bytes.remaining());
            buffer.put(bytes.slice(bytes.position(), count));
            bytes.position(bytes.position() + count);
        }
    }

    /// Appends a whole segment.
    public void write(MemorySegment bytes) throws IOException {
        for (long at = 0; at < bytes.byteSize(); at += BUFFER_BYTES) {
            long count = Math.min(BUFFER_BYTES, bytes.byteSize() - at);
            write(bytes.asSlice(at, count).asByteBuffer());
        }
    }

    /// Appends zeros up to a multiple of 8 bytes.
    public void align() throws IOException {
        while (length() % Long.BYTES != 0) {
            room(1);
            buffer.put((byte) 0);
        }
    }

    /// What is written by now, mapped read-only for as long as the arena lives.
    public MemorySegment written(Arena arena) throws IOException {
        flush();
        return channel.map(MapMode.READ_ONLY, 0, flushed, arena);
    }

    /// Appends a region of zeros that the caller fills in any order.
    ///
    /// The zeros are really written first: a full disk is then an [IOException] here and not a
    /// fault in mapped memory.
    ///
    /// @param filler fills the region; it stands outside the digest until it is filled
    public void region(long bytes, Filler filler) throws IOException {
        flush();
        ByteBuffer zeros = ByteBuffer.allocate(BUFFER_BYTES);
        for (long left = bytes; left > 0; left -= zeros.limit()) {
            writeFully(zeros.clear().limit((int) Math.min(BUFFER_BYTES, left)), channel);
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment region = channel.map(MapMode.READ_WRITE, flushed, bytes, arena);
            filler.fill(channel.map(MapMode.READ_ONLY, 0, flushed, arena), region);
            MappedFile.digest(digest, region);
            region.force();
        }
        flushed += bytes;
    }

    /// Fills a region of a file in the making.
    @FunctionalInterface
    public interface Filler {

        /// Fills the region.
        ///
        /// @param before all that stands before the region, read-only
        /// @param region the region, all zeros
        void fill(MemorySegment before, MemorySegment region);
    }

    /// The SHA-256 of everything written so far but what was skipped and patched.
    public byte[] digest() throws IOException {
        flush();
        try {
            return ((MessageDigest) digest.clone()).digest();
        } catch (CloneNotSupportedException e) {
            throw new AssertionError("the platform's SHA-256 can be cloned", e);
        }
    }

    /// Writes over bytes that are there, outside the digest.
    public void patch(long offset, ByteBuffer bytes) throws IOException {
        flush();
        long at = offset;
        while (bytes.hasRemaining()) {
            at += channel.write(bytes, at);
        }
    }

    /// Forces all to the disk and gives the file its name, durably.
    public void commit() throws IOException {
        flush();
        channel.force(true);
        channel.close();
        Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        forceFolder(target);
    }

    /// Makes names given in the folder of a file durable.
    private static void forceFolder(Path file) throws IOException {
        Path folder = file.getParent();
        if (folder != null) {
            try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
                names.force(true);
            }
        }
    }

    /// Deletes what was not committed.
    @Override
    public void close() throws IOException {
        if (channel.isOpen()) {
            channel.close();
            Files.deleteIfExists(part);
        }
    }

    private void room(int bytes) throws IOException {
        if (buffer.remaining() < bytes) {
            flush();
        }
    }

    private void flush() throws IOException {
        buffer.flip();
        digest.update(buffer.duplicate());
        flushed += buffer.remaining();
        writeFully(buffer, channel);
        buffer.clear();
        if (flushed - forced >= FORCE_BYTES) {
            channel.force(false);
            forced = flushed;
        }
    }

    private static void writeFully(ByteBuffer bytes, FileChannel channel) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }
}
