// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.tidy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Who uses whom is what ARCHITECTURE.md says, no more and no less, and never in a circle.
final class Arrows {
    private final List<Complaint> complaints = new ArrayList<>();

    private Arrows() {}

    static List<Complaint> of(SourceTree tree) {
        return new Arrows().check(tree);
    }

    private List<Complaint> check(SourceTree tree) {
        var table = ArrowTable.read(tree.text(ArrowTable.DOCUMENT));
        Map<String, Set<String>> used = used(tree, table);
        table.rows()
                .forEach((from, row) -> {
                    if (used.containsKey(from) == row.planned()) {
                        complain(
                                row,
                                from
                                        + (row.planned()
                                                ? " has come: no longer \"planned\""
                                                : " has no code: remove or \"planned\""));
                    } else if (!row.planned()) {
                        complainOfUnused(from, row, used);
                    }
                });
        List<String> cycle = table.cycle();
        if (!cycle.isEmpty()) {
            complaints.add(
                    Complaint.about(
                            ArrowTable.DOCUMENT,
                            "packages in a circle: " + String.join(" -> ", cycle)));
        }
        return complaints;
    }

    private void complainOfUnused(String from, ArrowTable.Row row, Map<String, Set<String>> used) {
        for (String target : row.targets()) {
            if (!used.getOrDefault(from, Set.of()).contains(target)) {
                complain(row, "nothing in " + from + " uses " + target + ": remove the arrow");
            }
        }
    }

    private void complain(ArrowTable.Row row, String what) {
        complaints.add(new Complaint(ArrowTable.DOCUMENT, row.line(), what));
    }

    /// What each package really uses; complains of what the table does not allow.
    private Map<String, Set<String>> used(SourceTree tree, ArrowTable table) {
        var used = new HashMap<String, Set<String>>();
        var unknown = new HashSet<String>();
        tree.main()
                .filter(file -> !file.isPackageInfo())
                .forEach(file -> {
                    String from = table.node(file.packageName(), file.typeName());
                    Set<String> targets = used.computeIfAbsent(from, name -> new TreeSet<>());
                    ArrowTable.Row row = table.rows().get(from);
                    if (row != null) {
                        collect(file, table, from, row, targets);
                    } else if (unknown.add(from)) {
                        complaints.add(
                                Complaint.about(
                                        file.path(),
                                        "package "
                                                + from
                                                + " has no row in the arrows of "
                                                + ArrowTable.DOCUMENT));
                    }
                });
        return used;
    }

    private void collect(
            SourceFile file,
            ArrowTable table,
            String from,
            ArrowTable.Row row,
            Set<String> targets) {
        for (Uses.Use use : Uses.of(file)) {
            String to = table.node(use.packageName(), use.type());
            if (to.equals(from)) {
                continue;
            }
            targets.add(to);
            if (!row.targets().contains(to)) {
                complaints.add(
                        file.complain(
                                use.where(),
                                from
                                        + " may not use "
                                        + to
                                        + ": decide otherwise, or add the arrow to "
                                        + ArrowTable.DOCUMENT));
            }
        }
    }
}
