// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.tidy;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.Tree;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.lang.model.element.Modifier;

/// What has to stand beside code: who owns it, what a package is, what a public type is.
final class Documentation {
    private static final String SPDX = "SPDX-License-Identifier: Apache-2.0";
    private static final String JAVA_HEADER =
            "// " + SPDX + "\n// Copyright the Veritac authors\npackage org.veritac";
    private static final int HEADER_LINES = 3;
    private static final Pattern PROMISE =
            Pattern.compile("\\b(TODO|FIXME|XXX|HACK)\\b|should never happen|can't happen");

    private Documentation() {}

    static List<Complaint> everyFileHasALicence(SourceTree tree) {
        var complaints = new ArrayList<Complaint>();
        tree.texts()
                .forEach((path, text) -> {
                    if (!hasLicence(path, text)) {
                        complaints.add(Complaint.about(path, "starts without the lines: " + SPDX));
                    }
                });
        return complaints;
    }

    private static boolean hasLicence(String path, String text) {
        if (path.endsWith("package-info.java")
                || !path.endsWith(".java")
                || SourceTree.isStandIn(path)) {
            boolean asked =
                    path.endsWith(".java") || path.endsWith("pom.xml") || SourceTree.isScript(path);
            return !asked || text.lines().limit(HEADER_LINES).anyMatch(line -> line.contains(SPDX));
        }
        return text.startsWith(JAVA_HEADER);
    }

    /// A package whose main code or, where it has none, whose tests have no `package-info`.
    static List<Complaint> everyPackageIsDescribed(SourceTree tree) {
        var described = new TreeMap<String, SourceFile>();
        var first = new TreeMap<String, SourceFile>();
        for (SourceFile file : tree.java()) {
            if (file.isPackageInfo()) {
                described.put(file.packageName(), file);
            }
            first.putIfAbsent(file.packageName(), file);
        }
        var complaints = new ArrayList<Complaint>();
        first.forEach((name, file) -> {
            SourceFile info = described.get(name);
            if (info == null) {
                complaints.add(Complaint.about(file.path(), name + " has no package-info.java"));
            } else if (!isMarked(info) || !info.text().contains("///")) {
                complaints.add(
                        Complaint.about(info.path(), "needs @NullMarked and a /// description"));
            } else if (info.text().contains("Placeholder")) {
                complaints.add(Complaint.about(info.path(), "says nothing yet"));
            }
        });
        return complaints;
    }

    /// A card has no annotations, so main code of applets has none.
    private static boolean isMarked(SourceFile info) {
        return info.text().contains("@NullMarked")
                || (info.module().equals(Sizes.APPLETS) && info.isMain());
    }

    static List<Complaint> everyPublicTypeSaysWhatItIs(SourceTree tree) {
        var complaints = new ArrayList<Complaint>();
        tree.main()
                .forEach(file -> {
                    for (ClassTree type : file.types()) {
                        if (type.getModifiers().getFlags().contains(Modifier.PUBLIC)
                                && !file.hasJavadoc(type)) {
                            complaints.add(
                                    file.complain(type, type.getSimpleName() + " has no Javadoc"));
                        }
                    }
                });
        return complaints;
    }

    static List<Complaint> nothingIsPromisedInComments(SourceTree tree) {
        var complaints = new ArrayList<Complaint>();
        for (SourceFile file : tree.java()) {
            if (isAboutPromises(file)) {
                continue;
            }
            Matcher matcher = PROMISE.matcher(file.text());
            while (matcher.find()) {
                long line = file.text().substring(0, matcher.start()).lines().count();
                complaints.add(
                        new Complaint(
                                file.path(),
                                Math.max(1, line),
                                "\""
                                        + matcher.group()
                                        + "\": open an issue, or say which guarantee rules it"
                                        + " out"));
            }
        }
        return complaints;
    }

    /// This rule and its test have to write the words.
    private static boolean isAboutPromises(SourceFile file) {
        return file.packageName().equals(Documentation.class.getPackageName());
    }

    /// Files below `src/test/resources/vectors` that no Java file of a test names, as themselves or
    /// as a folder they lie in. A folder is named with its standard at least.
    static List<Complaint> everyVectorIsRead(SourceTree tree) {
        var tests =
                tree.java().stream().filter(file -> !file.isMain()).map(SourceFile::text).toList();
        return tree.matching("[^/]+/src/test/resources/vectors/.*")
                .map(Map.Entry::getKey)
                .filter(path -> tests.stream().noneMatch(test -> names(test, path)))
                .map(path -> Complaint.about(path, "no test reads it: name it, or its folder"))
                .toList();
    }

    private static boolean names(String test, String path) {
        String rest = path.substring(path.indexOf("vectors/"));
        while (rest.chars().filter(c -> c == '/').count() >= 1) {
            if (test.contains("\"" + rest + "\"")
                    || test.contains("\"/" + rest + "\"")
                    || test.contains("\"" + rest + "/\"")
                    || test.contains("\"/" + rest + "/\"")) {
                return true;
            }
            rest = rest.substring(0, rest.lastIndexOf('/'));
        }
        return false;
    }

    static List<Complaint> everyTestIsRun(SourceTree tree) {
        var complaints = new ArrayList<Complaint>();
        for (SourceFile file : tree.java()) {
            boolean tests =
                    file.text()
                            .matches("(?s).*@(Test|ParameterizedTest|RepeatedTest|FuzzTest)\\b.*");
            if (tests && !file.isMain() && !isRun(file)) {
                complaints.add(
                        Complaint.about(
                                file.path(),
                                "the build does not run it: end the name with Test, Vectors,"
                                        + " Properties, Scenario, Golden or Fuzz, or make it an"
                                        + " abstract Contract"));
            }
        }
        return complaints;
    }

    private static boolean isRun(SourceFile file) {
        return file.typeName().matches(".*(Test|Vectors|Properties|Scenario|Golden|Fuzz)")
                || (file.typeName().endsWith("Contract") && isAbstract(file));
    }

    private static boolean isAbstract(SourceFile file) {
        return file.unit().getTypeDecls().stream()
                .filter(ClassTree.class::isInstance)
                .map(ClassTree.class::cast)
                .anyMatch(type ->
                        type.getKind() == Tree.Kind.INTERFACE
                                || type.getModifiers().getFlags().contains(Modifier.ABSTRACT));
    }
}
