// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.tidy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The table of ARCHITECTURE.md that says which package may use which. A row may name one type;
/// then that type is no longer part of its package.
///
/// @param rows from each package (or type), without `org.veritac.`
record ArrowTable(Map<String, Row> rows) {
    static final String DOCUMENT = "ARCHITECTURE.md";
    static final String ROOT = "org.veritac.";
    private static final String BEGIN = "<!-- arrows -->";
    private static final String END = "<!-- end of arrows -->";
    private static final Pattern NAME = Pattern.compile("`([\\w.]+)`");

    /// What one package may use.
    ///
    /// @param line the line in the document
    /// @param targets the packages it may use
    /// @param planned whether the package is still to come
    record Row(long line, List<String> targets, boolean planned) {}

    static ArrowTable read(String document) {
        var rows = new LinkedHashMap<String, Row>();
        boolean inside = false;
        long number = 0;
        for (String line : document.lines().toList()) {
            number++;
            if (line.strip().equals(BEGIN) || line.strip().equals(END)) {
                inside = line.strip().equals(BEGIN);
            } else if (inside) {
                List<String> names = names(line);
                if (!names.isEmpty()) {
                    rows.put(
                            names.getFirst(),
                            new Row(
                                    number,
                                    names.subList(1, names.size()),
                                    line.contains("planned")));
                }
            }
        }
        return new ArrowTable(rows);
    }

    /// The row for something of ours: that of the type when there is one, else its package's name,
    /// whether there is a row or not.
    String node(String packageName, String type) {
        String name = without(packageName) + "." + type;
        return rows.containsKey(name) ? name : without(packageName);
    }

    /// One way round that the table allows, empty when there is none.
    List<String> cycle() {
        for (String from : rows.keySet()) {
            List<String> way = way(from, from, new TreeSet<>());
            if (!way.isEmpty()) {
                return way;
            }
        }
        return List.of();
    }

    private List<String> way(String from, String to, TreeSet<String> seen) {
        Row row = rows.get(from);
        if (row == null || !seen.add(from)) {
            return List.of();
        }
        for (String target : row.targets) {
            List<String> rest = target.equals(to) ? List.of(to) : way(target, to, seen);
            if (!rest.isEmpty()) {
                var way = new ArrayList<>(List.of(from));
                way.addAll(rest);
                return way;
            }
        }
        return List.of();
    }

    private static String without(String packageName) {
        return packageName.startsWith(ROOT) ? packageName.substring(ROOT.length()) : packageName;
    }

    private static List<String> names(String line) {
        var names = new ArrayList<String>();
        for (Matcher matcher = NAME.matcher(line); matcher.find(); ) {
            names.add(matcher.group(1));
        }
        return names;
    }
}
