// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.aka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import static java.nio.charset.StandardCharsets.US_ASCII;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.veritac.card.Secret;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Against `osmo-auc-gen` of the Osmocom project (Debian package libosmocore-utils).
@Tag("interop")
final class OsmoAucTest {
    private static final Path PEER = Path.of("/usr/bin/osmo-auc-gen");
    private static final int AUTHENTICATIONS = 1000;
    private static final int RESYNCHRONISATION_EVERY = 4;
    private static final HexFormat HEX = HexFormat.of();
    private final Seeded seeded = new Seeded(33_102);

    @BeforeEach
    void peerIsThere() {
        assumeTrue(Files.isExecutable(PEER), "osmo-auc-gen is not installed");
    }

    /// The peer's network half against our USIM and our network half: the same quintets and
    /// triplets, and for every fourth challenge our AUTS shows it our number.
    @Test
    void agreesOnAThousandAuthentications() throws Exception {
        for (int i = 0; i < AUTHENTICATIONS; i++) {
            if (i % RESYNCHRONISATION_EVERY == 0) {
                agreesOnResynchronisation();
            } else {
                agreesOnAVector();
            }
        }
    }

    private void agreesOnAVector() throws IOException, InterruptedException {
        byte[] k = seeded.bytes(16);
        byte[] opc = seeded.bytes(16);
        byte[] amf = seeded.bytes(2);
        Challenge rand = seeded.challenge();
        Sqn sqn = seeded.sqn();
        Map<String, String> theirs = ask(k, opc, rand, "-f", hex(amf), "-s", "" + sqn.value());
        var functions = new Milenage(Secret.of(k), Secret.of(opc));
        var vector =
                AuthenticationCentre.vector(functions, sqn, rand, Integer.parseInt(hex(amf), 16));
        assertThat(theirs)
                .containsEntry("AUTN", hex(vector.autn().bytes()))
                .containsEntry("RES", hex(vector.keys().res()))
                .containsEntry("CK", hex(vector.keys().ck().copy()))
                .containsEntry("IK", hex(vector.keys().ik().copy()))
                .containsEntry("SRES", hex(vector.keys().sres()))
                .containsEntry("Kc", hex(vector.keys().kc().copy()));

        var usim = new Usim(functions, new SequenceArray.Window(Sqn.SEQ_MAX, Sqn.SEQ_MAX));
        Autn autn = Autn.read(HEX.parseHex(theirs.getOrDefault("AUTN", "")));
        assertThat(usim.authenticate(rand, autn, SequenceArray.fresh()))
                .isEqualTo(
                        new Authentication.Success(vector.keys(), SequenceArray.fresh().with(sqn)));
    }

    private void agreesOnResynchronisation() throws IOException, InterruptedException {
        byte[] k = seeded.bytes(16);
        byte[] opc = seeded.bytes(16);
        Challenge rand = seeded.challenge();
        Sqn seen = Sqn.of(1000 + seeded.below(1_000_000_000), seeded.below(32));
        var functions = new Milenage(Secret.of(k), Secret.of(opc));
        var usim = new Usim(functions, SequenceArray.Window.STANDARD);
        var stale = AuthenticationCentre.vector(functions, Sqn.of(1, seen.ind()), rand, 0);
        var answer = usim.authenticate(rand, stale.autn(), SequenceArray.fresh().with(seen));
        assertThat(answer).isInstanceOf(Authentication.SynchronisationFailure.class);
        if (answer instanceof Authentication.SynchronisationFailure(Auts auts)) {
            Map<String, String> theirs = ask(k, opc, rand, "-A", hex(auts.bytes()));
            assertThat(theirs).containsEntry("SQN.MS", "" + seen.value());
        }
    }

    private static String hex(byte[] bytes) {
        return HEX.formatHex(bytes);
    }

    private static Map<String, String> ask(byte[] k, byte[] opc, Challenge rand, String... options)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(PEER.toString(), "-3", "-a", "MILENAGE"));
        command.addAll(List.of("-k", hex(k), "-o", hex(opc), "-r", hex(rand.bytes())));
        command.addAll(Arrays.asList(options));
        Process peer = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(peer.getInputStream().readAllBytes(), US_ASCII);
        assertThat(peer.waitFor(10, TimeUnit.SECONDS)).as(said).isTrue();
        assertThat(peer.exitValue()).as(said).isZero();
        var fields = new HashMap<String, String>();
        for (String line : said.lines().toList()) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                fields.put(line.substring(0, colon), line.substring(colon + 1).strip());
            }
        }
        return fields;
    }
}
