// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.profile;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// The generic test profiles of GSMA TS.48, which lie beside the repository and not in it.
final class TestProfiles {
    private static final Path FOLDER = Path.of("shared", "data", "ts48");

    /// How far above this module the folder may lie.
    private static final int UP_MAX = 4;

    private TestProfiles() {}

    /// One profile in its two forms.
    record TestProfile(String name) {
        byte[] bytes() throws IOException {
            return Files.readAllBytes(folder().resolve(name + ".der"));
        }

        String notation() throws IOException {
            return Files.readString(folder().resolve(name + ".asn1.txt"));
        }

        ProfilePackage read() throws IOException {
            return whole(bytes());
        }

        Profile profile() throws IOException {
            return made(read());
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<TestProfile> all() {
        return Stream.of("ts48-v7.0-BERTLV_SUCI", "ts48-v7.0-NoBERTLV_NoRAMRFM")
                .map(TestProfile::new);
    }

    private static Path folder() {
        Path up = Path.of("").toAbsolutePath();
        for (int i = 0; i < UP_MAX && up != null; i++) {
            if (Files.isDirectory(up.resolve(FOLDER))) {
                return up.resolve(FOLDER);
            }
            up = up.getParent();
        }
        assumeTrue(false, "there are no test profiles in " + FOLDER + " above this module");
        return FOLDER;
    }

    static ProfilePackage whole(byte[] bytes) {
        return switch (ProfilePackage.read(bytes)) {
            case ProfilePackage.Reading.Whole(var read) -> read;
            case ProfilePackage.Reading.Malformed malformed -> throw new AssertionError(malformed);
        };
    }

    static Profile made(ProfilePackage read) {
        return switch (Profile.of(read)) {
            case Profile.Result.Made(var profile) -> profile;
            case Profile.Result.Unusable unusable -> throw new AssertionError(unusable);
        };
    }
}
