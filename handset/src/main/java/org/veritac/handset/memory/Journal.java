// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.handset.memory;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The journal's file: frames one after the other, each from a page of its own, so that one that
/// tears spoils none before it. It knows what entries there are, and what head they lead to.
final class Journal {
    /// The file is written anew when it has this much and a snapshot would be a fourth of it: 1
    /// MiB.
    static final int LONG_BYTES = 1 << 20;

    /// No frame is appended beyond this: 32 MiB.
    static final int BYTES_MAX = 32 << 20;

    static final String FILE = "journal";

    private final Disk disk;
    private final Anchor anchor;
    private final Map<String, byte[]> entries = new LinkedHashMap<>();
    private byte[] head = Head.zero();
    private byte[] headBefore = Head.zero();
    private byte[] lastDigest = Head.zero();
    private long sequence;
    private int end;

    Journal(Disk disk, Anchor anchor) {
        this.disk = disk;
        this.anchor = anchor;
    }

    /// Reads the file up to the first frame that is none.
    ///
    /// @return whether it begins with a snapshot; without one there are no entries
    boolean read() throws IOException {
        disk.remove(FILE + ".next");
        byte[] file = disk.read(FILE).orElseGet(() -> new byte[0]);
        while (readFrame(file)) {
            // Each call moves the end on.
        }
        return end > 0;
    }

    private boolean readFrame(byte[] file) throws IOException {
        Optional<Frame.Header> header = Frame.Header.read(file, end).filter(this::follows);
        if (header.isEmpty()) {
            return false;
        }
        int from = end + Frame.HEADER_BYTES;
        int to = from + header.get().length();
        int next = end + Frame.occupied(to - end);
        if (next > file.length) {
            return false;
        }
        byte[] enciphered = Arrays.copyOfRange(file, from, to);
        Optional<byte[]> plain = anchor.reveal(enciphered, header.get().context(head));
        if (plain.isEmpty()) {
            return false;
        }
        ByteBuffer buffer = ByteBuffer.wrap(plain.get());
        if (header.get().kind() == Frame.Kind.SNAPSHOT) {
            head = new byte[Anchor.HEAD_BYTES];
            buffer.get(head);
        }
        Optional<Map<String, Optional<byte[]>>> read = Frame.entries(buffer);
        if (read.isEmpty()) {
            return false;
        }
        passed(header.get(), Head.digest(Arrays.copyOfRange(file, end, to)));
        apply(read.get());
        end = next;
        return true;
    }

    private boolean follows(Frame.Header header) {
        boolean first = end == 0;
        boolean snapshot = header.kind() == Frame.Kind.SNAPSHOT;
        return snapshot == first && (first || header.sequence() == sequence + 1);
    }

    private void passed(Frame.Header header, byte[] digest) {
        sequence = header.sequence();
        if (header.kind() == Frame.Kind.COMMIT) {
            headBefore = head;
            lastDigest = digest;
            head = Head.extended(head, digest);
        }
    }

    private void apply(Map<String, Optional<byte[]>> changes) {
        changes.forEach((name, value) -> {
            byte[] old = value.isPresent() ? entries.put(name, value.get()) : entries.remove(name);
            if (old != null) {
                Arrays.fill(old, (byte) 0);
            }
        });
    }

    /// Appends a frame and makes it durable. A commit counts when the anchor has been extended by
    /// what comes back; the entries are as after it.
    byte[] append(Frame.Kind kind, Map<String, Optional<byte[]>> changes) throws IOException {
        var frame = new Frame(kind, sequence + 1, changes);
        byte[] bytes = enciphered(frame, frame.plain());
        if (end + bytes.length > BYTES_MAX) {
            throw new IOException("the journal has no room");
        }
        disk.write(FILE, end, Arrays.copyOf(bytes, Frame.occupied(bytes.length)));
        disk.sync(FILE);
        byte[] digest = Head.digest(bytes);
        passed(new Frame.Header(kind, 0, frame.sequence()), digest);
        apply(changes);
        end += Frame.occupied(bytes.length);
        return digest;
    }

    /// Writes the file anew, with one snapshot of what there is at a head.
    void rewrite(byte[] at) throws IOException {
        var all = new LinkedHashMap<String, Optional<byte[]>>();
        entries.forEach((name, value) -> all.put(name, Optional.of(value)));
        var frame = new Frame(Frame.Kind.SNAPSHOT, sequence + 1, all);
        byte[] plain = frame.plain();
        byte[] withHead =
                ByteBuffer.allocate(Anchor.HEAD_BYTES + plain.length).put(at).put(plain).array();
        byte[] bytes = enciphered(frame, withHead);
        disk.replace(FILE, Arrays.copyOf(bytes, Frame.occupied(bytes.length)));
        sequence = frame.sequence();
        head = at.clone();
        end = Frame.occupied(bytes.length);
    }

    boolean isLong() {
        long kept = entries.values().stream().mapToLong(value -> value.length).sum();
        return end >= LONG_BYTES && end > 4 * kept;
    }

    private byte[] enciphered(Frame frame, byte[] plain) throws IOException {
        int length = Gcm.NONCE_BYTES + plain.length + Gcm.TAG_BYTES;
        var header = new Frame.Header(frame.kind(), length, frame.sequence());
        byte[] enciphered = anchor.protect(plain, header.context(head));
        Arrays.fill(plain, (byte) 0);
        if (enciphered.length != length) {
            throw new IOException("the anchor's ciphertext has another length than AES-GCM's");
        }
        return ByteBuffer.allocate(Frame.HEADER_BYTES + length)
                .put(header.bytes())
                .put(enciphered)
                .array();
    }

    Map<String, byte[]> entries() {
        return entries;
    }

    byte[] head() {
        return head.clone();
    }

    /// The head before the last commit in the file.
    byte[] headBefore() {
        return headBefore.clone();
    }

    /// What moves the head over the last commit.
    byte[] lastDigest() {
        return lastDigest.clone();
    }
}
