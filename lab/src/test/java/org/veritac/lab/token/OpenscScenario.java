// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.veritac.card.CardLink;
import org.veritac.card.pcsc.VirtualReader;
import org.veritac.card.trial.Pcscd;
import org.veritac.handset.memory.FileAnchor;
import org.veritac.identity.Imei;
import org.veritac.subscription.profile.ProfilePackage;
import org.veritac.subscription.transfer.Policy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import javax.smartcardio.CardException;
import javax.smartcardio.CardTerminal;
import javax.smartcardio.CardTerminals;
import javax.smartcardio.TerminalFactory;

/// OpenSC reads ICCID and IMSI through PC/SC: from a token in a reader, the reference token or the
/// applet, and from the handset that `./veritac token load READER` loaded from it, whose SIM stands
/// in the other slot (Debian packages pcscd, vsmartcard-vpcd, opensc).
@Tag("interop")
@Timeout(120)
final class OpenscScenario {
    private static final String OPENSC = "/usr/bin/opensc-tool";
    private static final String READER = "Virtual PCD 00 00";
    private static final Duration SOON = Duration.ofSeconds(5);

    /// The subscription of [ServeToken#trial], as cards write it (TS 31.102, 4.2.2; TS 102 221,
    /// 13.2).
    private static final String ICCID = "980001214365870921F9";

    private static final String IMSI = "080910101032547698";
    private static final Pattern BYTES = Pattern.compile("(?m)^((?:[0-9A-F]{2} )+)");

    @TempDir private Path folder;
    private final SecureRandom random = new SecureRandom();
    private final Clock clock = Clock.systemUTC();
    private final TokenMaker maker = new TokenMaker(clock, random);
    private final ProfilePackage subscription = ServeToken.trial(random);
    private final List<Thread> inserted = new ArrayList<>();

    private ReferenceToken reference(TokenMaker.Issue issue) {
        var made = maker.token(issue).orElseThrow();
        var around = new ReferenceToken.Surroundings(clock, random);
        return new ReferenceToken(made.kit(), made.kept(), _ -> {}, around);
    }

    @Test
    void readsTheSameFromTokenAndHandset() throws Exception {
        var missing = Pcscd.missing();
        assumeTrue(missing.isEmpty(), () -> missing.orElse(""));
        assumeTrue(Files.isExecutable(Path.of(OPENSC)), "opensc is not installed");
        var issue = new TokenMaker.Issue(subscription, "1234", "12345678", Policy.DEFAULT);
        var chip = maker.chip(issue, TokenMaker.Extras.NONE).orElseThrow();
        String[] first = {"pin", READER, "--puk", "12345678", "--new", "1234"};
        try (var pcscd = Pcscd.start(folder)) {
            readsTheSame(pcscd, reference(issue), List.of());
            readsTheSame(pcscd, chip.card(), List.of(first));
        }
        for (Thread each : inserted) {
            each.join();
        }
    }

    /// @param first what the handset does with the token before it is loaded, if anything
    private void readsTheSame(Pcscd pcscd, CardLink token, List<String> first) throws Exception {
        Path own = Files.createDirectory(folder.resolve("phone-" + first.size()));
        String kit = own.resolve("handset.kit").toString();
        var handset =
                new HandsetByCommand(
                        own, maker.handset(new Imei(35_693_803_564_381L), 0), List.of());
        try (var reader = insert(pcscd.port(), token)) {
            waitFor(READER);
            assertThat(iccid(0)).isEqualTo(ICCID);
            assertThat(imsi(0)).isEqualTo(IMSI);

            if (!first.isEmpty()) {
                assertFine(handset.say(with(first, "--kit", kit)));
            }
            assertFine(handset.say("load", READER, "--kit", kit, "--pin", "1234"));
            handset.use(
                    disk -> FileAnchor.open(disk, random, "unprotected".toCharArray()),
                    sim -> {
                        try (var slot = insert(pcscd.port() + 1, sim)) {
                            waitFor("Virtual PCD 00 01");
                            assertThat(iccid(1)).isEqualTo(ICCID);
                            assertThat(imsi(1)).isEqualTo(IMSI);
                            assertThat(slot).isNotNull();
                        }
                    });
            assertFine(handset.say("return", READER));
            assertThat(reader).isNotNull();
        }
        // vpcd takes the next card when it has seen that the last one is gone
        waitUntil(READER, false);
    }

    private static String[] with(List<String> words, String... more) {
        return Stream.concat(words.stream(), Stream.of(more)).toArray(String[]::new);
    }

    private static void assertFine(HandsetByCommand.Said said) {
        assertThat(said.code()).as(said.toString()).isZero();
    }

    private VirtualReader insert(int port, CardLink card) throws IOException {
        var slot = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        var reader = VirtualReader.connect(slot, card, SOON);
        inserted.add(Thread.ofVirtual().start(() -> run(reader)));
        return reader;
    }

    private static void run(VirtualReader reader) {
        try {
            reader.run();
        } catch (IOException e) {
            throw new AssertionError("the reader broke", e);
        }
    }

    private static void waitFor(String reader) throws IOException {
        waitUntil(reader, true);
    }

    /// Until a reader has a card, or has none any more.
    private static void waitUntil(String reader, boolean full) throws IOException {
        try {
            var readers = TerminalFactory.getInstance("PC/SC", null).terminals();
            for (int i = 0; i < 100 && holdsCard(readers, reader) != full; i++) {
                Thread.sleep(50);
            }
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean holdsCard(CardTerminals readers, String name) throws IOException {
        try {
            CardTerminal reader = readers.getTerminal(name);
            return reader != null && reader.isCardPresent();
        } catch (CardException e) {
            throw new IOException(e);
        }
    }

    private static String iccid(int reader) throws IOException {
        return last(reader, "00A4000C023F00", "00A4000C022FE2", "00B000000A");
    }

    /// IMSI is behind PIN1 (TS 31.102, clause 4.2.2).
    private static String imsi(int reader) throws IOException {
        return last(
                reader,
                "00A4040C07A0000000871002",
                "002000010830303030FFFFFFFF",
                "00A4000C026F07",
                "00B0000009");
    }

    /// The bytes of the last answer to commands.
    private static String last(int reader, String... commands) throws IOException {
        var words = new ArrayList<>(List.of(OPENSC, "-c", "default", "-r", "" + reader));
        for (String command : commands) {
            words.add("-s");
            words.add(command);
        }
        try {
            String said = Peer.say(words.toArray(String[]::new));
            var found = BYTES.matcher(said);
            String bytes = "";
            while (found.find()) {
                bytes = found.group(1).replace(" ", "");
            }
            return bytes;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
