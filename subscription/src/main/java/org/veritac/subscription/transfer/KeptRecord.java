// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.transfer;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Records as the bytes that a device keeps of them. What it reads is its own and authentic; bytes
/// of another version, or that are none of these, are empty.
///
/// ```
/// handset  01 phase(text) [loan] count(1) {token(8) tid(4)}...
/// loan     token(8) tid(4) generation(2) key(16) digest(32) policy(8) attempt(2) backup(32) keeps(1)
/// token    02 generation(2) phase(text) tid(4) has(1) [pairing] has(1) [upload]
///          blob(PIN) tries(1) blob(PUK) tries(1) blob(policy) contents
/// ```
public final class KeptRecord {
    private static final int HANDSET = 1;
    private static final int TOKEN = 2;
    private static final int BLOB_BYTES_MAX = 1 << 20;

    private KeptRecord() {}

    /// What may fail: an end that comes too early, a value that is none.
    @FunctionalInterface
    private interface Reader<T> {
        T read(DataInputStream in) throws IOException;
    }

    /// Writes into memory.
    @FunctionalInterface
    private interface Writer {
        void write(DataOutputStream out) throws IOException;
    }

    /// A handset's.
    public static byte[] of(HandsetRecord record) {
        return bytes(out -> {
            out.writeByte(HANDSET);
            out.writeUTF(record.phase().name());
            var loan = record.loan();
            if (loan != null) {
                write(out, loan);
            }
            out.writeByte(record.finished().size());
            for (Map.Entry<TokenId, Integer> each : record.finished().entrySet()) {
                out.writeLong(each.getKey().value());
                out.writeInt(each.getValue());
            }
        });
    }

    /// A token's.
    public static byte[] of(TokenRecord record) {
        return bytes(out -> {
            out.writeByte(TOKEN);
            out.writeShort(record.generation());
            out.writeUTF(record.phase().name());
            out.writeInt(record.tid());
            var pairing = record.pairing();
            out.writeBoolean(pairing != null);
            if (pairing != null) {
                write(out, pairing);
            }
            var upload = record.upload();
            out.writeBoolean(upload != null);
            if (upload != null) {
                out.writeShort(upload.attempt());
                blob(out, upload.manifest().octets());
                write(out, upload.received());
                out.writeBoolean(upload.closed());
            }
            blob(out, record.pin().pin());
            out.writeByte(record.pin().tries());
            blob(out, record.pin().puk());
            out.writeByte(record.pin().pukTries());
            blob(out, record.policy().octets());
            write(out, record.contents());
        });
    }

    private static byte[] bytes(Writer writer) {
        var all = new ByteArrayOutputStream();
        try {
            writer.write(new DataOutputStream(all));
        } catch (IOException e) {
            throw new UncheckedIOException("written to memory", e);
        }
        return all.toByteArray();
    }

    private static void write(DataOutputStream out, Loan loan) throws IOException {
        out.writeLong(loan.token().value());
        out.writeInt(loan.tid());
        out.writeShort(loan.generation());
        out.write(loan.key().octets().bytes());
        out.write(loan.digest().bytes());
        out.write(loan.policy().octets().bytes());
        out.writeShort(loan.attempt());
        out.write(loan.backup().bytes());
        out.writeBoolean(loan.keepsPersonal());
    }

    private static void write(DataOutputStream out, Pairing pairing) throws IOException {
        out.writeLong(pairing.handset().value());
        out.write(pairing.key().octets().bytes());
        blob(out, pairing.kc());
        blob(out, pairing.nonce());
        out.write(pairing.digest().bytes());
        int parts = pairing.prestored().stream().mapToInt(part -> 1 << part.code()).sum();
        out.writeByte(parts);
    }

    private static void write(DataOutputStream out, Contents contents) throws IOException {
        out.writeByte(contents.parts().size());
        for (Map.Entry<Part, Octets> each : contents.parts().entrySet()) {
            out.writeByte(each.getKey().code());
            blob(out, each.getValue());
        }
    }

