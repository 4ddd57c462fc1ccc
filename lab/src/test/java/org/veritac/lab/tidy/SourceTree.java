// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.tidy;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/// The files of the repository that rules look at: all paths, and the text of those that people
/// write. What is built, fetched or recorded is not among them.
///
/// @param texts path from the root, with slashes, and text; empty text for files of other kinds
/// @param java the Java files, parsed
record SourceTree(Map<String, String> texts, List<SourceFile> java) {
    private static final Set<String> SKIPPED =
            Set.of("target", ".git", "data", ".idea", ".vscode", ".cifuzz-corpus");

    static SourceTree read(Path root) throws IOException {
        var texts = new TreeMap<String, String>();
        Files.walkFileTree(
                root,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes a) {
                        return SKIPPED.contains(dir.getFileName().toString())
                                ? FileVisitResult.SKIP_SUBTREE
                                : FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes a)
                            throws IOException {
                        String path = root.relativize(file).toString().replace('\\', '/');
                        texts.put(path, isText(path) ? Files.readString(file) : "");
                        return FileVisitResult.CONTINUE;
                    }
                });
        return of(texts);
    }

    /// A tree of the given files.
    static SourceTree of(Map<String, String> texts) {
        try {
            return new SourceTree(new TreeMap<>(texts), parse(texts));
        } catch (IOException e) {
            throw new AssertionError("sources are in memory", e);
        }
    }

    Stream<SourceFile> main() {
        return java.stream().filter(SourceFile::isMain);
    }

    String text(String path) {
        return texts.getOrDefault(path, "");
    }

    /// The paths and texts whose path matches a regular expression as a whole.
    Stream<Map.Entry<String, String>> matching(String path) {
        return texts.entrySet().stream().filter(file -> file.getKey().matches(path));
    }

    private static boolean isText(String path) {
        return path.matches(".*\\.(java|xml|md|sh|txt)") || isScript(path);
    }

    static boolean isScript(String path) {
        return path.equals("veritac") || path.equals(".ci/run") || path.endsWith(".sh");
    }

    /// Whether a Java file stands in for a class of a library, under the library's name and rules.
    static boolean isStandIn(String path) {
        return path.contains("/src/main/java/com/");
    }

    private static List<SourceFile> parse(Map<String, String> texts) throws IOException {
        var objects = new ArrayList<JavaFileObject>();
        texts.forEach((path, text) -> {
            if (path.endsWith(".java") && !isStandIn(path)) {
                objects.add(new InMemory(path, text));
            }
        });
        if (objects.isEmpty()) {
            return List.of();
        }
        var task =
                (JavacTask)
                        ToolProvider.getSystemJavaCompiler()
                                .getTask(null, null, null, List.of("-proc:none"), null, objects);
        DocTrees docs = DocTrees.instance(task);
        var files = new ArrayList<SourceFile>();
        for (CompilationUnitTree unit : task.parse()) {
            String path = unit.getSourceFile().toUri().getPath().substring(1);
            files.add(new SourceFile(path, texts.getOrDefault(path, ""), unit, docs));
        }
        return List.copyOf(files);
    }

    private static final class InMemory extends SimpleJavaFileObject {
        private final String text;

        InMemory(String path, String text) {
            super(URI.create("string:///" + path), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
