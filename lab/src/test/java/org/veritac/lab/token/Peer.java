// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.token;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.List;

/// Programs of Debian's that meet what is ours.
final class Peer {
    private Peer() {}

    /// What a program says.
    static String say(String... command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(List.of(command)).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }
}
