// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.tidy;

import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.PackageTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreeScanner;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The names of our own types that a file writes with their package: imports, and qualified names
/// in code.
final class Uses extends TreeScanner<Void, Void> {
    private static final Pattern TYPE =
            Pattern.compile("(org\\.veritac(?:\\.[a-z]\\w*)*)\\.([A-Z]\\w*|\\*).*");
    private final List<Use> found = new ArrayList<>();

    /// One name.
    ///
    /// @param packageName its package
    /// @param type its outermost type, or `*`
    /// @param where the tree that writes it
    record Use(String packageName, String type, Tree where) {}

    static List<Use> of(SourceFile file) {
        var uses = new Uses();
        uses.scan(file.unit(), null);
        return uses.found;
    }

    @Override
    public Void visitPackage(PackageTree tree, Void nothing) {
        return scan(tree.getAnnotations(), null);
    }

    @Override
    public Void visitMemberSelect(MemberSelectTree select, Void nothing) {
        Matcher name = TYPE.matcher(select.toString());
        if (!name.matches()) {
            return super.visitMemberSelect(select, null);
        }
        found.add(new Use(name.group(1), name.group(2), select));
        return null;
    }
}
