// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.handset.trial;

import org.veritac.handset.memory.Anchor;
import org.veritac.handset.memory.CredentialSecret;
import org.veritac.handset.memory.Disk;
import org.veritac.handset.memory.LiveKey;
import org.veritac.handset.memory.MemoryDisk;
import org.veritac.handset.memory.Protection;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// The power of one device, which goes at a step of what the device makes durable. Its disk forgets
/// what was not synchronised, in part or whole, and leaves anything in the unit that was being
/// written; its chip has done a step or has not.
public final class Outage {
    private static final int UNIT_BYTES = 512;
    private static final long NEVER = Long.MAX_VALUE;

    private final Random chance;
    private final List<Write> pending = new ArrayList<>();
    private MemoryDisk durable;
    private MemoryDisk seen;
    private long left = NEVER;
    private boolean gone;

    /// Of a new device.
    ///
    /// @param seed of what a cut leaves behind
    public Outage(long seed) {
        this(seed, new MemoryDisk());
    }

    /// Of a device that has been used.
    ///
    /// @param seed of what a cut leaves behind
    /// @param before what is on its disk, copied
    public Outage(long seed, MemoryDisk before) {
        chance = new Random(seed);
        durable = before.copy();
        seen = before.copy();
    }

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

    /// The power goes at the `step`-th step from here, counted from 1.
    public void cutAt(long step) {
        left = step;
    }

    /// The power goes now.
    public void cut() {
        gone = true;
    }

    /// Whether it has gone and is not back.
    public boolean isGone() {
        return gone;
    }

    /// Power again: what is on the disk now is what survived, and nothing is cut.
    public void restore() {
        if (gone) {
            pending.forEach(this::tear);
        } else {
            durable = seen.copy();
        }
        pending.clear();
        seen = durable.copy();
        gone = false;
        left = NEVER;
    }

    /// A copy of what is durable.
    public MemoryDisk image() {
        return durable.copy();
    }

    private void tear(Write write) {
        int size = durable.read(write.name).map(bytes -> bytes.length).orElse(0);
        if (size < write.offset || chance.nextInt(3) == 0) {
            return;
        }
        int done = chance.nextInt(write.bytes.length + 1);
        byte[] torn = Arrays.copyOf(write.bytes, Math.min(write.bytes.length, done + UNIT_BYTES));
        byte[] noise = new byte[torn.length - done];
        chance.nextBytes(noise);
        System.arraycopy(noise, 0, torn, done, noise.length);
        durable.write(write.name, write.offset, torn);
    }

    /// Something that is done whole or not at all.
    @FunctionalInterface
    private interface Step {
        void take() throws IOException;
    }

    private void whole(Step step) throws IOException {
        boolean last = isLast();
        if (!last || chance.nextBoolean()) {
            step.take();
        }
        if (last) {
            throw new IOException("power went");
        }
    }

    /// Whether this step is the one at which the power goes.
    private boolean isLast() throws IOException {
        if (gone) {
            throw new IOException("no power");
        }
        if (left != NEVER) {
            left--;
            gone = left == 0;
        }
        return gone;
    }

    /// Its disk.
    public Disk disk() {
        return new ForgetfulDisk();
    }

    private final class ForgetfulDisk implements Disk {
        @Override
        public Optional<byte[]> read(String name) {
            return seen.read(name);
        }

        @Override
        public void write(String name, long offset, byte[] bytes) throws IOException {
            boolean last = isLast();
            pending.add(new Write(name, offset, bytes));
            seen.write(name, offset, bytes);
            if (last) {
                throw new IOException("power went");
            }
        }

        @Override
        public void sync(String name) throws IOException {
            whole(() -> keep(name));
        }

        @Override
        public void rename(String from, String to) throws IOException {
            if (pending.stream().anyMatch(write -> write.name.equals(from))) {
                throw new AssertionError("renamed before it was durable");
            }
            whole(() -> durable.rename(from, to));
            seen.rename(from, to);
        }

        @Override
        public void remove(String name) throws IOException {
            whole(() -> durable.remove(name));
            pending.removeIf(write -> write.name.equals(name));
            seen.remove(name);
        }
    }

    private void keep(String name) {
        for (Write write : List.copyOf(pending)) {
            if (write.name.equals(name)) {
                durable.write(name, write.offset, write.bytes);
                pending.remove(write);
            }
        }
    }

    /// A chip that loses its power with the disk.
    public Anchor chip(Anchor anchor) {
        return new MortalChip(anchor);
    }

    private final class MortalChip implements Anchor {
        private final Anchor anchor;

        MortalChip(Anchor anchor) {
            this.anchor = anchor;
        }

        @Override
        public Protection protection() {
            return anchor.protection();
        }

        @Override
        public byte[] head() throws IOException {
            return anchor.head();
        }

        @Override
        public void extend(byte[] digest) throws IOException {
            whole(() -> anchor.extend(digest));
        }

        @Override
        public byte[] protect(byte[] plain, byte[] context) throws IOException {
            return anchor.protect(plain, context);
        }

        @Override
        public Optional<byte[]> reveal(byte[] enciphered, byte[] context) throws IOException {
            return anchor.reveal(enciphered, context);
        }

        @Override
        public byte[] bind(CredentialSecret secret, byte[] context) throws IOException {
            byte[][] bound = new byte[1][];
            whole(() -> bound[0] = anchor.bind(secret, context));
            return bound[0];
        }

        @Override
        public Optional<LiveKey> open(byte[] bound, byte[] context) throws IOException {
            return anchor.open(bound, context);
        }

        @Override
        public void kill() throws IOException {
            whole(anchor::kill);
        }

        @Override
        public void close() throws IOException {
            anchor.close();
        }
    }
}
