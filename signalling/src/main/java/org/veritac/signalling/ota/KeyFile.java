// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.ota;

import org.veritac.card.Secret;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Set;

/// Where the master key lies: a file of 64 hexadecimal digits that nobody but its owner may read or
/// write. It cannot be made again: who loses it loses all cards.
public final class KeyFile {
    private static final Set<PosixFilePermission> OWNER =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    private static final int FILE_BYTES_MAX = 2 * MasterKey.BYTES + 2;

    private KeyFile() {}

    /// Reads the key.
    ///
    /// @throws IOException when there is no such file, when others have rights to it, or when it
    ///   holds no key
    public static MasterKey read(Path file) throws IOException {
        Set<PosixFilePermission> rights =
                Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS);
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || !OWNER.containsAll(rights)) {
            throw new IOException(file + ": others than its owner may have it; make it mode 0600");
        }
        if (Files.size(file) > FILE_BYTES_MAX) {
            throw new IOException(file + " holds no master key");
        }
        byte[] content = Files.readAllBytes(file);
        try {
            String digits = new String(content, StandardCharsets.US_ASCII).strip();
            return new MasterKey(Secret.taking(HexFormat.of().parseHex(digits)));
        } catch (IllegalArgumentException e) {
            throw new IOException(file + " holds no master key", e);
        } finally {
            Arrays.fill(content, (byte) 0);
        }
    }

    /// Makes a new key and writes it, durably, to a file that must not be there yet.
    ///
    /// @throws IOException when it is there, or cannot be written
    public static MasterKey create(Path file, SecureRandom random) throws IOException {
        byte[] key = new byte[MasterKey.BYTES];
        random.nextBytes(key);
        byte[] text = (HexFormat.of().formatHex(key) + "\n").getBytes(StandardCharsets.US_ASCII);
        try (var channel =
                FileChannel.open(
                        file,
                        EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        PosixFilePermissions.asFileAttribute(OWNER))) {
            var left = ByteBuffer.wrap(text);
            while (left.hasRemaining()) {
                channel.write(left);
            }
            channel.force(true);
        } finally {
            Arrays.fill(text, (byte) 0);
        }
        return new MasterKey(Secret.taking(key));
    }
}
