// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.mapped;

import org.jspecify.annotations.Nullable;

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
import java.nio.file.StandardOpenOption;

/// Bytes put aside while something is built: in memory as long as they are few, else in a temporary
/// file that is gone with this object, or with the process. Not for several threads.
public final class Scratch implements Closeable {
    private static final int BUFFER_BYTES = 1 << 16;

    private final Path folder;
    private final ByteBuffer buffer =
            ByteBuffer.allocate(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    private @Nullable FileChannel channel;
    private long flushed;

    /// Nothing yet.
    ///
    /// @param folder where the temporary file is made when it is needed
    public Scratch(Path folder) {
        this.folder = folder;
    }

    /// How many bytes are put aside.
    public long length() {
        return flushed + buffer.position();
    }

    public void writeByte(int value) throws IOException {
        room(Byte.BYTES).put((byte) value);
    }

    public void writeChar(int value) throws IOException {
        room(Character.BYTES).putChar((char) value);
    }

    public void writeInt(int value) throws IOException {
        room(Integer.BYTES).putInt(value);
    }

    public void writeLong(long value) throws IOException {
        room(Long.BYTES).putLong(value);
    }

    /// Appends a whole segment.
    public void write(MemorySegment bytes) throws IOException {
        for (long at = 0; at < bytes.byteSize(); ) {
            long count = Math.min(room(1).remaining(), bytes.byteSize() - at);
            buffer.put(bytes.asSlice(at, count).asByteBuffer());
            at += count;
        }
    }

    /// All bytes put aside so far, for as long as the arena lives and nothing is added.
    public MemorySegment content(Arena arena) throws IOException {
        if (channel == null) {
            return MemorySegment.ofBuffer(buffer.duplicate().flip()).asReadOnly();
        }
        flush(channel);
        return channel.map(MapMode.READ_ONLY, 0, flushed, arena);
    }

    @Override
    public void close() throws IOException {
        if (channel != null) {
            channel.close();
        }
    }

    private ByteBuffer room(int bytes) throws IOException {
        if (buffer.remaining() < bytes) {
            flush(channel == null ? create() : channel);
        }
        return buffer;
    }

    private FileChannel create() throws IOException {
        Path path = Files.createTempFile(folder, "scratch", null);
        FileChannel created =
                FileChannel.open(
                        path,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.DELETE_ON_CLOSE);
        channel = created;
        return created;
    }

    private void flush(FileChannel to) throws IOException {
        buffer.flip();
        flushed += buffer.remaining();
        while (buffer.hasRemaining()) {
            to.write(buffer);
        }
        buffer.clear();
    }
}
