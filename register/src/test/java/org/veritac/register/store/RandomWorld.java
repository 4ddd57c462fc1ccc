// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.veritac.identity.Imei;
import org.veritac.identity.ImeiReading;
import org.veritac.identity.Imsi;
import org.veritac.identity.ImsiRange;
import org.veritac.register.Change;
import org.veritac.register.Decision;
import org.veritac.register.Entry;
import org.veritac.register.EquipmentCheck;
import org.veritac.register.Evidence;
import org.veritac.register.Key;
import org.veritac.register.ListName;
import org.veritac.register.Outcome;
import org.veritac.register.Reason;
import org.veritac.register.policy.PolicyText;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;

/// Random operations on a register and its auditor. Devices, subscribers and sources come from
/// small pools, so that everything collides with everything.
final class RandomWorld {
    private static final List<String> SOURCES = List.of("local", "police", "alpha-local");
    private static final List<String> ASKERS = List.of("", "alpha", "beta");
    private static final List<String> TACS =
            List.of("35209900", "35209901", "86012303", "00101700", "00000000");
    private static final List<Imsi> IMSIS =
            List.of(
                    Imsi.of("001010000000001"),
                    Imsi.of("001010000000002"),
                    Imsi.of("00101000000000"),
                    Imsi.of("001020000000003"),
                    Imsi.of("262010000000004"));
    private static final List<String> SCREENS =
            List.of("00101", "001010000000002", "00101000000000", "00102-26201", "2620");
    private static final List<Reason> REASONS =
            List.of(
                    Reason.STOLEN,
                    Reason.LOST,
                    Reason.DUPLICATED,
                    Reason.CONTESTED,
                    Reason.NON_PAYMENT,
                    Reason.UNSPECIFIED,
                    Reason.TAC_BARRED);
    private static final String OPERATORS =
            """
              operators:
                alpha: {home: ["00101"]}
                beta: {home: []}
            """;
    private static final List<String> POLICIES =
            List.of(
                    "policy:\n" + OPERATORS,
                    "policy:\n  mode: restrictive\n" + OPERATORS,
                    """
                    policy:
                      sources:
                        alpha-local: {operators: [alpha]}
                        police: {reasons: [stolen, lost, duplicated]}
                    """
                            + OPERATORS,
                    """
                    policy:
                      mode: restrictive
                      reasons:
                        test-range: {found: black, lifted-by: [white]}
                        non-payment: {answer: unknown, lifted-by: [proof]}
                        tac-barred: {lifted-by: [white, visitor]}
                        contested: {answer: grey, found: unknown}
                      sources:
                        local: {operators: [beta, alpha]}
                    """
                            + OPERATORS);

    private final Random random;
    private final Sandbox sandbox;
    private final Auditor auditor = new Auditor();
    private long position;

    /// As the standard policy has it.
    private static final Duration WINDOW = Duration.ofMinutes(10);

    RandomWorld(long seed, Sandbox sandbox) throws IOException {
        this.random = new Random(seed);
        this.sandbox = sandbox;
        this.position = 1;
        auditor.history.add(new Happening.Ruled(1, PolicyText.read(PolicyText.standard())));
        noteTick();
    }

    /// One random operation.
    void step() throws Exception {
        sandbox.clock.pass(Duration.ofSeconds(random.nextInt(30)));
        int choice = random.nextInt(100);
        if (choice < 34) {
            add();
        } else if (choice < 46) {
            remove();
        } else if (choice < 64) {
            importFile();
        } else if (choice < 72) {
            undo();
        } else if (choice < 77) {
            policy();
        } else if (choice < 80) {
            prove();
        } else if (choice < 82) {
            doubt();
        } else if (choice < 92) {
            sandbox.clock.pass(Duration.ofSeconds(random.nextInt(120)));
            sandbox.register().tick();
            noteTick();
        } else if (choice < 96) {
            sandbox.register().rebuild();
        } else {
            restart();
        }
    }

    private void restart() throws Exception {
        switch (random.nextInt(4)) {
            case 0 -> sandbox.restart(folder -> Sandbox.delete(folder.resolve("index")));
            case 1 -> sandbox.restart(RandomWorld::dropTables);
            default -> sandbox.restart();
        }
        noteTick();
    }

    private static void dropTables(java.nio.file.Path folder) throws Exception {
        try (var db =
                        java.sql.DriverManager.getConnection(
                                "jdbc:sqlite:" + folder.resolve("veritac.db"));
                var statement = db.createStatement()) {
            statement.execute("DROP TABLE statement");
        }
    }

    /// A tick is recorded when something is due; nothing else may be.
    private void noteTick() throws IOException {
        long now = sandbox.register().status().head().position();
        assertThat(now).isBetween(position, position + 1);
        if (now > position) {
            auditor.history.add(
                    new Happening.Ticked(now, sandbox.clock.instant().getEpochSecond()));
            position = now;
        }
    }

