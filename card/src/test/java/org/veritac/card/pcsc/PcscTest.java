// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.pcsc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.veritac.card.apdu.CommandApdu;
import org.veritac.card.trial.Pcscd;
import org.veritac.card.trial.Seeded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import javax.smartcardio.CardTerminals;
import javax.smartcardio.TerminalFactory;

/// Cards of ours in Debian's PC/SC daemon, seen by the JDK and by OpenSC.
@Tag("interop")
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PcscTest {
    private static final String READER = "Virtual PCD 00 0";
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Path OPENSC = Path.of("/usr/bin/opensc-tool");

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<AutoCloseable> open = new ArrayList<>();
    private final List<Future<?>> running = new ArrayList<>();
    private final List<EchoCard> cards = List.of(new EchoCard(), new EchoCard());

    @BeforeAll
    void putCardsIntoBothSlots(@TempDir Path folder) throws Exception {
        var missing = Pcscd.missing();
        assumeTrue(missing.isEmpty(), () -> missing.orElse(""));
        var pcscd = Pcscd.start(folder);
        open.add(pcscd);
        for (int i = 0; i < cards.size(); i++) {
            var reader = VirtualReader.connect(pcscd.slot(i), cards.get(i), SOON);
            open.addFirst(reader);
            running.add(threads.submit(() -> run(reader)));
        }
        waitForCards();
    }

    private static boolean run(VirtualReader reader) throws IOException {
        reader.run();
        return true;
    }

    private void waitForCards() throws Exception {
        for (int i = 0; i < 100 && Reader.names(terminals()).size() < cards.size(); i++) {
            Thread.sleep(100);
        }
    }

    @AfterAll
    void takeThemOut() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
        for (Future<?> each : running) {
            each.get();
        }
        threads.shutdownNow();
    }

    private static CardTerminals terminals() throws Exception {
        return TerminalFactory.getInstance("PC/SC", null).terminals();
    }

    @Test
    void theJdkSeesBothCards() throws Exception {
        assertThat(Reader.names(terminals())).containsExactly(READER + 0, READER + 1);
    }

    @Test
    void aReaderCarriesShortAndExtendedCommandsBothWays() throws Exception {
        try (var reader = Reader.open(terminals(), READER + 1)) {
            assertThat(reader.reset()).isEqualTo(EchoCard.ATR);
            for (int length : new int[] {1, 255, 256, 2000}) {
                byte[] data = new Seeded(length).bytes(length);
                var command = CommandApdu.of(0x80, 0xE2, 0, 0).with(data).expecting(length);
                byte[] response = reader.transmit(command.bytes());
                assertThat(response).hasSize(length + 2).startsWith(data).endsWith(0x90, 0);
            }
        }
    }

    @Test
    void aReaderResetsTheCard() throws Exception {
        try (var reader = Reader.open(terminals(), READER + 1)) {
            int before = cards.get(1).resets();
            reader.reset();
            assertThat(cards.get(1).resets()).isGreaterThan(before);
        }
    }

    @Test
    void aReaderTakesOnlyCommandsThatPcscTakes() throws Exception {
        try (var reader = Reader.open(terminals(), READER + 1)) {
            assertThatIOException().isThrownBy(() -> reader.transmit(new byte[3]));
            byte[] manageChannel = {0, 0x70, 0, 0, 1};
            assertThatIOException().isThrownBy(() -> reader.transmit(manageChannel));
        }
    }

    @Test
    void thereIsNoReaderOfAnotherName() throws Exception {
        var terminals = terminals();
        assertThatIOException().isThrownBy(() -> Reader.open(terminals, "nobody's"));
    }

    @Test
    void openscSeesTheAtr() throws Exception {
        assertThat(opensc("--reader", "0", "--atr")).contains("3b:80:80:01:01");
    }

    @Test
    void openscTalksToACard() throws Exception {
        assertThat(opensc("--reader", "0", "--send-apdu", "80E2000003C0FFEE03"))
                .contains("Received (SW1=0x90, SW2=0x00)")
                .contains("C0 FF EE");
    }

    private static String opensc(String... arguments) throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(OPENSC), "opensc is not installed");
        var command = new ArrayList<String>(List.of(OPENSC.toString()));
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        byte[] output = process.getInputStream().readAllBytes();
        assertThat(process.waitFor()).as("%s", new String(output, StandardCharsets.UTF_8)).isZero();
        return new String(output, StandardCharsets.UTF_8);
    }
}
