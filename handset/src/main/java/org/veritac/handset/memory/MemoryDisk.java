// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.handset.memory;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A disk in this process's memory, which can be copied whole as a thief copies one.
public final class MemoryDisk implements Disk {
    private final Map<String, byte[]> files = new TreeMap<>();

    /// An empty disk.
    public MemoryDisk() {}

    /// A copy of all of it, bit for bit.
    public MemoryDisk copy() {
        var copy = new MemoryDisk();
        files.forEach((name, bytes) -> copy.files.put(name, bytes.clone()));
        return copy;
    }

    @Override
    public Optional<byte[]> read(String name) {
        return Optional.ofNullable(files.get(name)).map(byte[]::clone);
    }

    @Override
    public void write(String name, long offset, byte[] bytes) {
        byte[] old = files.getOrDefault(name, new byte[0]);
        if (offset < 0 || offset > old.length || offset + bytes.length > FILE_BYTES_MAX) {
            throw new IllegalArgumentException("a write up to the end of the file");
        }
        int from = (int) offset;
        byte[] grown = Arrays.copyOf(old, Math.max(old.length, from + bytes.length));
        System.arraycopy(bytes, 0, grown, from, bytes.length);
        files.put(name, grown);
    }

    @Override
    public void sync(String name) {}

    @Override
    public void rename(String from, String to) {
        byte[] bytes = files.remove(from);
        if (bytes == null) {
            throw new IllegalArgumentException("no file " + from);
        }
        files.put(to, bytes);
    }

    @Override
    public void remove(String name) {
        files.remove(name);
    }
}
