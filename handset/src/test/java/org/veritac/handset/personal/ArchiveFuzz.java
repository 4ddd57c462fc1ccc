// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.handset.personal;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

import org.veritac.card.Secret;

/// Whatever bytes come, sealed or not: they are a whole archive, or refused.
final class ArchiveFuzz {
    private static final ArchiveKeys KEYS = ArchiveKeys.ofPair(Secret.of(new byte[32]));

    @FuzzTest(maxDuration = "1m")
    void readsAnyBytes(byte[] bytes) {
        assertThat(Archive.read(bytes, KEYS)).isNotInstanceOf(Archive.Reading.Whole.class);
        if (Archive.items(bytes) instanceof Archive.Reading.Whole(var items)) {
            assertThat(Archive.hasTwins(items)).isFalse();
        }
        Adn.read(bytes);
        ShortMessage.read(bytes);
        Alpha.read(bytes);
    }
}
