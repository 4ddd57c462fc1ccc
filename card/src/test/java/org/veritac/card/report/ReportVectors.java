// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.veritac.card.vault.VaultId;
import org.veritac.identity.Imei;
import org.veritac.identity.Imsi;
import org.veritac.identity.trial.VectorFile;
import org.veritac.identity.trial.VectorFile.Case;

import java.util.HexFormat;
import java.util.List;

/// The bytes on which applets and operator agree.
final class ReportVectors {
    @ParameterizedTest(name = "report: {0}")
    @MethodSource
    void reports(Case vector) {
        Report report = whole(Report.read(vector.bytes("data")));
        assertThat(report)
                .isEqualTo(
                        new Report(
                                imei(vector, "proven"),
                                imei(vector, "claimed"),
                                vault(vector.text("vault")),
                                vector.number("slot"),
                                Result.valueOf(vector.text("result")),
                                Mode.valueOf(vector.text("mode")),
                                Imsi.of(vector.text("imsi")),
                                Long.parseLong(vector.text("boot")),
                                vector.flag("blocked"),
                                vector.flag("stopped")));
        assertThat(report.write()).isEqualTo(vector.bytes("data"));
        assertThat(report.toString())
                .doesNotContain("490154203237518")
                .doesNotContain("49015420323751")
                .doesNotContain(vector.text("imsi"));
        var reply = new Reply(0x9000, report);
        assertThat(Reply.read(reply.write())).isEqualTo(new Reading.Whole<>(reply));
    }

    static List<Case> reports() {
        return VectorFile.cases("vectors/veritac/clause-5/reports.txt");
    }

    private static @Nullable PackedImei imei(Case vector, String field) {
        String text = vector.text(field);
        if (text.equals("none")) {
            return PackedImei.read(HexFormat.of().parseHex("deadbeefdeadbeef"));
        }
        return text.isEmpty() ? null : PackedImei.of(Imei.of(text));
    }

    private static @Nullable VaultId vault(String text) {
        return text.isEmpty() ? null : VaultId.ifValid(HexFormat.of().parseHex(text)).orElseThrow();
    }

    @ParameterizedTest(name = "report, invalid: {0}")
    @MethodSource
    void invalidReports(Case vector) {
        var flaw = ReportFlaw.valueOf(vector.text("flaw"));
        assertThat(Report.read(vector.bytes("data"))).isEqualTo(new Reading.Malformed<>(flaw));
    }

    static List<Case> invalidReports() {
        return VectorFile.cases("vectors/veritac/clause-5/invalid/reports.txt");
    }

    @ParameterizedTest(name = "instructions: {0}")
    @MethodSource
    void instructions(Case vector) {
        List<Instruction> instructions = whole(Instructions.read(vector.bytes("data")));
        assertThat(Instructions.write(instructions)).isEqualTo(vector.bytes("data"));
        assertThat(instructions.toString()).doesNotContain("49015420323751");
    }

    static List<Case> instructions() {
        return VectorFile.cases("vectors/veritac/clause-5/instructions.txt");
    }

    @ParameterizedTest(name = "instructions, invalid: {0}")
    @MethodSource
    void invalidInstructions(Case vector) {
        var flaw = ReportFlaw.valueOf(vector.text("flaw"));
        assertThat(Instructions.read(vector.bytes("data")))
                .isEqualTo(new Reading.Malformed<>(flaw));
    }

    static List<Case> invalidInstructions() {
        return VectorFile.cases("vectors/veritac/clause-5/invalid/instructions.txt");
    }

    private static <T> T whole(Reading<T> reading) {
        return switch (reading) {
            case Reading.Whole<T>(T value) -> value;
            case Reading.Malformed<T>(ReportFlaw flaw) -> throw new AssertionError(flaw);
        };
    }
}
