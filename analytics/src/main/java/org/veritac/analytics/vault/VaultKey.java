// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.vault;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The key of a vault: 32 bytes, in a file as 64 hexadecimal digits. It has no text; keep its file
/// away from the store, or whoever has a copy of both reads all subscribers.
public final class VaultKey implements Closeable {
    static final int BYTES = 32;
    private static final int MARK_BYTES = 8;
    private static final String AES = "AES";
    private static final FileAttribute<?> OWNERS =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private final byte[] bytes;

    private VaultKey(byte[] bytes) {
        this.bytes = bytes;
    }

    /// A key for tests and for callers that keep keys elsewhere.
    ///
    /// @param bytes 32 bytes, copied
    public static VaultKey of(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("a key has 32 bytes");
        }
        return new VaultKey(bytes.clone());
    }

    /// Reads a key from its file.
    ///
    /// @throws IOException when there is none, or the file does not hold one
    public static VaultKey read(Path file) throws IOException {
        byte[] text = Files.readAllBytes(file);
        try {
            return of(HexFormat.of().parseHex(new String(text, StandardCharsets.US_ASCII).strip()));
        } catch (IllegalArgumentException e) {
            throw new IOException(file + " does not hold 64 hexadecimal digits");
        } finally {
            Arrays.fill(text, (byte) 0);
        }
    }

    /// Reads a key, or makes one with its file (mode 0600) when there is none.
    public static VaultKey readOrMake(Path file, SecureRandom random) throws IOException {
        if (Files.exists(file)) {
            return read(file);
        }
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        try (var channel =
                Files.newByteChannel(
                        file,
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        OWNERS)) {
            channel.write(StandardCharsets.US_ASCII.encode(HexFormat.of().formatHex(bytes) + "\n"));
        }
        return new VaultKey(bytes);
    }

    SecretKeySpec spec() {
        return new SecretKeySpec(bytes, AES);
    }

    /// What tells this key from another one and says nothing about it.
    String mark() {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(bytes, "HmacSHA256"));
            byte[] mark = mac.doFinal("veritac vault".getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(mark, 0, MARK_BYTES);
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every Java platform has HmacSHA256", e);
        }
    }

    /// Wipes it.
    @Override
    public void close() {
        Arrays.fill(bytes, (byte) 0);
    }
}
