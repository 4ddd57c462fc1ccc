// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.tidy;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import javax.lang.model.element.Modifier;

/// How long things may be at most; STYLE.md says what to aim at.
final class Sizes {
    static final int FILE_LINES_MAX = 600;
    static final int METHOD_LINES_MAX = 60;
    static final int PUBLIC_PARAMETERS_MAX = 4;
    static final int PARAMETERS_MAX = 6;

    /// The module whose code is Java Card, where (buffer, offset, length) is one value.
    static final String APPLETS = "applets";

    /// What is called in place of methods of the Java Card API has their parameters.
    static final String STAND_IN = "org.veritac.lab.card";

    static final int APPLET_PARAMETERS_MAX = 6;
    static final int ARCHITECTURE_LINES_MAX = 300;
    static final int DECISION_LINES_MAX = 40;

    private Sizes() {}

    static List<Complaint> ofFiles(SourceTree tree) {
        return tree.java().stream()
                .filter(file -> file.text().lines().count() > FILE_LINES_MAX)
                .map(file ->
                        Complaint.about(
                                file.path(),
                                "more than "
                                        + FILE_LINES_MAX
                                        + " lines: give a part of it a name of its own"))
                .toList();
    }

    static List<Complaint> ofMethods(SourceTree tree) {
        var complaints = new ArrayList<Complaint>();
        eachMethod(
                tree.java().stream(),
                (file, type, method) -> {
                    long lines = file.lastLine(method) - file.line(method) + 1;
                    if (lines > METHOD_LINES_MAX) {
                        complaints.add(
                                file.complain(
                                        method,
                                        method.getName()
                                                + " has "
                                                + lines
                                                + " lines: divide it, at most "
                                                + METHOD_LINES_MAX));
                    }
                });
        return complaints;
    }

    /// Methods and constructors. The components of a record are fields and may be more; an override
    /// is not ours to shorten.
    static List<Complaint> ofParameterLists(SourceTree tree) {
        var complaints = new ArrayList<Complaint>();
        eachMethod(
                tree.main(),
                (file, type, method) -> {
                    int most = parametersMax(file, type, method);
                    if (method.getParameters().size() > most) {
                        complaints.add(
                                file.complain(
                                        method,
                                        "more than "
                                                + most
                                                + " parameters: those that belong together are a"
                                                + " record"));
                    }
                });
        return complaints;
    }

    private static int parametersMax(SourceFile file, ClassTree type, MethodTree method) {
        boolean components =
                type.getKind() == Tree.Kind.RECORD && method.getName().contentEquals("<init>");
        if (components || SourceFile.overrides(method)) {
            return Integer.MAX_VALUE;
        }
        if (file.module().equals(APPLETS) || file.packageName().equals(STAND_IN)) {
            return APPLET_PARAMETERS_MAX;
        }
        return method.getModifiers().getFlags().contains(Modifier.PUBLIC)
                ? PUBLIC_PARAMETERS_MAX
                : PARAMETERS_MAX;
    }

    static List<Complaint> ofDocuments(SourceTree tree) {
        return tree.matching("ARCHITECTURE\\.md|docs/decisions/.*\\.md")
                .filter(file -> file.getValue().lines().count() > linesMax(file.getKey()))
                .map(file ->
                        Complaint.about(
                                file.getKey(),
                                "more than " + linesMax(file.getKey()) + " lines: say less"))
                .toList();
    }

    private static int linesMax(String document) {
        return document.equals(ArrowTable.DOCUMENT) ? ARCHITECTURE_LINES_MAX : DECISION_LINES_MAX;
    }

    private interface MethodVisit {
        void visit(SourceFile file, ClassTree type, MethodTree method);
    }

    private static void eachMethod(Stream<SourceFile> files, MethodVisit visit) {
        files.forEach(file -> {
            for (ClassTree type : file.types()) {
                for (Tree member : type.getMembers()) {
                    if (member instanceof MethodTree method) {
                        visit.visit(file, type, method);
                    }
                }
            }
        });
    }
}
