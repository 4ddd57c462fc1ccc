// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.veritac.identity.Imei;
import org.veritac.identity.Imsi;
import org.veritac.identity.Tac;
import org.veritac.identity.trial.SettableClock;
import org.veritac.register.Change;
import org.veritac.register.Decision;
import org.veritac.register.Entry;
import org.veritac.register.EquipmentCheck;
import org.veritac.register.Key;
import org.veritac.register.ListName;
import org.veritac.register.Outcome;
import org.veritac.register.Reason;
import org.veritac.register.Verdict;
import org.veritac.register.files.CheckDigit;
import org.veritac.register.policy.PolicyText;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// One register in a folder of its own, with a clock that the test sets. Every verdict asked of it
/// is also recomputed from the journal, and both must agree.
final class Sandbox implements Closeable {
    static final String LOCAL = "local";
    static final String WHO = "tester";
    static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    final SettableClock clock = new SettableClock(START);
    private final Path folder;
    private Bounds bounds;
    private Register register;
    private int files;

    Sandbox(Path folder) throws IOException {
        this(folder, Bounds.STANDARD);
    }

    Sandbox(Path folder, Bounds bounds) throws IOException {
        this.folder = folder;
        this.bounds = bounds;
        this.register = open();
    }

    private Register open() throws IOException {
        var world = new World(clock, new SecureRandom(), Runnable::run);
        return Register.open(directory(), world, bounds);
    }

    Register register() {
        return register;
    }

    Path directory() {
        return folder.resolve("data");
    }

    void restart() throws IOException {
        register.close();
        register = open();
    }

    void restart(Bounds others) throws IOException {
        bounds = others;
        restart();
    }

    /// Something done to the files between two runs.
    @FunctionalInterface
    interface Tampering {
        void with(Path directory) throws Exception;
    }

    void restart(Tampering tampering) throws Exception {
        register.close();
        tampering.with(directory());
        register = open();
    }

    static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    static Imei imei(String digits) {
        return Imei.of(digits);
    }

    static Key tac(String digits) {
        return Key.tac(Tac.of(digits));
    }

    static Entry entry(Key key, @Nullable Imsi imsi, Reason reason) {
        return new Entry(key, imsi, reason, null, null, null, "");
    }

    static Entry entry(Key key, Reason reason, @Nullable Instant from, @Nullable Instant until) {
        return new Entry(key, null, reason, null, from, until, "");
    }

    long add(ListName list, String source, Entry entry) throws IOException {
        return done(register.apply(new Change.Add(list, source, entry), WHO));
    }

    long add(ListName list, Key key, Reason reason) throws IOException {
        return add(list, LOCAL, Entry.of(key, reason));
    }

    long pair(Imei imei, Imsi imsi) throws IOException {
        return add(ListName.PAIRS, LOCAL, entry(Key.device(imei), imsi, Reason.UNSPECIFIED));
    }

    long link(Imei one, Imei other) throws IOException {
        return add(ListName.LINKS, Key.link(one, other), Reason.UNSPECIFIED);
    }

    Outcome tryRemove(ListName list, String source, Key key, @Nullable Imsi imsi)
            throws IOException {
        return register.apply(new Change.Remove(list, source, key, imsi), WHO);
    }

    long remove(ListName list, String source, Key key) throws IOException {
        return done(tryRemove(list, source, key, null));
    }

    Outcome undo(long position) throws IOException {
        return register.apply(new Change.Undo(position), WHO);
    }

    long policy(String yaml) throws IOException {
        return done(register.apply(new Change.SetPolicy(PolicyText.section(yaml)), WHO));
    }

    static long done(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        return ((Outcome.Done) outcome).position();
    }

    Path file(String... lines) throws IOException {
        return file(List.of(lines));
    }

    Path file(List<String> lines) throws IOException {
        return Files.write(folder.resolve(files++ + ".csv"), lines);
    }

    /// An import with no limits.
    static ImportOrder order(ListName list, String source, boolean delta, Path file) {
        return new ImportOrder(
                list,
                source,
                delta,
                file,
                CheckDigit.STRICT,
                Reason.UNSPECIFIED,
                false,
                ImportOrder.Limits.NONE);
    }

    ImportReport run(ImportOrder order) throws IOException {
        return register.imports().run(order, WHO, Progress.NONE);
    }

    long full(ListName list, String source, String... lines) throws IOException {
        return inForce(run(order(list, source, false, file(lines))));
    }

    long delta(ListName list, String source, String... lines) throws IOException {
        return inForce(run(order(list, source, true, file(lines))));
    }

    static long inForce(ImportReport report) {
        assertThat(report.fate()).isInstanceOf(ImportReport.Fate.InForce.class);
        assertThat(report.counts().rejected()).isZero();
        return ((ImportReport.Fate.InForce) report.fate()).done().position();
    }

    Decision decision(EquipmentCheck check) throws IOException {
        Decision decision = register.decide(check);
        assertThat(register.explain(check, decision.position()).decision()).isEqualTo(decision);
        return decision;
    }

    Verdict verdict(EquipmentCheck check) throws IOException {
        return decision(check).verdict();
    }

    Verdict verdict(Imei imei) throws IOException {
        return verdict(EquipmentCheck.of(imei));
    }

    Verdict verdict(Imei imei, Imsi imsi) throws IOException {
        return verdict(EquipmentCheck.of(imei, imsi));
    }

    static String text(Verdict verdict) {
        return verdict.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public void close() throws IOException {
        register.close();
    }
}
