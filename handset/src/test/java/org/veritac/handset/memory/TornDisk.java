// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.handset.memory;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// A disk whose power goes at a chosen step. What was written and not synced is then there in part:
/// some of its bytes, a torn unit of chance, and the rest as before.
final class TornDisk implements Disk {
    private static final int UNIT_BYTES = 512;

    private final Power power;
    private final MemoryDisk seen;
    private final MemoryDisk durable;
    private final List<Write> pending = new ArrayList<>();

    private static final class Write {
        private final String name;
        private final long offset;
        private final byte[] bytes;

        Write(String name, long offset, byte[] bytes) {
            this.name = name;
            this.offset = offset;
            this.bytes = bytes.clone();
        }
    }

    /// Counts steps, and goes at one of them.
    static final class Power {
        private final Random chance;
        private long left;
        private boolean gone;

        Power(long steps, long seed) {
            left = steps;
            chance = new Random(seed);
        }

        /// Whether this is the last step, which the caller does in part.
        boolean isLast() throws IOException {
            if (gone) {
                throw new IOException("no power");
            }
            left--;
            gone = left == 0;
            return gone;
        }

        IOException cut() {
            return new IOException("power went");
        }

        boolean toss() {
            return chance.nextBoolean();
        }

        boolean isGone() {
            return gone;
        }
    }

    TornDisk(MemoryDisk before, Power power) {
        this.power = power;
        seen = before.copy();
        durable = before.copy();
    }

    /// What is there when power comes back.
    MemoryDisk afterCut() {
        MemoryDisk left = durable.copy();
        for (Write write : pending) {
            int most = (int) Math.max(0, size(left, write.name) - write.offset);
            if (size(left, write.name) >= write.offset) {
                left.write(write.name, write.offset, torn(write.bytes, most));
            }
        }
        return left;
    }

    private static int size(MemoryDisk disk, String name) {
        return disk.read(name).map(bytes -> bytes.length).orElse(0);
    }

    /// Some bytes, then a unit of chance; of what would make the file longer perhaps less.
    private byte[] torn(byte[] bytes, int inPlace) {
        int done = power.chance.nextInt(bytes.length + 1);
        byte[] torn = Arrays.copyOf(bytes, Math.min(bytes.length, done + UNIT_BYTES));
        byte[] noise = new byte[torn.length - done];
        power.chance.nextBytes(noise);
        System.arraycopy(noise, 0, torn, done, noise.length);
        return inPlace > 0 && power.toss() ? new byte[0] : torn;
    }

    @Override
    public Optional<byte[]> read(String name) {
        return seen.read(name);
    }

    @Override
    public void write(String name, long offset, byte[] bytes) throws IOException {
        boolean last = power.isLast();
        pending.add(new Write(name, offset, bytes));
        seen.write(name, offset, bytes);
        if (last) {
            throw power.cut();
        }
    }

    @Override
    public void sync(String name) throws IOException {
        boolean last = power.isLast();
        if (!last || power.toss()) {
            for (Write write : List.copyOf(pending)) {
                if (write.name.equals(name)) {
                    durable.write(name, write.offset, write.bytes);
                    pending.remove(write);
                }
            }
        }
        if (last) {
            throw power.cut();
        }
    }

    @Override
    public void rename(String from, String to) throws IOException {
        boolean last = power.isLast();
        if (pending.stream().anyMatch(write -> write.name.equals(from))) {
            throw new AssertionError("renamed before it was durable");
        }
        seen.rename(from, to);
        if (!last || power.toss()) {
            durable.rename(from, to);
        }
        if (last) {
            throw power.cut();
        }
    }

    @Override
    public void remove(String name) throws IOException {
        boolean last = power.isLast();
        seen.remove(name);
        if (!last || power.toss()) {
            durable.remove(name);
            pending.removeIf(write -> write.name.equals(name));
        }
        if (last) {
            throw power.cut();
        }
    }
}
