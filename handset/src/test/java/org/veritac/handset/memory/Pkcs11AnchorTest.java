// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.handset.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import static java.nio.charset.StandardCharsets.US_ASCII;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Against SoftHSM (Debian package softhsm2). Its file of settings is named by the environment that
/// the module's pom gives to tests.
@Tag("interop")
final class Pkcs11AnchorTest extends ProtectedMemoryContract {
    private static final Path LIBRARY = Path.of("/usr/lib/softhsm/libsofthsm2.so");
    private static final Path SETTINGS = Path.of("target", "softhsm2.conf").toAbsolutePath();
    private static final char[] PIN = "123456".toCharArray();

    @BeforeAll
    static void makesAToken() throws Exception {
        assumeTrue(Files.exists(LIBRARY), "softhsm2 is not installed");
        Path tokens = Files.createTempDirectory(SETTINGS.getParent(), "softhsm");
        Files.writeString(
                SETTINGS,
                "directories.tokendir = %s%nobjectstore.backend = file%nlog.level = ERROR%n"
                        .formatted(tokens));
        assertThat(System.getenv("SOFTHSM2_CONF")).isEqualTo(SETTINGS.toString());
        run(
                "softhsm2-util",
                "--init-token",
                "--free",
                "--label",
                "veritac",
                "--pin",
                new String(PIN),
                "--so-pin",
                "654321");
    }

    private static String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(List.of(command)).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), US_ASCII);
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).as(said).isTrue();
        return said;
    }

    /// One token for all tests of this class: what one leaves behind is given up by the next.
    private boolean begun;

    @Override
    Anchor anchor(Disk disk) throws IOException {
        if (!begun) {
            begun = true;
            try (Anchor before = token()) {
                ProtectedMemory.startOver(before, disk, random);
            }
        }
        return token();
    }

    private static Anchor token() throws IOException {
        return Pkcs11Anchor.open(LIBRARY, 0, PIN, new SecureRandom());
    }

    @Test
    void theTokenDoesNotGiveTheKeyAway() throws Exception {
        ProtectedMemory memory = memory();
        memory.commit(new Change().seal(FIRST, milenage()));
        assertThat(memory.protection().keysStayInside()).isTrue();
        assertThat(memory.protection().chip()).isFalse();
        assertThat(memory.protection().meets(Protection.Level.KEYS_INSIDE)).isTrue();
        assertThat(memory.protection().meets(Protection.Level.ROLLBACK_PROOF)).isFalse();
        memory.close();
        assumeTrue(Files.exists(Path.of("/usr/bin/pkcs11-tool")), "opensc is not installed");
        String objects =
                run(
                        "pkcs11-tool",
                        "--module",
                        LIBRARY.toString(),
                        "--login",
                        "--pin",
                        new String(PIN),
                        "--list-objects");
        assertThat(objects).contains("veritac-ki", "sensitive").doesNotContain("extractable: yes");
    }
}
