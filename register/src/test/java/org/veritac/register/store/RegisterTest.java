// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.veritac.identity.Imei;
import org.veritac.identity.Imsi;
import org.veritac.register.Change;
import org.veritac.register.Entry;
import org.veritac.register.EquipmentCheck;
import org.veritac.register.Key;
import org.veritac.register.ListName;
import org.veritac.register.Outcome;
import org.veritac.register.Reason;
import org.veritac.register.Verdict;
import org.veritac.register.files.CheckDigit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;

final class RegisterTest {
    private static final Imei DEVICE = Imei.of("35209900176148");
    private static final Imsi OWNER = Imsi.of("001010123456789");

    @TempDir Path folder;
    private Register register;

    @BeforeEach
    void open() throws IOException {
        register = Register.open(folder.resolve("data"), world());
    }

    @AfterEach
    void close() throws IOException {
        register.close();
    }

    private static World world() {
        return new World(Clock.systemUTC(), new SecureRandom(), Runnable::run);
    }

    private Outcome add(ListName list, Key key, Reason reason) throws IOException {
        return register.apply(new Change.Add(list, "local", Entry.of(key, reason)), "tester");
    }

    private Verdict verdict(EquipmentCheck check) throws IOException {
        var decision = register.decide(check);
        assertThat(register.explain(check, 0).decision()).isEqualTo(decision);
        return decision.verdict();
    }

    @Test
    void answersWhiteForADeviceOnNoList() throws IOException {
        assertThat(verdict(EquipmentCheck.of(DEVICE))).isEqualTo(Verdict.WHITE);
    }

    @Test
    void answersBlackFromTheNextCheckOnAndAfterARestart() throws IOException {
        assertThat(add(ListName.BLACK, Key.device(DEVICE), Reason.STOLEN))
                .isInstanceOf(Outcome.Done.class);
        assertThat(verdict(EquipmentCheck.of(DEVICE))).isEqualTo(Verdict.BLACK);
        close();
        open();
        assertThat(verdict(EquipmentCheck.of(DEVICE))).isEqualTo(Verdict.BLACK);
    }

    @Test
    void importsReplacesAndTakesBack() throws IOException {
        Path file = folder.resolve("black.csv");
        var lines = new java.util.ArrayList<>(List.of("imei,reason"));
        for (int i = 0; i < 20_000; i++) {
            lines.add("%014d,stolen".formatted(35_209_900_000_000L + i));
        }
        lines.add("35209900176148,stolen");
        Files.write(file, lines);
        var order =
                new ImportOrder(
                        ListName.BLACK,
                        "local",
                        false,
                        file,
                        CheckDigit.STRICT,
                        Reason.UNSPECIFIED,
                        false,
                        ImportOrder.Limits.STANDARD);
        ImportReport report = register.imports().run(order, "tester", Progress.NONE);
        assertThat(report.fate()).isInstanceOf(ImportReport.Fate.InForce.class);
        assertThat(report.counts().added()).isEqualTo(20_001);
        assertThat(verdict(EquipmentCheck.of(DEVICE, OWNER))).isEqualTo(Verdict.BLACK);
        long position = ((ImportReport.Fate.InForce) report.fate()).done().position();
        assertThat(register.apply(new Change.Undo(position), "tester"))
                .isInstanceOf(Outcome.Done.class);
        assertThat(verdict(EquipmentCheck.of(DEVICE, OWNER))).isEqualTo(Verdict.WHITE);
        assertThat(
                        register.explain(EquipmentCheck.of(DEVICE, OWNER), position)
                                .decision()
                                .verdict())
                .isEqualTo(Verdict.BLACK);
    }
}
