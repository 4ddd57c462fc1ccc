// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.gsup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.veritac.register.Decider;
import org.veritac.register.Decision;
import org.veritac.register.Reason;
import org.veritac.register.Verdict;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

/// What Wireshark reads in our answers, from Debian's package tshark.
@Tag("interop")
class TsharkTest {
    @TempDir Path folder;

    @Test
    void findsNothingMalformed() throws Exception {
        var frames = new ArrayList<Frame>();
        frames.add(Identity.question());
        frames.add(Identity.message(Identity.ACKNOWLEDGED));
        frames.add(Identity.message(Identity.PONG));
        for (Path file : Vector.whole()) {
            String request = Objects.requireNonNull(Vector.read(file).get("request"));
            frames.add(Vector.frame(request));
            frames.add(answer(always(Verdict.WHITE), request));
            frames.add(answer(always(Verdict.BLACK), request));
            frames.add(answer(TsharkTest::fail, request));
        }

        String read = dissect(frames);

        assertThat(read).doesNotContain("Malformed", "Expert Info (Error", "Expert Info (Warning");
        assertThat(read)
                .contains("Check IMEI Request")
                .contains("Check IMEI Result")
                .contains("Check IMEI Error")
                .contains("IMEI Check Result: ACK")
                .contains("IMEI Check Result: NACK")
                .contains("Cause: 0x11")
                .contains("IMSI: 001010123456789")
                .contains("Destination Name");
    }

    private static Decider always(Verdict verdict) {
        return check -> new Decision(verdict, Reason.NONE, null, 0, 0);
    }

    private static Decision fail(org.veritac.register.EquipmentCheck check) throws IOException {
        throw new IOException("no answer to a check of " + check.imei());
    }

    private static Frame answer(Decider decider, String request) {
        var session =
                new Session(decider, asker -> "", new Tally(), InetAddress.getLoopbackAddress());
        return session.on(Vector.frame(request)).send().getFirst();
    }

    private String dissect(List<Frame> frames) throws IOException, InterruptedException {
        var hex = folder.resolve("frames.txt");
        var capture = folder.resolve("frames.pcap");
        var lines = new ArrayList<String>();
        for (Frame frame : frames) {
            lines.add("0000 " + HexFormat.ofDelimiter(" ").formatHex(frame.write()));
        }
        Files.write(hex, lines);
        run("text2pcap", "-T", "4222,50000", hex.toString(), capture.toString());
        return run("tshark", "-r", capture.toString(), "-d", "tcp.port==4222,gsm_ipa", "-V");
    }

    private static String run(String... command) throws IOException, InterruptedException {
        assumeTrue(
                Files.isExecutable(Path.of("/usr/bin", command[0])),
                command[0] + " is not installed");
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        byte[] said = process.getInputStream().readAllBytes();
        process.waitFor();
        return new String(said, StandardCharsets.UTF_8);
    }
}
