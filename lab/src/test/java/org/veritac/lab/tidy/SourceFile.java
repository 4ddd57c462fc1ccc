// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.tidy;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreeScanner;

import java.util.ArrayList;
import java.util.List;

/// A Java file of the tree, parsed but not analysed: names are as written.
///
/// @param path from the root of the repository, with slashes
/// @param text what stands in it
/// @param unit the same, parsed
/// @param docs what knows the positions and comments in `unit`
record SourceFile(String path, String text, CompilationUnitTree unit, DocTrees docs) {

    String module() {
        return path.substring(0, path.indexOf('/'));
    }

    boolean isMain() {
        return path.contains("/src/main/");
    }

    boolean isPackageInfo() {
        return path.endsWith("/package-info.java");
    }

    String packageName() {
        return unit.getPackageName() == null ? "" : unit.getPackageName().toString();
    }

    /// The name of the file without `.java`.
    String typeName() {
        return path.substring(path.lastIndexOf('/') + 1, path.length() - ".java".length());
    }

    String qualifiedName() {
        return packageName() + "." + typeName();
    }

    long line(Tree tree) {
        return unit.getLineMap()
                .getLineNumber(docs.getSourcePositions().getStartPosition(unit, tree));
    }

    long lastLine(Tree tree) {
        return unit.getLineMap()
                .getLineNumber(docs.getSourcePositions().getEndPosition(unit, tree));
    }

    boolean hasJavadoc(Tree tree) {
        return docs.getDocCommentTree(TreePath.getPath(unit, tree)) != null;
    }

    Complaint complain(Tree tree, String what) {
        return new Complaint(path, line(tree), what);
    }

    static boolean overrides(MethodTree method) {
        return method.getModifiers().getAnnotations().stream()
                .anyMatch(a -> a.getAnnotationType().toString().equals("Override"));
    }

    /// All named types of the file, nested ones included.
    List<ClassTree> types() {
        var types = new ArrayList<ClassTree>();
        new TreeScanner<Void, Void>() {
            @Override
            public Void visitClass(ClassTree type, Void nothing) {
                if (!type.getSimpleName().isEmpty()) {
                    types.add(type);
                }
                return super.visitClass(type, null);
            }
        }.scan(unit, null);
        return types;
    }
}
