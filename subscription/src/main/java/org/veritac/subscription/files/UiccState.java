// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.files;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What is in a card: contents of files, PINs and PUKs, and which files are deactivated. Immutable.
public final class UiccState {
    public static final UiccState EMPTY = new UiccState(Map.of(), Map.of(), Set.of());

    private final Map<FilePath, Content> contents;
    private final Map<CodeKey, Code> codes;
    private final Set<FilePath> inactive;

    private UiccState(
            Map<FilePath, Content> contents, Map<CodeKey, Code> codes, Set<FilePath> inactive) {
        this.contents = contents;
        this.codes = codes;
        this.inactive = inactive;
    }

    /// The content of a file that has its own; see [FileTree#resolve].
    public Optional<Content> content(FilePath path) {
        return Optional.ofNullable(contents.get(path));
    }

    public Optional<Code> code(CodeKey key) {
        return Optional.ofNullable(codes.get(key));
    }

    /// Every PIN and PUK there is.
    public List<CodeKey> codeKeys() {
        return List.copyOf(codes.keySet());
    }

    public boolean isActive(FilePath path) {
        return !inactive.contains(path);
    }

    /// The state after a change.
    public UiccState with(Change change) {
        return switch (change) {
            case Change.OfFile(var path, var content) -> {
                var changed = new LinkedHashMap<>(contents);
                changed.put(path, content);
                yield new UiccState(changed, codes, inactive);
            }
            case Change.OfCode(var key, var code) -> {
                var changed = new LinkedHashMap<>(codes);
                changed.put(key, code);
                yield new UiccState(contents, changed, inactive);
            }
            case Change.OfLife(var path, var active) -> {
                var changed = new LinkedHashSet<>(inactive);
                if (active) {
                    changed.remove(path);
                } else {
                    changed.add(path);
                }
                yield new UiccState(contents, codes, changed);
            }
        };
    }

    /// The state after many changes.
    public UiccState withAll(Iterable<Change> changes) {
        UiccState state = this;
        for (Change change : changes) {
            state = state.with(change);
        }
        return state;
    }

    /// What makes this state of an earlier one of the same tree: nothing is ever removed.
    public List<Change> since(UiccState earlier) {
        var changes = new ArrayList<Change>();
        contents.forEach((path, content) -> {
            if (!Optional.of(content).equals(earlier.content(path))) {
                changes.add(new Change.OfFile(path, content));
            }
        });
        codes.forEach((key, code) -> {
            Code before = earlier.codes.get(key);
            if (before == null || !code.isSame(before)) {
                changes.add(new Change.OfCode(key, code));
            }
        });
        for (FilePath path : inactive) {
            if (earlier.isActive(path)) {
                changes.add(new Change.OfLife(path, false));
            }
        }
        for (FilePath path : earlier.inactive) {
            if (isActive(path)) {
                changes.add(new Change.OfLife(path, true));
            }
        }
        return changes;
    }
}
