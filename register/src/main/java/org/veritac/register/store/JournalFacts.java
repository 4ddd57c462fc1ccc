// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.store;

import org.veritac.identity.Imei;
import org.veritac.identity.Imsi;
import org.veritac.identity.Tac;
import org.veritac.register.EquipmentCheck;
import org.veritac.register.FindingKind;
import org.veritac.register.Key;
import org.veritac.register.ListName;
import org.veritac.register.decision.Facts;
import org.veritac.register.decision.Listed;
import org.veritac.register.policy.Policy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/// The facts at any position, looked up entry by entry in journal tables and layers. Slow beside
/// [View], which must say the same; it also has the entries in full. A broken disk comes out as
/// [UncheckedIOException].
final class JournalFacts implements Facts {
    private final Connection db;
    private final Standing standing;
    private final Policy policy;
    private final boolean allocationsLoaded;

    JournalFacts(Connection db, Standing standing, Policy policy) throws SQLException, IOException {
        this.db = db;
        this.standing = standing;
        this.policy = policy;
        try (var rows = standing.rows(db, s -> s.list() == ListName.TAC, Key.Kind.TAC)) {
            this.allocationsLoaded = rows.merge(false).next();
        }
    }

    @FunctionalInterface
    private interface Look {
        Standing.Known look() throws SQLException, IOException;
    }

    private List<Stated> entries(Look look) {
        try {
            return look.look().entries();
        } catch (SQLException e) {
            throw new UncheckedIOException(new IOException(e));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Listed[] listed(List<Stated> entries, Predicate<Stated> wanted) {
        return entries.stream()
                .filter(wanted)
                .map(stated ->
                        View.listed(
                                EntryClass.of(stated),
                                policy,
                                new Listed.Statement(stated.entry(), stated.position())))
                .sorted(Listed.ORDER)
                .toArray(Listed[]::new);
    }

    @Override
    public long position() {
        return standing.position();
    }

    @Override
    public Policy policy() {
        return policy;
    }

    @Override
    public Listed[] screened(Imsi imsi) {
        return listed(
                entries(() -> standing.covering(db, Key.Kind.SUBSCRIBERS, imsi.padded())),
                stated -> stated.stack().list() == ListName.IMSI);
    }

    @Override
    public Listed[] listed(FindingKind level, EquipmentCheck check) {
        return listed(
                atLevel(level, check), stated -> isColour(stated) && stated.entry().imsi() == null);
    }

    @Override
    public Listed[] listedForSubscriber(FindingKind level, EquipmentCheck check, Imsi imsi) {
        return listed(
                atLevel(level, check),
                stated -> isColour(stated) && imsi.equals(stated.entry().imsi()));
    }

    private static boolean isColour(Stated stated) {
        return stated.stack().list().isColour();
    }

    private List<Stated> atLevel(FindingKind level, EquipmentCheck check) {
        Imei imei = check.imei();
        Tac tac = imei.tac();
        return switch (level) {
            case INDIVIDUAL -> ofDevice(imei);
            case RANGE -> entries(() -> standing.covering(db, Key.Kind.RANGE, imei.key()));
            case TAC_SVN ->
                    check.svn() < 0
                            ? List.of()
                            : entries(() -> standing.known(db, Key.tacSvn(tac, check.svn())));
            case TAC -> entries(() -> standing.known(db, Key.tac(tac)));
            case SCREENED_IMSI, NONSENSE, PROOF_CONFLICT -> List.of();
            case CONTESTED, UNALLOCATED, UNREGISTERED -> List.of();
        };
    }

    private List<Stated> ofDevice(Imei imei) {
        return group(imei).stream()
                .flatMap(member ->
                        entries(() -> standing.known(db, Key.device(new Imei(member)))).stream())
                .toList();
    }

    /// All IMEIs of the device, itself included.
    Set<Long> group(Imei imei) {
        var group = new TreeSet<Long>();
        var todo = new ArrayDeque<Long>();
        group.add(imei.key());
        todo.add(imei.key());
        while (!todo.isEmpty()) {
            long member = todo.remove();
            for (Stated link : entries(() -> standing.links(db, member))) {
                for (long other : List.of(link.entry().key().a(), link.entry().key().b())) {
                    if (group.add(other)) {
                        todo.add(other);
                    }
                }
            }
        }
        return group;
    }

    @Override
    public boolean isPaired(Imei imei, Imsi imsi, String operator) {
        return ofDevice(imei).stream()
                .anyMatch(stated ->
                        stated.stack().list() == ListName.PAIRS
                                && imsi.equals(stated.entry().imsi())
                                && policy.source(stated.stack().source()).answers(operator));
    }

    @FunctionalInterface
    private interface Question<T> {
        T of(Connection db) throws SQLException;
    }

    private <T> T ask(Question<T> question) {
        try {
            return question.of(db);
        } catch (SQLException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }

    @Override
    public Proof proof(Imei imei, Imsi imsi) {
        Standpoint standpoint = ask(from -> Testimonies.of(from, standing, imsi.key()));
        Set<Long> group = standpoint.isEmpty() ? Set.of() : group(imei);
        return standpoint.weigh(group::contains, standing.second());
    }

    @Override
    public boolean isProvenByAnother(Imei imei, Imsi imsi) {
        return ask(from -> Testimonies.isProvenByAnother(from, standing, imei.key(), imsi.key()));
    }

    @Override
    public boolean isAllocated(int tac) {
        return !allocationsLoaded || !allocation(new Tac(tac)).isEmpty();
    }

    /// What tables of allocations say of a model.
    List<Stated> allocation(Tac tac) {
        return entries(() -> standing.known(db, Key.tac(tac))).stream()
                .filter(stated -> stated.stack().list() == ListName.TAC)
                .toList();
    }
}
