// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.profile;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

import java.util.Map;

/// Whatever bytes come: what is read as a package is those bytes, and a card made of it gives them
/// back.
class ProfileFuzz {
    @FuzzTest(maxDuration = "1m")
    void readsAnyBytes(byte[] bytes) {
        if (ProfilePackage.read(bytes) instanceof ProfilePackage.Reading.Whole(var read)) {
            assertThat(read.bytes()).isEqualTo(bytes);
            if (Profile.of(read) instanceof Profile.Result.Made(var profile)) {
                assertThat(profile.exported(profile.state(), Map.of()).bytes()).isEqualTo(bytes);
            }
        }
        Changes.read(bytes).ifPresent(changes -> assertThat(changes.bytes()).isEqualTo(bytes));
    }

    /// A good package with bytes of it changed.
    @FuzzTest(maxDuration = "1m")
    void readsBentPackages(byte[] bends) {
        byte[] bytes = Made.of(Made.milenage()).bytes();
        for (int i = 0; i + 2 < bends.length; i += 3) {
            int at = ((bends[i] & 0xFF) << 8 | (bends[i + 1] & 0xFF)) % bytes.length;
            bytes[at] = bends[i + 2];
        }
        readsAnyBytes(bytes);
    }
}
