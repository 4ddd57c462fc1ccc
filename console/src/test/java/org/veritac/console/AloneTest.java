// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/// Commands that open the directory themselves.
final class AloneTest extends CommandsContract {
    @Override
    boolean isServed() {
        return false;
    }

    @Test
    void saysThatThereIsNoRegister() {
        var said = type("check", DEVICE, "--data", "nowhere");
        assertThat(said.code()).isEqualTo(3);
        assertThat(said.err()).contains("nowhere holds no register").hasLineCount(1);
        assertThat(Files.exists(folder.resolve("nowhere"))).isFalse();
    }

    @Test
    void isNotConfusedByTheSocketOfAKilledServe() throws IOException {
        assertThat(type("add", "black", DEVICE).code()).isZero();
        var left = UnixDomainSocketAddress.of(folder.resolve("data/control.sock"));
        try (var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(left);
        }
        assertThat(Files.exists(left.getPath())).isTrue();
        assertThat(type("check", DEVICE).code()).isEqualTo(1);
        try (var serving = Started.in(folder.resolve("data"))) {
            assertThat(serving.ready()).startsWith("ready s13=127.0.0.1:");
            assertThat(type("status").out()).contains("served    yes");
        }
        assertThat(Files.exists(left.getPath())).isFalse();
        assertThat(type("status").out()).contains("served    no");
    }

    @Test
    void saysWhenAnotherOwnsTheDirectory() throws IOException {
        Path foreign = Files.createDirectory(folder.resolve("data"));
        Files.setPosixFilePermissions(foreign, Set.of());
        assumeFalse(Files.isReadable(foreign), "root reads everything");
        var said = type("status");
        assertThat(said.code()).isEqualTo(3);
        assertThat(said.err()).contains("data: access is denied").hasLineCount(1);
    }

    @Test
    void servesOneDirectoryOnce() throws IOException {
        try (var _ = Started.in(folder.resolve("data"))) {
            var said = type("serve", "--s13", "127.0.0.1:0");
            assertThat(said.code()).isEqualTo(3);
            assertThat(said.err()).contains("is served already").hasLineCount(1);
        }
    }

    @Test
    void saysWhichAddressIsTaken() throws IOException {
        try (var serving = Started.in(folder.resolve("data"))) {
            String n5g = serving.ready().replaceAll(".*n5g=([^ ]+).*", "$1");
            var said =
                    type(
                            "serve",
                            "--data",
                            "other",
                            "--s13",
                            "127.0.0.1:0",
                            "--gsup",
                            "127.0.0.1:0",
                            "--http",
                            "127.0.0.1:0",
                            "--n5g",
                            n5g);
            assertThat(said.code()).isEqualTo(3);
            assertThat(said.err()).contains("n5g: " + n5g + " cannot be had").hasLineCount(1);
        }
    }

    @Test
    void refusesAConfigurationItDoesNotUnderstand() throws IOException {
        shell().file("wrong.yaml", "serve:", "  lisen: {}");
        var said = type("serve", "--config", "wrong.yaml");
        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err()).contains("wrong.yaml: serve: 'lisen' is not one of");
        assertThat(type("serve", "--s13", "nonsense").code()).isEqualTo(2);
    }
}