    private static void blob(DataOutputStream out, Octets octets) throws IOException {
        out.writeInt(octets.length());
        out.write(octets.bytes());
    }

    /// The handset's record that the bytes are.
    public static Optional<HandsetRecord> handset(byte[] bytes) {
        return read(bytes, HANDSET, KeptRecord::handset);
    }

    /// The token's record that the bytes are.
    public static Optional<TokenRecord> token(byte[] bytes) {
        return read(bytes, TOKEN, KeptRecord::token);
    }

    private static <T> Optional<T> read(byte[] bytes, int version, Reader<T> reader) {
        try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            if (in.readByte() != version) {
                return Optional.empty();
            }
            T read = reader.read(in);
            return in.read() < 0 ? Optional.of(read) : Optional.empty();
        } catch (IOException | IllegalArgumentException e) {
            // too short, or a value that none of ours has
            return Optional.empty();
        }
    }

    private static HandsetRecord handset(DataInputStream in) throws IOException {
        var phase = HandsetPhase.valueOf(in.readUTF());
        var loan = phase == HandsetPhase.EMPTY ? null : loan(in);
        var finished = new HashMap<TokenId, Integer>();
        int count = in.readUnsignedByte();
        for (int i = 0; i < count; i++) {
            finished.put(new TokenId(in.readLong()), in.readInt());
        }
        return new HandsetRecord(phase, loan, finished);
    }

    private static Loan loan(DataInputStream in) throws IOException {
        return new Loan(
                new TokenId(in.readLong()),
                in.readInt(),
                in.readUnsignedShort(),
                PairKey.of(octets(in, PairKey.BYTES)),
                octets(in, Manifest.DIGEST_BYTES),
                Policy.read(octets(in, Policy.BYTES)).orElseThrow(IllegalArgumentException::new),
                in.readUnsignedShort(),
                octets(in, Manifest.DIGEST_BYTES),
                in.readBoolean());
    }

    private static TokenRecord token(DataInputStream in) throws IOException {
        int generation = in.readUnsignedShort();
        var phase = TokenPhase.valueOf(in.readUTF());
        int tid = in.readInt();
        var pairing = in.readBoolean() ? pairing(in) : null;
        var upload = in.readBoolean() ? upload(in) : null;
        var pin = new Pin(blob(in), in.readUnsignedByte(), blob(in), in.readUnsignedByte());
        var policy = SignedPolicy.read(blob(in)).orElseThrow(IllegalArgumentException::new);
        return new TokenRecord(generation, phase, tid, pairing, upload, pin, policy, contents(in));
    }

    private static Pairing pairing(DataInputStream in) throws IOException {
        return new Pairing(
                new HandsetId(in.readLong()),
                PairKey.of(octets(in, PairKey.BYTES)),
                blob(in),
                blob(in),
                octets(in, Manifest.DIGEST_BYTES),
                parts(in.readUnsignedByte()));
    }

    private static Set<Part> parts(int bits) {
        var parts = EnumSet.noneOf(Part.class);
        for (Part part : Part.values()) {
            if ((bits & 1 << part.code()) != 0) {
                parts.add(part);
            }
        }
        return parts;
    }

    private static Upload upload(DataInputStream in) throws IOException {
        return new Upload(
                in.readUnsignedShort(),
                Manifest.read(blob(in)).orElseThrow(IllegalArgumentException::new),
                contents(in),
                in.readBoolean());
    }

    private static Contents contents(DataInputStream in) throws IOException {
        var contents = Contents.EMPTY;
        int count = in.readUnsignedByte();
        for (int i = 0; i < count; i++) {
            var part = Part.find(in.readUnsignedByte()).orElseThrow(IllegalArgumentException::new);
            contents = contents.with(part, blob(in));
        }
        return contents;
    }

    private static Octets blob(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > BLOB_BYTES_MAX) {
            throw new IllegalArgumentException("no length");
        }
        return octets(in, length);
    }

    private static Octets octets(DataInputStream in, int length) throws IOException {
        byte[] bytes = new byte[length];
        in.readFully(bytes);
        return Octets.of(bytes);
    }
}
