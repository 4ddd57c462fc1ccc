// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.aka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.veritac.card.Secret;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/// Against `osmo-auc-gen` of the Osmocom project (Debian package libosmocore-utils): a thousand
/// random subscribers for each algorithm it knows. It has no TUAK.
@Tag("interop")
final class OsmoAucTest {
    private static final int RUNS = 1000;
    private static final int RESYNCHRONISATIONS = 250;

    /// The peer's XOR uses the number before the one it is given: one place of SEQ less.
    private static final long XOR_BEHIND = 32;

    private static final HexFormat HEX = HexFormat.of();
    private final Seeded seeded = new Seeded(33_102);
    private final OsmoAuc peer = new OsmoAuc();

    /// What was asked about one subscriber.
    private record Case(Secret k, Secret opc, int amf, Sqn sqn, Challenge rand) {}

    @BeforeEach
    void peerIsThere() {
        assumeTrue(Files.isExecutable(OsmoAuc.PROGRAM), "osmo-auc-gen is not installed");
    }

    private Case seeded() {
        return new Case(
                Secret.of(seeded.bytes(16)),
                Secret.of(seeded.bytes(16)),
                seeded.below(1 << 16),
                new Sqn(seeded.sqn().value() >>> 1),
                seeded.challenge());
    }

    private static String[] of(Case one, String... options) {
        List<String> all = new ArrayList<>(List.of(options));
        all.addAll(List.of("-k", hex(one.k.copy()), "-r", hex(one.rand.bytes())));
        return all.toArray(String[]::new);
    }

    private List<Case> askUmts(String algorithm, long ahead) {
        List<Case> cases = new ArrayList<>();
        for (int i = 0; i < RUNS; i++) {
            Case one = seeded();
            peer.ask(
                    of(
                            one,
                            "-3",
                            "-a",
                            algorithm,
                            "-o",
                            hex(one.opc.copy()),
                            "-f",
                            "%04x".formatted(one.amf),
                            "-s",
                            "" + (one.sqn.value() + ahead)));
            cases.add(one);
        }
        return cases;
    }

    @Test
    void agreesOnMilenage() throws Exception {
        List<Case> cases = askUmts("MILENAGE", 0);
        List<Map<String, String>> answers = peer.answers();
        for (int i = 0; i < RUNS; i++) {
            Case one = cases.get(i);
            var functions = new Milenage(one.k, one.opc);
            agrees(functions, one, answers.get(i));
        }
    }

    @Test
    void agreesOnTheTestAlgorithm() throws Exception {
        List<Case> cases = askUmts("XOR", XOR_BEHIND);
        List<Map<String, String>> answers = peer.answers();
        for (int i = 0; i < RUNS; i++) {
            Case one = cases.get(i);
            agrees(new Xor(one.k, 16), one, answers.get(i));
        }
    }

    private static void agrees(Functions functions, Case one, Map<String, String> theirs) {
        var vector = AuthenticationCentre.vector(functions, one.sqn, one.rand, one.amf);
        GsmKeys gsm = functions.gsm(one.rand);
        assertThat(theirs)
                .containsEntry("AUTN", hex(vector.autn().bytes()))
                .containsEntry("RES", hex(vector.keys().res()))
                .containsEntry("CK", hex(vector.keys().ck().copy()))
                .containsEntry("IK", hex(vector.keys().ik().copy()))
                .containsEntry("SRES", hex(gsm.sres()))
                .containsEntry("Kc", hex(gsm.kc().copy()));
        var usim = new Usim(functions, new SequenceArray.Window(Sqn.SEQ_MAX, Sqn.SEQ_MAX));
        Autn autn = Autn.read(HEX.parseHex(theirs.getOrDefault("AUTN", "")));
        if (one.sqn.seq() > 0) {
            assertThat(usim.authenticate(one.rand, autn, SequenceArray.fresh()))
                    .isEqualTo(
                            new Authentication.Success(
                                    vector.keys(), SequenceArray.fresh().with(one.sqn)));
        }
    }

    @ParameterizedTest
    @CsvSource({"ONE,COMP128v1", "TWO,COMP128v2", "THREE,COMP128v3"})
    void agreesOnComp128(Comp128.Version version, String name) throws Exception {
        List<Case> cases = new ArrayList<>();
        for (int i = 0; i < RUNS; i++) {
            Case one = seeded();
            peer.ask(of(one, "-2", "-a", name));
            cases.add(one);
        }
        List<Map<String, String>> answers = peer.answers();
        for (int i = 0; i < RUNS; i++) {
            Case one = cases.get(i);
            GsmKeys keys = new Comp128(version, one.k).gsm(one.rand);
            assertThat(answers.get(i))
                    .containsEntry("SRES", hex(keys.sres()))
                    .containsEntry("Kc", hex(keys.kc().copy()));
        }
    }

    /// A USIM that refuses a number shows the peer the one it has.
    @ParameterizedTest
    @ValueSource(strings = {"MILENAGE", "XOR"})
    void agreesOnResynchronisation(String algorithm) throws Exception {
        List<Long> shown = new ArrayList<>();
        for (int i = 0; i < RESYNCHRONISATIONS; i++) {
            Case one = seeded();
            Functions functions =
                    algorithm.equals("XOR") ? new Xor(one.k, 16) : new Milenage(one.k, one.opc);
            Sqn seen = Sqn.of(1000 + seeded.below(1_000_000_000), seeded.below(32));
            String auts = hex(auts(functions, one.rand, seen).bytes());
            peer.ask(of(one, "-3", "-a", algorithm, "-o", hex(one.opc.copy()), "-A", auts));
            shown.add(seen.value());
        }
        List<Map<String, String>> answers = peer.answers();
        for (int i = 0; i < RESYNCHRONISATIONS; i++) {
            assertThat(answers.get(i)).containsEntry("SQN.MS", "" + shown.get(i));
        }
    }

    private static Auts auts(Functions functions, Challenge rand, Sqn seen) {
        var usim = new Usim(functions, SequenceArray.Window.STANDARD);
        var stale = AuthenticationCentre.vector(functions, Sqn.of(1, seen.ind()), rand, 0);
        var answer = usim.authenticate(rand, stale.autn(), SequenceArray.fresh().with(seen));
        if (answer instanceof Authentication.SynchronisationFailure(Auts auts)) {
            return auts;
        }
        throw new AssertionError("a stale number was accepted");
    }

    private static String hex(byte[] bytes) {
        return HEX.formatHex(bytes);
    }
}
