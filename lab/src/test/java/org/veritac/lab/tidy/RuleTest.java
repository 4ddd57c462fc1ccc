// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.tidy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.LinkedHashMap;
import java.util.Map;

/// Shows that each rule finds what it looks for, and lets the right thing pass.
final class RuleTest {
    private static final String HEADER =
            "// SPDX-License-Identifier: Apache-2.0\n// Copyright the Veritac authors\n";
    private static final String KEY = "register/src/main/java/org/veritac/register/Key.java";
    private static final String ARROWS =
            """
            # Architecture
            <!-- arrows -->
            | package | may use | |
            |---|---|---|
            | `identity` | nothing | |
            | `register` | `identity` | |
            <!-- end of arrows -->
            """;

    private final Map<String, String> files = new LinkedHashMap<>();

    RuleTest() {
        files.put("ARCHITECTURE.md", ARROWS);
        java("identity/src/main/java/org/veritac/identity/Imei.java", "public class Imei {}");
        java(KEY, "import org.veritac.identity.Imei;\nclass Key { Imei imei; }");
    }

    @Test
    void arrowsThatAgreePass() {
        assertPasses(Arrows::of);
    }

    @Test
    void anArrowThatIsNotInTheTableFails() {
        java(
                "identity/src/main/java/org/veritac/identity/Tac.java",
                "class Tac { org.veritac.register.Key key; }");
        assertFails(Arrows::of, "Tac.java:4: identity may not use register");
    }

    @Test
    void aPackageThatIsNotInTheTableFails() {
        java("register/src/main/java/org/veritac/register/index/Blocks.java", "class Blocks {}");
        assertFails(Arrows::of, "Blocks.java:1: package register.index has no row");
    }

    @Test
    void anArrowThatNobodyUsesFails() {
        java(KEY, "class Key {}");
        assertFails(Arrows::of, "ARCHITECTURE.md:6: nothing in register uses identity");
    }

    @Test
    void aRowWithoutCodeFailsUnlessPlanned() {
        arrows("| `card` | `identity` | |");
        assertFails(Arrows::of, "ARCHITECTURE.md:7: card has no code");
        arrows("| `card` | `identity` | planned |");
        assertPasses(Arrows::of);
    }

    @Test
    void aPlannedRowWithCodeFails() {
        arrows("| `card` | `identity` | planned |");
        java("card/src/main/java/org/veritac/card/Apdu.java", "class Apdu {}");
        assertFails(Arrows::of, "ARCHITECTURE.md:7: card has come");
    }

    @Test
    void aCircleFails() {
        arrows("| `card` | `handset` | planned |\n| `handset` | `card` | planned |");
        assertFails(Arrows::of, "packages in a circle: card -> handset -> card");
    }

    @Test
    void aTypeWithARowOfItsOwnIsNoPartOfItsPackage() {
        arrows("| `register.Register` | `register` | |");
        java(
                "register/src/main/java/org/veritac/register/Register.java",
                "class Register { org.veritac.register.Key key; }");
        assertPasses(Arrows::of);
        java(KEY, "class Key { org.veritac.identity.Imei a; org.veritac.register.Register b; }");
        assertFails(Arrows::of, "register may not use register.Register");
    }

    @Test
    void aPomThatDoesNotFollowTheArrowsFails() {
        files.put("register/pom.xml", pom(dependency("org.veritac", "identity", "")));
        files.put("identity/pom.xml", pom(""));
        assertPasses(Poms::modulesFollowArrows);
        files.put("identity/pom.xml", pom(dependency("org.veritac", "register", "")));
        assertFails(Poms::modulesFollowArrows, "identity/pom.xml:1: depends on [register]");
    }

    @Test
    void aVersionThatIsNotExactFails() {
        files.put("pom.xml", pom(dependency("a", "b", "1.2.3-jre")));
        assertPasses(Poms::versionsAreExact);
        for (String version : new String[] {"[1,2)", "LATEST", "1.0-SNAPSHOT", "${b.version}"}) {
            files.put("pom.xml", pom(dependency("a", "b", version)));
            assertFails(Poms::versionsAreExact, "b has version " + version);
        }
    }

    @Test
    void aVersionInAModuleFails() {
        files.put("register/pom.xml", pom(dependency("a", "b", "1.0")));
        assertFails(Poms::versionsAreExact, "register/pom.xml:1: the version of b belongs");
    }

