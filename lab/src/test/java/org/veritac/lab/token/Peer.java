// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.token;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.veritac.card.trial.Pcscd;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Programs of Debian's that meet what is ours.
final class Peer {
    private Peer() {}

    /// Why there can be no PC/SC daemon of a test here; empty when there can.
    static Optional<String> missingPcscd() {
        return Pcscd.missing();
    }

    /// A PC/SC daemon with two slots, "Virtual PCD 00 00" and "... 01".
    static Pcscd pcscd(Path folder) throws IOException, InterruptedException {
        return Pcscd.start(folder);
    }

    /// What a program says.
    static String say(String... command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(List.of(command)).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }
}
