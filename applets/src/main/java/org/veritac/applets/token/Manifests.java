// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.applets.token;

import javacard.framework.Util;
import javacard.security.MessageDigest;

import javacardx.crypto.Cipher;

import org.veritac.applets.channel.AesKey;
import org.veritac.applets.channel.Bytes;

/// Lists of what is in a package or a backup, each part once, in order.
///
/// ```
///   entry  part(1; + 80: the receiver has it already)  length(3)  first 20 bytes of SHA-256(20)
/// ```
///
/// Keys go out enciphered under Kc: AES-128 in CBC mode from a vector of zeros, padded with 80 and
/// zeros.
final class Manifests {
    static final short ENTRY_BYTES = 24;
    static final short DIGEST_BYTES = 32;

    /// What an entry has of a digest.
    private static final short PART_DIGEST_BYTES = 20;

    static final short ENTRIES_MAX = 7;
    static final byte PRESTORED = (byte) 0x80;

    private static final short BLOCK = 16;
    private static final short LENGTH = 1;
    private static final short DIGEST = 4;

    /// The most bytes of each part, three bytes each.
    private static final byte[] MOST = {
        0, 3, 0, 0, 0x10, 0, 1, 0, 0, 8, 0, 0, 0, 2, 0, 0, 0x10, 0, 0x10, 0, 0
    };

    private final Parts parts;
    private final MessageDigest sha256;
    private final Cipher cbc = Cipher.getInstance(Cipher.ALG_AES_BLOCK_128_CBC_NOPAD, false);
    private final AesKey key = AesKey.forSession();

    Manifests(Parts parts, MessageDigest sha256) {
        this.parts = parts;
        this.sha256 = sha256;
    }

    /// Writes the manifest of all that there is; what stands up to 12 bytes behind it is
    /// overwritten.
    ///
    /// @param kc where Kc stands
    /// @param work with room for keys behind ROOM
    /// @return where it ends
    short offer(
            byte[] kc, short kcOffset, boolean prestored, byte[] out, short start, byte[] work) {
        short end = start;
        short at = Tools.ROOM;
        for (byte part = Parts.KEYS; part <= Parts.PERSONAL; part++) {
            if (parts.has(part)) {
                boolean flag = prestored && part == Parts.ADMINISTRATION;
                out[end] = (byte) (flag ? part | PRESTORED : part);
                short digest = (short) (end + DIGEST);
                short length = parts.length(part);
                if (part == Parts.KEYS) {
                    length = encipher(kc, kcOffset, work, at);
                    hash(work, at, length, out, digest);
                    Util.arrayFillNonAtomic(work, at, length, (byte) 0);
                } else {
                    digest(part, out, digest);
                }
                out[(short) (end + LENGTH)] = 0;
                Util.setShort(out, (short) (end + LENGTH + 1), length);
                end += ENTRY_BYTES;
            }
        }
        return end;
    }

    /// Writes the digest of a part as it stands.
    void digest(byte part, byte[] out, short offset) {
        Area area = parts.current(part);
        hash(area.bytes, area.start, parts.length(part), out, offset);
    }

    void hash(byte[] from, short offset, short length, byte[] out, short to) {
        sha256.reset();
        sha256.doFinal(from, offset, length, out, to);
    }

    /// Writes the keys, enciphered.
    ///
    /// @return their length so
    short encipher(byte[] kc, short kcOffset, byte[] out, short at) {
        Area area = parts.current(Parts.KEYS);
        short length = parts.length(Parts.KEYS);
        short padded = (short) ((short) (length & (short) 0xFFF0) + BLOCK);
        short end = Util.arrayCopyNonAtomic(area.bytes, area.start, out, at, length);
        out[end++] = (byte) 0x80;
        Util.arrayFillNonAtomic(out, end, (short) ((short) (at + padded) - end), (byte) 0);
        key.set(kc, kcOffset, BLOCK);
        cbc.init(key.key(), Cipher.MODE_ENCRYPT);
        cbc.doFinal(out, at, padded, out, at);
        key.clear();
        return padded;
    }

    /// Whether the bytes are a manifest: known parts, each within its bound, in order.
    static boolean isOne(byte[] buffer, short offset, short length) {
        if ((short) (length % ENTRY_BYTES) != 0 || length > ENTRIES_MAX * ENTRY_BYTES) {
            return false;
        }
        byte before = 0;
        for (short at = offset; at < (short) (offset + length); at += ENTRY_BYTES) {
            byte part = part(buffer, at);
            if (!Parts.isPart(part) || part <= before || !isBounded(buffer, at, part)) {
                return false;
            }
            before = part;
        }
        return true;
    }

    private static boolean isBounded(byte[] buffer, short at, byte part) {
        short most = (short) (3 * (short) (part - 1));
        return Bytes.compare(buffer, (short) (at + LENGTH), MOST, most, (short) 3) <= 0;
    }

    private static byte part(byte[] buffer, short at) {
        return (byte) (buffer[at] & ~PRESTORED);
    }

    /// Where the entry of a part stands in a manifest; -1 when there is none.
    static short find(byte[] buffer, short offset, short length, byte part) {
        for (short at = offset; at < (short) (offset + length); at += ENTRY_BYTES) {
            if (part(buffer, at) == part) {
                return at;
            }
        }
        return -1;
    }

    /// Whether a manifest is one of a backup: sequence numbers always, changed files when they are
    /// wanted, personal data; nothing that the receiver is said to have.
    static boolean isBackup(byte[] buffer, short offset, short length, boolean files) {
        for (short at = offset; at < (short) (offset + length); at += ENTRY_BYTES) {
            byte part = buffer[at];
            if (!Parts.returns(part) || (part == Parts.FILES && !files)) {
                return false;
            }
        }
        return find(buffer, offset, length, Parts.SEQUENCE) >= 0;
    }

    /// Whether an entry's part has more bytes than some number.
    static boolean exceeds(byte[] buffer, short entry, short bytes) {
        short length = Util.getShort(buffer, (short) (entry + LENGTH + 1));
        return buffer[(short) (entry + LENGTH)] != 0 || length < 0 || length > bytes;
    }

    /// The length in an entry that exceeds nothing.
    static short length(byte[] buffer, short entry) {
        return Util.getShort(buffer, (short) (entry + LENGTH + 1));
    }

    /// Whether bytes are what an entry says.
    ///
    /// @param work room for a digest, from `at` on
    boolean isRight(byte[] buffer, short entry, Area area, byte[] work, short at) {
        hash(area.bytes, area.start, length(buffer, entry), work, at);
        return Bytes.equal(work, at, buffer, (short) (entry + DIGEST), PART_DIGEST_BYTES);
    }
}
