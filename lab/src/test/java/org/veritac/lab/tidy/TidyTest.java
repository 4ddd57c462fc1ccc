// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.tidy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The house rules over the whole repository. Each failure lists the places and what to do there;
/// [RuleTest] shows that each rule can fail.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TidyTest {
    private SourceTree tree = new SourceTree(Map.of(), List.of());

    @BeforeAll
    void read() throws IOException {
        Path root = Path.of("..").toAbsolutePath().normalize();
        assertThat(root.resolve(ArrowTable.DOCUMENT)).as("run in the folder lab").exists();
        assertThat(Files.isDirectory(root.resolve("identity"))).isTrue();
        tree = SourceTree.read(root);
        if (Boolean.getBoolean("tidy.fix")) {
            Format.fix(tree, root);
            tree = SourceTree.read(root);
        }
        assertThat(tree.main()).as("sources found").hasSizeGreaterThan(10);
    }

    @Test
    void packagesUseEachOtherAsTheArchitectureSays() {
        assertTidy(Arrows::of);
    }

    @Test
    void modulesDependOnEachOtherAsTheArchitectureSays() {
        assertTidy(Poms::modulesFollowArrows);
    }

    @Test
    void versionsAreExactAndStandInTheRoot() {
        assertTidy(Poms::versionsAreExact);
    }

    @Test
    void everyDependencyHasADecision() {
        assertTidy(Poms::dependenciesAreDecided);
    }

    @Test
    void typesHaveTellingNames() {
        assertTidy(Names::ofTypes);
    }

    @Test
    void packagesHaveTellingNames() {
        assertTidy(Names::ofPackages);
    }

    @Test
    void accessorsHavePlainNames() {
        assertTidy(Names::ofAccessors);
    }

    @Test
    void filesAreShort() {
        assertTidy(Sizes::ofFiles);
    }

    @Test
    void methodsAreShort() {
        assertTidy(Sizes::ofMethods);
    }

    @Test
    void parameterListsAreShort() {
        assertTidy(Sizes::ofParameterLists);
    }

    @Test
    void documentsAreShort() {
        assertTidy(Sizes::ofDocuments);
    }

    @Test
    void onlyConsoleAndLabMakeTheWorld() {
        assertTidy(World::isMadeByConsoleAndLab);
    }

    @Test
    void everyFileHasALicence() {
        assertTidy(Documentation::everyFileHasALicence);
    }

    @Test
    void everyPackageIsDescribed() {
        assertTidy(Documentation::everyPackageIsDescribed);
    }

    @Test
    void everyPublicTypeSaysWhatItIs() {
        assertTidy(Documentation::everyPublicTypeSaysWhatItIs);
    }

    @Test
    void nothingIsPromisedInComments() {
        assertTidy(Documentation::nothingIsPromisedInComments);
    }

    @Test
    void everyVectorIsRead() {
        assertTidy(Documentation::everyVectorIsRead);
    }

    @Test
    void everyTestIsRun() {
        assertTidy(Documentation::everyTestIsRun);
    }

    @Test
    void everyJavaFileIsFormatted() {
        assertTidy(Format::isThatOfTheFormatter);
    }

    private void assertTidy(Rule rule) {
        List<Complaint> complaints = rule.check(tree);
        String text =
                complaints.stream()
                        .map(Complaint::toString)
                        .sorted()
                        .collect(Collectors.joining("\n", "\n", "\n"));
        assertThat(complaints).withFailMessage(text).isEmpty();
    }
}
