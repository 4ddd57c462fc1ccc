// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.applets;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The classes of this module are what a converter for Java Card takes: see [Subset].
final class SubsetTest {
    @Test
    void everyClassKeepsToTheSubset() throws IOException {
        List<ClassModel> classes = classes();
        assertThat(classes).hasSizeGreaterThan(10);
        List<String> complaints =
                classes.stream().flatMap(model -> new Subset(model).complaints().stream()).toList();
        assertThat(complaints).isEmpty();
    }

    private static List<ClassModel> classes() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("target/classes/org/veritac/applets"))) {
            return files.filter(file -> file.toString().endsWith(".class"))
                    .map(SubsetTest::parse)
                    .toList();
        }
    }

    private static ClassModel parse(Path file) {
        try {
            return ClassFile.of().parse(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static List<String> of(Class<?> type) throws IOException {
        try (var in = type.getResourceAsStream(type.getName().replaceAll(".*\\.", "") + ".class")) {
            return new Subset(ClassFile.of().parse(in.readAllBytes())).complaints();
        }
    }

    @Test
    void eachRuleCanFail() throws IOException {
        assertThat(of(Sinner.class))
                .anyMatch(text -> text.contains("string"))
                .anyMatch(text -> text.contains("LADD"))
                .anyMatch(text -> text.contains("java/util/Random"))
                .anyMatch(text -> text.contains("allocates"))
                .anyMatch(text -> text.contains("int where a short is needed"))
                .anyMatch(text -> text.contains("MULTIANEWARRAY"))
                .anyMatch(text -> text.contains("INVOKEDYNAMIC"))
                .anyMatch(text -> text.contains("type I"))
                .anyMatch(text -> text.contains("static field"));
    }

    /// Everything that a card has not.
    @SuppressWarnings("unused")
    static final class Sinner {
        static short changing;
        int number;

        String text() {
            return "text";
        }

        long sum(long a, long b) {
            return a + b;
        }

        Object random() {
            return new java.util.Random(1);
        }

        byte at(byte[] array, short offset) {
            return array[offset + 1];
        }

        Object grid() {
            return new byte[2][2];
        }

        Runnable later() {
            return () -> changing++;
        }
    }
}
