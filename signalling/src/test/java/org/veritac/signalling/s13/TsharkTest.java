// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.s13;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.veritac.register.Decision;
import org.veritac.register.Reason;
import org.veritac.register.Verdict;
import org.veritac.signalling.Operators;
import org.veritac.signalling.diameter.Draft;
import org.veritac.signalling.diameter.Header;
import org.veritac.signalling.diameter.Node;
import org.veritac.signalling.diameter.Nodes;
import org.veritac.signalling.diameter.Probe;
import org.veritac.signalling.diameter.Writer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// Our messages as somebody else reads them.
@Tag("interop")
final class TsharkTest {
    private static final int PORT = 3868;
    private static final HexFormat HEX = HexFormat.ofDelimiter(" ");

    @TempDir Path folder = Path.of(".");
    private final StringBuilder dump = new StringBuilder();
    private int messages;

    private void record(char direction, byte[] octets) {
        dump.append(direction).append("\n000000 ").append(HEX.formatHex(octets)).append("\n");
        messages++;
    }

    private void exchange(Probe probe, byte[] request) throws IOException {
        record('I', request);
        record('O', probe.ask(request).octets());
    }

    private static List<Draft> drafts() {
        var drafts = new ArrayList<Draft>();
        drafts.add(Requests.ecr("35100000000000").with("User-Name", "001010123456789"));
        drafts.add(Requests.ecr("35100000000001"));
        drafts.add(Requests.ecr("3510000000000212"));
        drafts.add(Requests.ecr("351000000000030").with("DRMP", 1));
        drafts.add(Requests.ecr("351"));
        drafts.add(Requests.ecr().with("Destination-Host", "hss.example.net"));
        drafts.add(Requests.ecr().without("Auth-Session-State"));
        drafts.add(Requests.ecr().without("Terminal-Information"));
        drafts.add(Requests.ecr().with("Origin-Host", Requests.MME));
        drafts.add(Requests.ecr().application(16_777_251));
        drafts.add(
                new Draft(IdentityCheck.DICTIONARY, Header.REQUEST, 280, 0)
                        .with("Origin-Host", Requests.MME)
                        .with("Origin-Realm", "example.net"));
        return drafts;
    }

    private void talk() throws IOException {
        var check =
                new IdentityCheck(
                        asked ->
                                new Decision(
                                        asked.imei().serial() == 1 ? Verdict.UNKNOWN : Verdict.GREY,
                                        Reason.NONE,
                                        null,
                                        0,
                                        0),
                        Operators.NONE);
        try (Node node = Nodes.of(check)) {
            var any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
            try (Probe probe = Probe.tcp(node.listen(any))) {
                exchange(probe, Draft.cer(Requests.MME, IdentityCheck.APPLICATION).octets());
                for (Draft draft : drafts()) {
                    exchange(probe, draft.octets());
                }
                var writer = new Writer();
                new EquipmentRequest(
                                Requests.MME,
                                "example.net",
                                Nodes.REALM,
                                "35100000000000",
                                "001010123456789",
                                "01")
                        .write(writer, 7);
                exchange(probe, writer.octets());
                exchange(
                        probe,
                        new Draft(IdentityCheck.DICTIONARY, Header.REQUEST, 282, 0)
                                .with("Origin-Host", Requests.MME)
                                .with("Origin-Realm", "example.net")
                                .with("Disconnect-Cause", 0)
                                .octets());
            }
        }
    }

    private String run(String... command) throws IOException {
        Process process =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private long frames(Path capture, String filter) throws IOException {
        return run("tshark", "-r", capture.toString(), "-Y", filter).lines().count();
    }

    @Test
    void nothingIsMalformed() throws IOException {
        Assumptions.assumeTrue(
                Files.isExecutable(Path.of("/usr/bin/tshark")), "tshark is not installed");
        talk();
        Path text = folder.resolve("messages.txt");
        Path capture = folder.resolve("messages.pcap");
        Files.writeString(text, dump);
        run("text2pcap", "-D", "-T", "40000," + PORT, text.toString(), capture.toString());
        assertThat(frames(capture, "diameter")).isEqualTo(messages);
        assertThat(frames(capture, "_ws.malformed or _ws.expert.severity == error")).isZero();
        assertThat(run("tshark", "-r", capture.toString(), "-V"))
                .contains("3GPP-ME-Identity-Check", "Equipment-Status")
                .doesNotContain("Malformed", "Unknown AVP");
    }
}