    @Test
    void aDependencyWithoutDecisionFails() {
        files.put("pom.xml", pom(dependency("a", "b", "1.0")));
        assertFails(Poms::dependenciesAreDecided, "no file of docs/decisions names `b`");
        files.put("docs/decisions/0001-b.md", "We take `b`.");
        assertPasses(Poms::dependenciesAreDecided);
    }

    @Test
    void emptyTypeNamesFail() {
        for (String name :
                new String[] {
                    "StoreImpl",
                    "BaseStore",
                    "AbstractStore",
                    "StoreManager",
                    "KeyUtil",
                    "KeyUtils",
                    "HelperOfKeys",
                    "EntryData",
                    "EntryInfo",
                    "Handler",
                    "IStore",
                    "StoreV2",
                    "NewStore",
                    "LegacyStore"
                }) {
            java(KEY, "class " + name + " {}");
            assertFails(Names::ofTypes, "Key.java:4: " + name);
        }
        java(KEY, "class Base {} class Utility {} class Newest {} class Imei {} class DataPath {}");
        assertPasses(Names::ofTypes);
    }

    @Test
    void emptyPackageNamesFail() {
        java("register/src/main/java/org/veritac/register/util/Key.java", "class Key {}");
        assertFails(Names::ofPackages, "package util");
    }

    @Test
    void gettersFail() {
        java(KEY, "class Key { int getKind() { return 1; } int get() { return 2; } }");
        assertFails(Names::ofAccessors, "getKind()");
    }

    @Test
    void sizesFailOneAboveTheMaximum() {
        java(KEY, "class Key {" + "\n".repeat(Sizes.FILE_LINES_MAX - 4) + "}");
        assertPasses(Sizes::ofFiles);
        java(KEY, "class Key {" + "\n".repeat(Sizes.FILE_LINES_MAX - 3) + "}");
        assertFails(Sizes::ofFiles, "more than 600 lines");
        java(KEY, "class Key { void a() {" + "\n".repeat(Sizes.METHOD_LINES_MAX - 1) + "} }");
        assertPasses(Sizes::ofMethods);
        java(KEY, "class Key { void a() {" + "\n".repeat(Sizes.METHOD_LINES_MAX) + "} }");
        assertFails(Sizes::ofMethods, "a has 61 lines");
        java(KEY, "record Key(int a, int b, int c, int d, int e) { void f(int a, int b) {} }");
        assertPasses(Sizes::ofParameterLists);
        java(KEY, "class Key { @Override public void f(int a, int b, int c, int d, int e) {} }");
        assertPasses(Sizes::ofParameterLists);
        java(KEY, "class Key { public Key(int a, int b, int c, int d, int e) {} }");
        assertFails(Sizes::ofParameterLists, "more than 4 parameters");
        java(KEY, "class Key { Key(int a, int b, int c, int d, int e, int f) {} }");
        assertPasses(Sizes::ofParameterLists);
        java(KEY, "class Key { Key(int a, int b, int c, int d, int e, int f, int g) {} }");
        assertFails(Sizes::ofParameterLists, "more than 6 parameters");
        files.put("docs/decisions/0001-a.md", "\n".repeat(Sizes.DECISION_LINES_MAX));
        assertPasses(Sizes::ofDocuments);
        files.put("docs/decisions/0001-a.md", "\n".repeat(Sizes.DECISION_LINES_MAX + 1));
        assertFails(Sizes::ofDocuments, "more than 40 lines");
    }

    @Test
    void makingTheWorldFails() {
        for (String call :
                new String[] {
                    "Instant.now()",
                    "System.currentTimeMillis()",
                    "System.getenv(\"A\")",
                    "new SecureRandom()",
                    "new Thread(null)"
                }) {
            java(KEY, "class Key { Object o = " + call + "; }");
            assertFails(World::isMadeByConsoleAndLab, "Key.java:4: ");
        }
        java(KEY, "class Key { Object o = Instant.now(clock); }");
        java("lab/src/main/java/org/veritac/lab/A.java", "class A { Object o = Instant.now(); }");
        assertPasses(World::isMadeByConsoleAndLab);
    }

    @Test
    void aFileWithoutLicenceFails() {
        files.put("register/pom.xml", pom("<!-- SPDX-License-Identifier: Apache-2.0 -->"));
        assertPasses(Documentation::everyFileHasALicence);
        files.put(KEY, "package org.veritac.register;\nclass Key {}");
        assertFails(Documentation::everyFileHasALicence, "Key.java:1: starts without");
        files.remove(KEY);
        files.put("veritac", "#!/usr/bin/env bash\necho hello\n");
        assertFails(Documentation::everyFileHasALicence, "veritac:1: starts without");
    }

