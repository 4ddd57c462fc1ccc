// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.handset.applications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.veritac.handset.memory.MemoryAnchor;
import org.veritac.handset.memory.MemoryDisk;
import org.veritac.handset.memory.Opening;
import org.veritac.handset.memory.ProtectedMemory;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.IntStream;

import javax.tools.ToolProvider;

/// Applications that are carried, kept, run and gone.
final class ShelfTest {
    private static final String SOURCE =
            """
            public final class Hello {
                public static void main(String[] words) throws Exception {
                    System.out.println("environment " + System.getenv().containsKey("HOME"));
                    System.out.println("here " + java.nio.file.Path.of("").toAbsolutePath());
                    System.exit(3);
                }
            }
            """;
    private static final String TALKER =
            """
            public final class Hello {
                public static void main(String[] words) throws Exception {
                    while (true) { System.out.println("words, words, words, words, words, words"); }
                }
            }
            """;
    private static final String SLEEPER =
            """
            public final class Hello {
                public static void main(String[] words) throws Exception { System.in.read(); Thread.sleep(600_000); }
            }
            """;

    @TempDir private static Path directory;
    private static byte[] jar = new byte[0];
    private final KeyPair operator = keyPair();
    private final MemoryDisk disk = new MemoryDisk();
    private final MemoryDisk memoryDisk = new MemoryDisk();
    private final MemoryAnchor chip = new MemoryAnchor(new SecureRandom());
    private final ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor();
    private final Application hello = Application.signed("hello", jar, operator.getPrivate());
    @TempDir private Path workplace;
    private Shelf shelf = shelf(Duration.ofMinutes(1));

    @BeforeAll
    static void compiles() throws IOException {
        jar = jar(SOURCE);
    }