    private void did(Outcome outcome, Happening happening) {
        assertThat(Sandbox.done(outcome)).isEqualTo(happening.position());
        position = happening.position();
        auditor.history.add(happening);
    }

    private long second() {
        return sandbox.clock.instant().getEpochSecond();
    }

    private void add() throws IOException {
        ListName list = pick(List.of(ListName.values()));
        var stack = new StackName(list, pick(SOURCES));
        Entry entry = entry(list, true);
        var change = new Change.Add(list, stack.source(), entry);
        Outcome outcome = sandbox.register().apply(change, Sandbox.WHO);
        boolean mayUse =
                list == ListName.PAIRS
                        || list == ListName.LINKS
                        || list == ListName.TAC
                        || sandbox.register()
                                .policy()
                                .source(stack.source())
                                .mayUse(entry.reason());
        if (mayUse) {
            var said = new Happening.Said(second(), stack, entry, true);
            did(outcome, new Happening.Single(position + 1, said));
        } else {
            assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        }
    }

    private void remove() throws IOException {
        ListName list = pick(List.of(ListName.values()));
        var stack = new StackName(list, pick(SOURCES));
        Entry entry = entry(list, false);
        boolean listed = false;
        for (int i = 0; i < 20 && !listed; i++) {
            entry = entry(list, false);
            listed = auditor.isListed(position, stack, entry.key(), entry.imsi());
        }
        Outcome outcome =
                sandbox.tryRemove(stack.list(), stack.source(), entry.key(), entry.imsi());
        if (listed) {
            var said = new Happening.Said(second(), stack, entry, false);
            did(outcome, new Happening.Single(position + 1, said));
        } else {
            assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        }
    }

    private void importFile() throws IOException {
        ListName list = pick(List.of(ListName.values()));
        var stack = new StackName(list, pick(SOURCES));
        boolean delta = random.nextBoolean();
        var rows = new LinkedHashMap<List<Object>, Happening.Said>();
        var lines = new ArrayList<String>();
        lines.add(header(list) + (delta ? ",change" : ""));
        int count = random.nextInt(8);
        for (int i = 0; i < count; i++) {
            boolean present = !delta || random.nextInt(3) > 0;
            Entry entry = entry(list, present && list != ListName.LINKS && list != ListName.TAC);
            Imsi imsi = entry.imsi();
            rows.put(
                    List.of(entry.key(), imsi == null ? "" : imsi),
                    new Happening.Said(second(), stack, entry, present));
            lines.add(line(list, entry) + (delta ? present ? ",add" : ",remove" : ""));
        }
        if (!sandbox.register().policy().source(stack.source()).reasons().isEmpty()) {
            return;
        }
        long at =
                Sandbox.inForce(
                        sandbox.run(
                                Sandbox.order(list, stack.source(), delta, sandbox.file(lines))));
        var imported = new Happening.Imported(at, stack, delta, List.copyOf(rows.values()));
        assertThat(at).isEqualTo(position + 1);
        position = at;
        auditor.history.add(imported);
    }

    private static String header(ListName list) {
        return switch (list) {
            case BLACK, GREY, WHITE -> "imei,imsi,reason,from,until";
            case PAIRS -> "imei,imsi,from,until";
            case IMSI -> "imsi,reason,from,until";
            case LINKS -> "imei,imei2";
            case TAC -> "tac,brand";
        };
    }

    private static String line(ListName list, Entry entry) {
        Imsi imsi = entry.imsi();
        String key = entry.key().digits();
        String subscriber = imsi == null ? "" : imsi.digits();
        String times = "," + text(entry.from()) + "," + text(entry.until());
        return switch (list) {
            case BLACK, GREY, WHITE -> key + "," + subscriber + "," + entry.reason().text() + times;
            case PAIRS -> key + "," + subscriber + times;
            case IMSI -> key + "," + entry.reason().text() + times;
            case LINKS -> key.replace('-', ',');
            case TAC -> key + ",Brand";
        };
    }

    private static String text(@Nullable Instant instant) {
        return instant == null ? "" : instant.toString();
    }

    private void undo() throws IOException {
        long wanted = 1L + random.nextInt((int) position);
        List<Happening.Imported> imports = auditor.imports(position);
        if (!imports.isEmpty() && random.nextInt(4) > 0) {
            wanted = pick(imports).position();
        }
        long number = wanted;
        boolean newest = false;
        for (Happening.Imported one : imports) {
            if (one.position() == number) {
                newest =
                        imports.stream()
                                .noneMatch(other ->
                                        other.stack().equals(one.stack())
                                                && other.position() > number);
            }
        }
        Outcome outcome = sandbox.undo(number);
        if (newest) {
            did(outcome, new Happening.Undone(position + 1, number));
        } else {
            assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        }
    }

