// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.handset.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.KeyStore;
import java.util.Collections;

/// The encrypted file, which is not protected.
final class FileAnchorTest extends ProtectedMemoryContract {
    private static final char[] PASSPHRASE = "for tests".toCharArray();

    @Override
    Anchor anchor(Disk disk) throws IOException {
        return FileAnchor.open(disk, random, PASSPHRASE);
    }

    /// The weakness, shown: the image brings the keys along.
    @Override
    void revives(Opening opening) throws IOException {
        try (var memory = opened(opening)) {
            assertThat(memory.key(FIRST)).isPresent();
            Protection protection = memory.protection();
            assertThat(protection.meets(Protection.Level.KEYS_INSIDE)).isFalse();
            assertThat(protection.name()).contains("not protected");
            assertThat(protection.yieldsTo())
                    .anyMatch(attack -> attack.contains("restored disk image"));
        }
    }

    @Test
    void keepsItsKeysInAStandardFile() throws Exception {
        var disk = new MemoryDisk();
        FileAnchor.open(disk, random, PASSPHRASE).close();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        byte[] file = disk.read(FileAnchor.KEYS).orElseThrow();
        keys.load(new ByteArrayInputStream(file), PASSPHRASE);
        assertThat(Collections.list(keys.aliases())).containsExactly("record");
        assertThatThrownBy(() -> FileAnchor.open(disk, random, "another".toCharArray()))
                .isInstanceOf(IOException.class);
    }
}
