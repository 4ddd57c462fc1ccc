// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.tidy;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Names that say nothing, and what to write instead.
final class Names {
    /// A pattern of whole names, and the advice.
    private static final Map<String, String> TYPES =
            Map.of(
                    ".*Impl", "name it by how it differs, such as FileStore and MemoryStore",
                    "(Abstract|Base)[A-Z].*", "name the idea; share code by composition",
                    "(.*[a-z0-9])?(Manager|Helper|Utils?|Common|Misc)([A-Z].*)?",
                            "name what it does, and put it where it is used",
                    ".*(Data|Info)", "name the thing itself; every type is data",
                    "Handler", "name what is handled",
                    "I[A-Z][a-z].*", "an interface has the plain name",
                    ".*V[2-9]", "when a better way lands, the old one leaves",
                    "(New|Legacy|Old)[A-Z].*", "when a better way lands, the old one leaves");

    private static final Set<String> PACKAGES =
            Set.of("util", "utils", "common", "core", "misc", "impl", "base", "internal", "helper");

    private Names() {}

    static List<Complaint> ofTypes(SourceTree tree) {
        var complaints = new ArrayList<Complaint>();
        for (SourceFile file : tree.java()) {
            for (ClassTree type : file.types()) {
                String name = type.getSimpleName().toString();
                TYPES.forEach((pattern, advice) -> {
                    if (name.matches(pattern)) {
                        complaints.add(file.complain(type, name + ": " + advice));
                    }
                });
            }
        }
        return complaints;
    }

    static List<Complaint> ofPackages(SourceTree tree) {
        var complaints = new ArrayList<Complaint>();
        for (SourceFile file : tree.java()) {
            for (String part : file.packageName().split("\\.")) {
                if (PACKAGES.contains(part)) {
                    complaints.add(
                            Complaint.about(
                                    file.path(), "package " + part + ": one plain domain noun"));
                }
            }
        }
        return complaints;
    }

    static List<Complaint> ofAccessors(SourceTree tree) {
        var complaints = new ArrayList<Complaint>();
        tree.main()
                .forEach(file -> {
                    for (ClassTree type : file.types()) {
                        for (Tree member : type.getMembers()) {
                            if (member instanceof MethodTree method && isGetter(method)) {
                                complaints.add(
                                        file.complain(
                                                method,
                                                method.getName()
                                                        + "(): an accessor has the plain"
                                                        + " name"));
                            }
                        }
                    }
                });
        return complaints;
    }

    private static boolean isGetter(MethodTree method) {
        return method.getParameters().isEmpty()
                && method.getName().toString().matches("get[A-Z].*")
                && !SourceFile.overrides(method);
    }
}
