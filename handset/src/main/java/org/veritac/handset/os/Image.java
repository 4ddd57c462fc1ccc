// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.handset.os;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Arrays;
import java.util.Optional;

/// An operating system as it lies in flash memory: bytes, and whoever made it has signed them.
///
/// ```
/// image   = "VOS1" version (4) program (1 + n) body, then r || s (64) of ECDSA P-256 with SHA-256
/// ```
///
/// *Version* only goes up. *Program* names what runs; *body* stands for all the rest of the code.
public final class Image {
    /// The longest image that is read.
    public static final int OCTETS_MAX = 1 << 20;

    private static final byte[] MAGIC = "VOS1".getBytes(StandardCharsets.US_ASCII);
    private static final int HEAD = 9;
    private static final int SIGNATURE = 64;
    private static final String ALGORITHM = "SHA256withECDSAinP1363Format";

    private final byte[] octets;
    private final int version;
    private final String program;

    private Image(byte[] octets, int version, String program) {
        this.octets = octets;
        this.version = version;
        this.program = program;
    }

    /// Builds and signs an image, as its maker does.
    ///
    /// @param version 0 or more
    /// @param program at most 255 letters of ASCII
    /// @param key P-256
    /// @throws GeneralSecurityException when the key is of another kind
    public static Image signed(int version, String program, byte[] body, PrivateKey key)
            throws GeneralSecurityException {
        byte[] name = program.getBytes(StandardCharsets.US_ASCII);
        if (version < 0 || name.length > 255) {
            throw new IllegalArgumentException("version or name of an image");
        }
        byte[] content =
                ByteBuffer.allocate(HEAD + name.length + body.length)
                        .put(MAGIC)
                        .putInt(version)
                        .put((byte) name.length)
                        .put(name)
                        .put(body)
                        .array();
        Signature signature = Signature.getInstance(ALGORITHM);
        signature.initSign(key);
        signature.update(content);
        byte[] octets = Arrays.copyOf(content, content.length + SIGNATURE);
        System.arraycopy(signature.sign(), 0, octets, content.length, SIGNATURE);
        return new Image(octets, version, program);
    }

    /// What lies in flash memory, whoever wrote it; empty when it has not even the form.
    public static Optional<Image> read(byte[] octets) {
        if (octets.length < HEAD + SIGNATURE || octets.length > OCTETS_MAX) {
            return Optional.empty();
        }
        ByteBuffer buffer = ByteBuffer.wrap(octets);
        byte[] magic = new byte[MAGIC.length];
        buffer.get(magic);
        int version = buffer.getInt();
        byte[] name = new byte[buffer.get() & 0xFF];
        if (!Arrays.equals(magic, MAGIC)
                || version < 0
                || name.length > buffer.remaining() - SIGNATURE) {
            return Optional.empty();
        }
        buffer.get(name);
        return Optional.of(
                new Image(octets.clone(), version, new String(name, StandardCharsets.US_ASCII)));
    }

    public byte[] octets() {
        return octets.clone();
    }

    public int version() {
        return version;
    }

    /// The name of what runs.
    public String program() {
        return program;
    }

    /// SHA-256 over all of the image without its signature.
    public byte[] measurement() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(octets, 0, octets.length - SIGNATURE);
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    /// Whether the owner of this key has signed exactly these bytes.
    boolean isSignedBy(PublicKey key) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initVerify(key);
            signature.update(octets, 0, octets.length - SIGNATURE);
            return signature.verify(octets, octets.length - SIGNATURE, SIGNATURE);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