    @Test
    void aPackageWithoutDescriptionFails() {
        files.keySet().removeIf(path -> path.startsWith("identity/"));
        String info = KEY.replace("Key", "package-info");
        assertFails(Documentation::everyPackageIsDescribed, "has no package-info.java");
        files.put(info, HEADER + "/// Keys.\npackage org.veritac.register;");
        assertFails(Documentation::everyPackageIsDescribed, "needs @NullMarked");
        files.put(info, HEADER + "/// Keys.\n@NullMarked\npackage org.veritac.register;");
        assertPasses(Documentation::everyPackageIsDescribed);
    }

    @Test
    void aPublicTypeWithoutJavadocFails() {
        files.keySet().removeIf(path -> path.startsWith("identity/"));
        java(KEY, "/// A key.\npublic class Key { class Inner {} }");
        assertPasses(Documentation::everyPublicTypeSaysWhatItIs);
        java(KEY, "/// A key.\npublic class Key { public class Inner {} }");
        assertFails(Documentation::everyPublicTypeSaysWhatItIs, "Inner has no Javadoc");
    }

    @Test
    void aPromiseInACommentFails() {
        java(KEY, "class Key {} // TODO: finish");
        assertFails(Documentation::nothingIsPromisedInComments, "Key.java:4: \"TODO\"");
    }

    @Test
    void aVectorThatNoTestNamesFails() {
        files.put("identity/src/test/resources/vectors/ts-1/clause-2/a.txt", "");
        String test = "identity/src/test/java/org/veritac/identity/ImeiVectors.java";
        java(test, "class ImeiVectors { String a = \"vectors/ts-1/clause-3\"; }");
        assertFails(Documentation::everyVectorIsRead, "a.txt:1: no test reads it");
        java(test, "class ImeiVectors { String a = \"vectors\"; }");
        assertFails(Documentation::everyVectorIsRead, "a.txt:1: no test reads it");
        java(test, "class ImeiVectors { String a = \"vectors/ts-1/clause-2\"; }");
        assertPasses(Documentation::everyVectorIsRead);
    }

    @Test
    void aTestThatTheBuildDoesNotRunFails() {
        String test = "identity/src/test/java/org/veritac/identity/";
        java(test + "ImeiChecks.java", "class ImeiChecks { @Test void a() {} }");
        assertFails(Documentation::everyTestIsRun, "the build does not run it");
        files.remove(test + "ImeiChecks.java");
        java(test + "ImeiTest.java", "class ImeiTest { @Test void a() {} }");
        java(test + "StoreContract.java", "abstract class StoreContract { @Test void a() {} }");
        assertPasses(Documentation::everyTestIsRun);
    }

    @Test
    void aFileThatIsNotFormattedFails() {
        files.keySet().removeIf(path -> !path.equals(KEY));
        java(KEY, "\nclass Key {\n    int a;\n}\n");
        assertPasses(Format::isThatOfTheFormatter);
        java(KEY, "\nclass Key {\n  int a;\n}\n");
        assertFails(Format::isThatOfTheFormatter, "Key.java:6: not as the formatter writes it");
    }

    private void arrows(String rows) {
        files.put("ARCHITECTURE.md", ARROWS.replace("<!-- end", rows + "\n<!-- end"));
    }

    private void java(String path, String code) {
        String folder = path.substring(0, path.lastIndexOf('/'));
        String name = folder.substring(folder.indexOf("org/veritac")).replace('/', '.');
        files.put(path, HEADER + "package " + name + ";\n" + code);
    }

    private static String pom(String dependencies) {
        return "<project>" + dependencies + "</project>";
    }

    private static String dependency(String group, String artifact, String version) {
        return "<dependency><groupId>%s</groupId><artifactId>%s</artifactId>%s</dependency>"
                .formatted(
                        group,
                        artifact,
                        version.isEmpty() ? "" : "<version>" + version + "</version>");
    }

    private void assertPasses(Rule rule) {
        assertThat(rule.check(SourceTree.of(files))).isEmpty();
    }

    private void assertFails(Rule rule, String complaint) {
        assertThat(rule.check(SourceTree.of(files)))
                .extracting(Complaint::toString)
                .anyMatch(text -> text.contains(complaint));
    }
}