    private static byte[] jar(String source) throws IOException {
        Path folder = Files.createTempDirectory(directory, "source");
        Path file = Files.writeString(folder.resolve("Hello.java"), source);
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, file.toString()))
                .isZero();
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, "Hello");
        var bytes = new ByteArrayOutputStream();
        try (var out = new JarOutputStream(bytes, manifest)) {
            out.putNextEntry(new JarEntry("Hello.class"));
            out.write(Files.readAllBytes(folder.resolve("Hello.class")));
        }
        return bytes.toByteArray();
    }

    private static KeyPair keyPair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every JDK has EC", e);
        }
    }

    @BeforeEach
    void setsUp() {
        shelf = shelf(Duration.ofMinutes(1));
    }

    private Shelf shelf(Duration patience) {
        try {
            if (ProtectedMemory.open(chip, memoryDisk)
                    instanceof Opening.Open(ProtectedMemory memory)) {
                Path java = Path.of(System.getProperty("java.home"), "bin", "java");
                Path place = workplace == null ? directory : workplace;
                var runner = new Runner(java, place, patience, readers);
                return new Shelf(disk, memory, operator.getPublic(), runner);
            }
        } catch (IOException e) {
            throw new AssertionError("memory does not break", e);
        }
        throw new AssertionError("opens");
    }

    @AfterEach
    void stops() {
        readers.close();
    }

    private byte[] command(Application application, long counter) {
        return Activation.signed(application, counter, operator.getPrivate()).bytes();
    }

    private static Shelf.Outcome refused(Shelf.Why why) {
        return new Shelf.Outcome.Refused(why);
    }

    @Test
    void runsWhatTheOperatorCommandsInAProcessOfItsOwn() throws IOException {
        assertThat(shelf.keep(Cargo.write(List.of(hello)))).isEqualTo(new Shelf.Outcome.Kept(1));
        assertThat(shelf.names()).containsExactly("hello");
        Shelf.Outcome outcome = shelf.activate(command(hello, 1));
        if (!(outcome instanceof Shelf.Outcome.Ran(Runner.End.Finished(int status, String said)))) {
            throw new AssertionError("it did not run to its end: " + outcome);
        }
        assertThat(status).isEqualTo(3);
        assertThat(said).contains("environment false", "here " + workplace);
        assertThat(workplace).isEmptyDirectory();
    }

    @Test
    void carriesOutACommandOnceAndNeverAnOlderOne() throws IOException {
        shelf.keep(Cargo.write(List.of(hello)));
        assertThat(shelf.activate(command(hello, 7))).isInstanceOf(Shelf.Outcome.Ran.class);
        Shelf again = shelf(Duration.ofMinutes(1));
        assertThat(again.activate(command(hello, 7))).isEqualTo(refused(Shelf.Why.REPLAYED));
        assertThat(again.activate(command(hello, 6))).isEqualTo(refused(Shelf.Why.REPLAYED));
    }

    @Test
    void nothingRunsThatIsNotSigned() throws IOException {
        KeyPair thief = keyPair();
        Application stolen = Application.signed("hello", jar, thief.getPrivate());
        assertThat(
                        shelf.keep(
                                Cargo.write(
                                        List.of(
                                                hello,
                                                Application.signed("b", jar, thief.getPrivate())))))
                .isEqualTo(refused(Shelf.Why.NOT_SIGNED));
        assertThat(shelf.names()).isEmpty();
        shelf.keep(Cargo.write(List.of(hello)));
        byte[] forged = Activation.signed(hello, 1, thief.getPrivate()).bytes();
        assertThat(shelf.activate(forged)).isEqualTo(refused(Shelf.Why.NOT_SIGNED));
        disk.replace("applications", Cargo.write(List.of(stolen)));
        assertThat(shelf.activate(command(hello, 1)))
                .isEqualTo(refused(Shelf.Why.NO_SUCH_APPLICATION));
    }

    @Test
    void nothingIsLeftAfterReturn() throws IOException {
        shelf.keep(Cargo.write(List.of(hello)));
        shelf.clear();
        assertThat(shelf.names()).isEmpty();
        assertThat(shelf.activate(command(hello, 1)))
                .isEqualTo(refused(Shelf.Why.NO_SUCH_APPLICATION));
    }

    @Test
    void endsWhatTalksTooMuch() throws IOException {
        Application talker = Application.signed("talker", jar(TALKER), operator.getPrivate());
        shelf.keep(Cargo.write(List.of(talker)));
        assertThat(shelf.activate(command(talker, 1)))
                .isEqualTo(new Shelf.Outcome.Ran(new Runner.End.TooMuchOutput()));
        assertThat(workplace).isEmptyDirectory();
    }

    @Test
    void endsWhatDoesNotEnd() throws IOException {
        Application sleeper = Application.signed("sleeper", jar(SLEEPER), operator.getPrivate());
        Shelf impatient = shelf(Duration.ofMillis(300));
        impatient.keep(Cargo.write(List.of(sleeper)));
        assertThat(impatient.activate(command(sleeper, 1)))
                .isEqualTo(new Shelf.Outcome.Ran(new Runner.End.OutOfTime()));
        assertThat(workplace).isEmptyDirectory();
    }

    @Test
    void readsCargoAsItWasWrittenAndNothingElse() {
        byte[] cargo = Cargo.write(List.of(hello));
        assertThat(Cargo.read(cargo)).contains(List.of(hello));
        for (int length = 0; length < cargo.length; length += 97) {
            assertThat(Cargo.read(Arrays.copyOf(cargo, length))).isEmpty();
        }
        assertThat(Cargo.read(Arrays.copyOf(cargo, cargo.length + 1))).isEmpty();
        assertThat(Activation.read(command(hello, 1))).isPresent();
        assertThat(Activation.read("no command".getBytes(UTF_8))).isEmpty();
    }

    @Test
    void holdsItsBounds() {
        var most = new Application("a", new byte[Application.JAR_BYTES_MAX], new byte[8]);
        assertThat(Cargo.read(Cargo.write(List.of(most)))).contains(List.of(most));
        assertThatThrownBy(() ->
                        new Application("a", new byte[Application.JAR_BYTES_MAX + 1], new byte[8]))
                .isInstanceOf(IllegalArgumentException.class);
        List<Application> sixteen = many(Cargo.APPLICATIONS_MAX);
        assertThat(Cargo.read(Cargo.write(sixteen))).contains(sixteen);
        assertThatThrownBy(() -> Cargo.write(many(Cargo.APPLICATIONS_MAX + 1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Cargo.write(List.of(hello, hello)))
                .isInstanceOf(IllegalArgumentException.class);
        byte[] seventeen = Cargo.write(sixteen);
        seventeen[0]++;
        assertThat(Cargo.read(seventeen)).isEmpty();
    }

    private static List<Application> many(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Application("a" + i, new byte[1], new byte[1]))
                .toList();
    }
}
