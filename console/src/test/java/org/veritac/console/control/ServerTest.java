// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.console.control;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

@Timeout(30)
final class ServerTest {
    private static final Limits LIMITS =
            new Limits(4, Duration.ofMillis(300), Duration.ofMillis(300), Duration.ofSeconds(5));

    @TempDir Path folder;

    private static Request request(String... words) {
        return new Request(List.of(words), "/", true);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /// Says who asked for what.
    private static int echo(Request request, String who, Link link) {
        try {
            link.out().write(utf8(who + " " + request.words() + "\n"));
            link.err().write(utf8("careful\n"));
            link.step("working", 1, 2);
            return 7;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Client connected() {
        return Client.connect(folder).orElseThrow();
    }

    @Test
    void runsACommandForWhoeverTheKernelSaysItIs() throws IOException {
        try (var _ = Server.open(folder, ServerTest::echo, LIMITS);
                var client = connected()) {
            var out = new ByteArrayOutputStream();
            var err = new ByteArrayOutputStream();
            var steps = new ArrayList<String>();
            int code =
                    client.run(
                            request("check", "ü"),
                            new Client.Screen(
                                    out, err, (s, done, of) -> steps.add(s + done + "/" + of)));
            assertThat(code).isEqualTo(7);
            assertThat(out.toString(StandardCharsets.UTF_8))
                    .isEqualTo(System.getProperty("user.name") + " [check, ü]\n");
            assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("careful\n");
            assertThat(steps).containsExactly("working1/2");
        }
    }

    @Test
    void letsOnlyItsOwnerIn() throws IOException {
        try (var _ = Server.open(folder, ServerTest::echo, LIMITS)) {
            var mode = Files.getPosixFilePermissions(folder.resolve("control.sock"));
            assertThat(PosixFilePermissions.toString(mode)).isEqualTo("rw-------");
        }
        assertThat(folder).isEmptyDirectory();
        assertThat(Client.connect(folder)).isEmpty();
    }

    @Test
    void listensInAFolderWithALongName() throws IOException {
        Path far = Files.createDirectories(folder.resolve("x".repeat(120)));
        try (var _ = Server.open(far, ServerTest::echo, LIMITS);
                var client = Client.connect(far).orElseThrow()) {
            assertThat(client.run(request("a"), silent())).isEqualTo(7);
        }
        assertThat(far).isEmptyDirectory();
    }

    private static Client.Screen silent() {
        var nowhere = OutputStream.nullOutputStream();
        return new Client.Screen(nowhere, nowhere, (_, _, _) -> {});
    }

    @Test
    void runsCommandsBesideEachOtherUpToTheMostAndRefusesOneMore() throws Exception {
        var all = new CountDownLatch(LIMITS.clients());
        var go = new CountDownLatch(1);
        Work work =
                (_, _, _) -> {
                    all.countDown();
                    await(go);
                    return 0;
                };
        try (var _ = Server.open(folder, work, LIMITS);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var codes = new ArrayList<Future<Integer>>();
            for (int i = 0; i < LIMITS.clients(); i++) {
                codes.add(
                        threads.submit(() -> {
                            try (var client = connected()) {
                                return client.run(request("wait"), silent());
                            }
                        }));
            }
            await(all);
            try (var client = connected()) {
                refused(client);
            } finally {
                go.countDown();
            }
            for (Future<Integer> code : codes) {
                assertThat(code.get()).isZero();
            }
        }
    }

    private static void refused(Client client) throws IOException {
        var err = new ByteArrayOutputStream();
        var screen = new Client.Screen(OutputStream.nullOutputStream(), err, (_, _, _) -> {});
        assertThat(client.run(request("wait"), screen)).isEqualTo(3);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("too many commands");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void cutsOffWhoDoesNotRead() throws Exception {
        var failed = new CountDownLatch(1);
        Work work =
                (_, _, link) -> {
                    try {
                        while (true) {
                            link.out().write(new byte[Frame.BODY_BYTES_MAX]);
                        }
                    } catch (IOException e) {
                        failed.countDown();
                        return 3;
                    }
                };
        try (var _ = Server.open(folder, work, LIMITS);
                var channel = SocketFile.connect(folder)) {
            channel.write(ByteBuffer.wrap(new Frame.Ask(request("flood")).encoded()));
            failed.await();
        }
    }

    @Test
    void cutsOffWhoDoesNotSayWhatToRun() throws Exception {
        try (var _ = Server.open(folder, ServerTest::echo, LIMITS);
                var channel = SocketFile.connect(folder)) {
            channel.write(ByteBuffer.wrap(new byte[] {'A', 0}));
            assertThat(channel.read(ByteBuffer.allocate(1))).isEqualTo(-1);
        }
    }

    @Test
    void saysWhatIsWrongWithGarbage() throws IOException {
        try (var _ = Server.open(folder, ServerTest::echo, LIMITS);
                var channel = SocketFile.connect(folder)) {
            channel.write(ByteBuffer.wrap(new byte[] {'A', 127, 0, 0, 0}));
            var in = java.nio.channels.Channels.newInputStream(channel);
            assertThat(Frame.read(in)).isInstanceOf(Frame.Err.class);
            assertThat(Frame.read(in)).isEqualTo(new Frame.End(3));
        }
    }

    /// Works until it is cancelled.
    private static Work untilCancelled(CountDownLatch begun) {
        return (_, _, link) -> {
            begun.countDown();
            while (!link.isCancelled()) {
                LockSupport.parkNanos(1_000_000);
            }
            return 1;
        };
    }

    @Test
    void tellsACommandThatItsCallerWantsItNoMore() throws Exception {
        var begun = new CountDownLatch(1);
        var code = new AtomicReference<Integer>();
        try (var _ = Server.open(folder, untilCancelled(begun), LIMITS);
                var client = connected()) {
            Thread running =
                    Thread.ofVirtual()
                            .start(() -> {
                                try {
                                    code.set(client.run(request("import"), silent()));
                                } catch (IOException e) {
                                    code.set(-1);
                                }
                            });
            await(begun);
            client.cancel();
            running.join();
        }
        assertThat(code.get()).isEqualTo(1);
    }

    @Test
    void tellsACommandThatItsCallerHasGone() throws Exception {
        var begun = new CountDownLatch(1);
        var server = Server.open(folder, untilCancelled(begun), LIMITS);
        try (var channel = SocketFile.connect(folder)) {
            channel.write(ByteBuffer.wrap(new Frame.Ask(request("import")).encoded()));
            await(begun);
        }
        long start = System.nanoTime();
        server.close();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LIMITS.drain());
    }

    @Test
    void waitsForCommandsWhenItEnds() throws Exception {
        var begun = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        Work work =
                (_, _, _) -> {
                    begun.countDown();
                    await(go);
                    return 0;
                };
        var server = Server.open(folder, work, LIMITS);
        try (var client = connected();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Integer> code = threads.submit(() -> client.run(request("slow"), silent()));
            await(begun);
            Future<?> closing =
                    threads.submit(() -> {
                        server.close();
                        return 0;
                    });
            assertThat(closing.isDone()).isFalse();
            go.countDown();
            assertThat(code.get()).isZero();
            closing.get();
        }
    }
}
