// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.token;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.veritac.handset.memory.FileAnchor;
import org.veritac.handset.mirror.DeviceKit;
import org.veritac.subscription.profile.ProfilePackage;

import picocli.CommandLine;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;

/// `./veritac lab token --card` in one window and `./veritac token` in another: the applet, by
/// hand, over a restart of its window in each state.
@Timeout(120)
final class CardByCommandScenario {
    @TempDir private Path folder;
    private final SecureRandom random = new SecureRandom();
    private final ProfilePackage subscription = ServeToken.trial(random);
    private final Home home = new Home(subscription, random);
    private Path profile;
    private Path data;
    private int port;
    private Thread window = Thread.ofVirtual().unstarted(() -> {});

    @BeforeEach
    void prepare() throws IOException {
        profile = Files.write(folder.resolve("subscription.der"), subscription.bytes());
        data = folder.resolve("lab-card");
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
    }

    private static int type(Object command, StringWriter said, String... words) {
        return new CommandLine(command)
                .setOut(new PrintWriter(said, true))
                .setErr(new PrintWriter(said, true))
                .execute(words);
    }

    private List<String> serving(String... more) {
        var words = new ArrayList<>(List.of(Integer.toString(port)));
        words.addAll(List.of("--data", data.toString(), "--profile", profile.toString()));
        words.addAll(List.of(more));
        return words;
    }

    private void open() {
        var words = serving("--card").toArray(String[]::new);
        window = Thread.ofVirtual().start(() -> type(new ServeToken(), new StringWriter(), words));
    }

    @AfterEach
    void close() throws InterruptedException {
        window.interrupt();
        window.join();
    }

    private void restart() throws InterruptedException {
        close();
        open();
    }

    private HandsetByCommand handset() throws IOException {
        var kit = data.resolve("handset-1.kit");
        for (int i = 0; i < 600 && !Files.exists(data.resolve("card.state")); i++) {
            pause();
        }
        return new HandsetByCommand(
                folder, DeviceKit.read(Files.readString(kit)).orElseThrow(), List.of());
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String said(HandsetByCommand handset, String command, String... more) {
        var words = new ArrayList<>(List.of(command, Integer.toString(port)));
        words.addAll(List.of(more));
        var said = handset.say(words.toArray(String[]::new));
        assertThat(said.code()).as(said.toString()).isZero();
        return said.out();
    }

    private boolean accepts() throws IOException {
        var card = new TokenFolder(data).card();
        card.reset();
        return home.accepts(card);
    }

    @Test
    void theAppletIsLoadedFromAndReturnedToAcrossRestarts() throws Exception {
        open();
        var handset = handset();
        String kit = folder.resolve("handset.kit").toString();
        var locked = handset.say("load", "" + port, "--kit", kit, "--pin", "1234");
        assertThat(locked.code()).as("no PIN is set: " + locked).isOne();
        said(handset, "pin", "--puk", "12345678", "--new", "1234");
        close();
        assertThat(accepts()).isTrue();

        restart();
        assertThat(said(handset, "load", "--pin", "1234")).contains("active");
        close();
        assertThat(accepts()).isFalse();
        handset.use(
                disk -> FileAnchor.open(disk, random, "unprotected".toCharArray()),
                sim -> assertThat(home.accepts(sim)).isTrue());

        restart();
        var receipts = handset.say("receipts", "--at", "" + port);
        assertThat(receipts.code()).as(receipts.toString()).isZero();
        assertThat(receipts.out()).containsIgnoringCase("handed");
        said(handset, "return");
        close();
        assertThat(accepts()).isTrue();
    }

    @Test
    void aCardAndATokenKeepToTheirFolders() throws Exception {
        open();
        handset();
        close();
        var said = new StringWriter();
        assertThat(type(new ServeToken(), said, serving().toArray(String[]::new))).isOne();
        assertThat(said.toString()).contains("--card");
        assertThat(type(new SignOrder(), said, "release", "--data", "" + data)).isOne();
        assertThat(said.toString()).contains("shows nobody");
        String[] policy = {"policy", "--number", "2", "--data", "" + data};
        assertThat(type(new SignOrder(), said, policy)).isZero();
        assertThat(data.resolve("policy.order")).isNotEmptyFile();
    }
}