    private void policy() throws IOException {
        String json = PolicyText.section(pick(POLICIES));
        Outcome outcome = sandbox.register().apply(new Change.SetPolicy(json), Sandbox.WHO);
        did(outcome, new Happening.Ruled(position + 1, PolicyText.read(json)));
    }

    private void prove() throws IOException {
        Instant now = sandbox.clock.instant();
        Instant until = now.plusSeconds(random.nextInt(300));
        var evidence = new Evidence(pick(IMSIS), imei(), "vault-report", now, until, "");
        Outcome outcome = sandbox.register().apply(new Change.Prove(evidence), Sandbox.WHO);
        did(outcome, new Happening.Proven(position + 1, evidence));
    }

    private void doubt() throws IOException {
        Instant later = sandbox.clock.instant().plusSeconds(random.nextInt(300));
        Instant until = random.nextInt(4) == 0 ? null : later;
        Imsi imsi = pick(IMSIS);
        Imei imei = imei();
        Outcome outcome =
                sandbox.register().apply(new Change.Doubt(imsi, imei, until), Sandbox.WHO);
        if (outcome instanceof Outcome.Done) {
            did(
                    outcome,
                    new Happening.Doubted(
                            position + 1,
                            imsi,
                            imei,
                            until == null ? Long.MIN_VALUE : until.getEpochSecond()));
        }
    }

    /// A check that claims another device than was proven is a doubt from then on.
    private void noteDoubt(EquipmentCheck check, Decision decision) throws IOException {
        long now = sandbox.register().status().head().position();
        Imsi imsi = check.imsi();
        if (now > position && imsi != null) {
            assertThat(decision.reason()).isEqualTo(Reason.PROOF_CONFLICT);
            Instant until = sandbox.clock.instant().plus(WINDOW);
            position++;
            auditor.history.add(
                    new Happening.Doubted(position, imsi, check.imei(), until.getEpochSecond()));
        }
        assertThat(now).isEqualTo(position);
    }

    /// Compares some random checks, now and at an earlier position.
    void compare(int checks) throws IOException {
        Register register = sandbox.register();
        for (int i = 0; i < checks; i++) {
            int svn = random.nextInt(3) == 0 ? ImeiReading.ABSENT : random.nextInt(2);
            Imsi imsi = random.nextInt(4) == 0 ? null : pick(IMSIS);
            var check = new EquipmentCheck(imei(), svn, imsi, null, pick(ASKERS));
            var expected = auditor.decide(check, position);
            Decision decision = register.decide(check);
            assertThat(decision).as("view of %s", check).isEqualTo(expected);
            assertThat(register.explain(check, expected.position()).decision())
                    .as("explanation of %s", check)
                    .isEqualTo(expected);
            noteDoubt(check, decision);
        }
        long past = 1L + random.nextInt((int) position);
        var check = new EquipmentCheck(imei(), 0, pick(IMSIS), null, pick(ASKERS));
        assertThat(register.explain(check, past).decision())
                .as("explanation of %s at %s", check, past)
                .isEqualTo(auditor.decide(check, past));
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    private Imei imei() {
        String tac = pick(TACS);
        return Imei.of(tac + "00000" + (tac.equals("00000000") ? 0 : random.nextInt(3)));
    }

    private Entry entry(ListName list, boolean timed) {
        boolean colour = list.isColour();
        Imsi imsi =
                list == ListName.PAIRS || (colour && random.nextInt(4) == 0) ? pick(IMSIS) : null;
        Reason reason = colour || list == ListName.IMSI ? pick(REASONS) : Reason.UNSPECIFIED;
        Instant now = sandbox.clock.instant();
        Instant from = timed && random.nextInt(4) == 0 ? now.plusSeconds(around()) : null;
        Instant until = timed && random.nextInt(4) == 0 ? now.plusSeconds(around()) : null;
        if (from != null && until != null && until.isBefore(from)) {
            until = from;
        }
        return new Entry(key(list), imsi, reason, null, from, until, "");
    }

    private int around() {
        return random.nextInt(400) - 60;
    }

    private Key key(ListName list) {
        return switch (list) {
            case PAIRS -> Key.device(imei());
            case IMSI -> Key.subscribers(ImsiRange.of(pick(SCREENS)));
            case LINKS -> link();
            case TAC -> Key.tac(imei().tac());
            case BLACK, GREY, WHITE ->
                    switch (random.nextInt(6)) {
                        case 0 -> Key.tac(imei().tac());
                        case 1 -> Key.tacSvn(imei().tac(), random.nextInt(2));
                        case 2 -> range();
                        default -> Key.device(imei());
                    };
        };
    }

    private Key range() {
        Imei from = imei();
        long to = Math.min(Imei.KEY_MAX, from.key() + random.nextInt(3));
        return Key.range(from, new Imei(to));
    }

    private Key link() {
        Imei one = imei();
        Imei other = imei();
        while (other.equals(one)) {
            other = imei();
        }
        return Key.link(one, other);
    }
}
