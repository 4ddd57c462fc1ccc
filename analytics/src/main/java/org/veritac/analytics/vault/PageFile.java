// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.vault;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;

/// A file of the vault, as drawn in the package's description.
final class PageFile {
    private static final int PLANES = Long.BYTES;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int PLAIN_MAX = 2 * PLANES * Numbering.PAGE;

    /// What a page may take sealed: incompressible, with the framing of Deflate and the tag.
    private static final int SEALED_MAX = PLAIN_MAX + PLAIN_MAX / 100 + 1024;

    private final Kind kind;
    private final VaultKey key;

    PageFile(Kind kind, VaultKey key) {
        this.kind = kind;
        this.key = key;
    }

    void write(Path file, Numbering numbering, int[] pages, SecureRandom random)
            throws IOException {
        try (var out =
                new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
            for (int page : pages) {
                byte[] plain = deflate(planes(numbering.lowPage(page), numbering.highPage(page)));
                byte[] nonce = new byte[NONCE_BYTES];
                random.nextBytes(nonce);
                byte[] sealed = cipher(Cipher.ENCRYPT_MODE, page, nonce, plain);
                out.writeInt(page);
                out.writeInt(Numbering.PAGE);
                out.writeInt(sealed.length);
                out.write(nonce);
                out.write(sealed);
            }
        }
    }

    /// Puts all pages of a file.
    void read(Path file, Numbering into) throws IOException {
        try (var in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            while (true) {
                int page;
                try {
                    page = in.readInt();
                } catch (EOFException e) {
                    return;
                }
                int entries = in.readInt();
                int length = in.readInt();
                if (entries != Numbering.PAGE || length < 0 || length > SEALED_MAX || page < 0) {
                    throw new IOException(file + " is not a file of the vault");
                }
                byte[] nonce = in.readNBytes(NONCE_BYTES);
                byte[] sealed = in.readNBytes(length);
                byte[] planes = inflate(cipher(Cipher.DECRYPT_MODE, page, nonce, sealed), file);
                boolean wide = planes.length == PLAIN_MAX;
                into.put(
                        page,
                        halves(planes, 0),
                        wide ? halves(planes, PLANES * Numbering.PAGE) : Numbering.NARROW);
            }
        }
    }

    private byte[] cipher(int mode, int page, byte[] nonce, byte[] bytes) throws IOException {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key.spec(), new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(kind.text().getBytes(StandardCharsets.US_ASCII));
            cipher.updateAAD(
                    ByteBuffer.allocate(2 * Integer.BYTES)
                            .putInt(page)
                            .putInt(Numbering.PAGE)
                            .array());
            return cipher.doFinal(bytes);
        } catch (AEADBadTagException e) {
            throw new IOException("the key does not open the vault, or a page was changed");
        } catch (GeneralSecurityException e) {
            throw new IOException("a page of the vault cannot be sealed or opened", e);
        }
    }

    private static byte[] planes(long[] low, long[] high) {
        byte[] planes = new byte[(high.length == 0 ? 1 : 2) * PLANES * Numbering.PAGE];
        split(low, planes, 0);
        if (high.length > 0) {
            split(high, planes, PLANES * Numbering.PAGE);
        }
        return planes;
    }

    private static void split(long[] halves, byte[] planes, int from) {
        for (int plane = 0; plane < PLANES; plane++) {
            int shift = Long.SIZE - Byte.SIZE * (plane + 1);
            int at = from + plane * Numbering.PAGE;
            for (int i = 0; i < Numbering.PAGE; i++) {
                planes[at + i] = (byte) (halves[i] >>> shift);
            }
        }
    }

    private static long[] halves(byte[] planes, int from) {
        long[] halves = new long[Numbering.PAGE];
        for (int plane = 0; plane < PLANES; plane++) {
            int at = from + plane * Numbering.PAGE;
            for (int i = 0; i < Numbering.PAGE; i++) {
                halves[i] = (halves[i] << Byte.SIZE) | (planes[at + i] & 0xff);
            }
        }
        return halves;
    }

    private static byte[] deflate(byte[] planes) {
        try (Deflater deflater = new Deflater(Deflater.BEST_SPEED, true)) {
            deflater.setInput(planes);
            deflater.finish();
            var packed = new ByteArrayOutputStream(planes.length / 2);
            byte[] buffer = new byte[Numbering.PAGE];
            while (!deflater.finished()) {
                packed.write(buffer, 0, deflater.deflate(buffer));
            }
            return packed.toByteArray();
        }
    }

    private static byte[] inflate(byte[] packed, Path file) throws IOException {
        byte[] planes = new byte[PLAIN_MAX];
        try (Inflater inflater = new Inflater(true)) {
            inflater.setInput(packed);
            int length = 0;
            while (!inflater.finished() && length < PLAIN_MAX) {
                int more = inflater.inflate(planes, length, PLAIN_MAX - length);
                if (more == 0) {
                    break;
                }
                length += more;
            }
            if (length == PLAIN_MAX) {
                return planes;
            }
            if (length == PLAIN_MAX / 2) {
                byte[] half = new byte[length];
                System.arraycopy(planes, 0, half, 0, length);
                return half;
            }
        } catch (DataFormatException e) {
            throw new IOException(file + " holds a page that is not compressed", e);
        }
        throw new IOException(file + " holds a page of the wrong length");
    }
}
