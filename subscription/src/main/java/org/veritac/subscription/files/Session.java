// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.files;

import org.jspecify.annotations.Nullable;
import org.veritac.subscription.files.Condition.Operation;
import org.veritac.subscription.files.FileNode.ElementaryFile;

import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// What a terminal has selected and proven since reset, over what the card remembers.
final class Session {
    final FileTree tree;
    private final Keeper keeper;
    private final Set<CodeKey> presented = new HashSet<>();
    private UiccState state;
    private FilePath directory = FilePath.MF;
    private @Nullable FilePath file;
    private int record;

    Session(FileTree tree, UiccState state, Keeper keeper) {
        this.tree = tree;
        this.state = state;
        this.keeper = keeper;
    }

    void reset() {
        presented.clear();
        select(FilePath.MF);
    }

    UiccState state() {
        return state;
    }

    /// Stores a change; only then it is true.
    void change(Change change) throws IOException {
        keeper.keep(change);
        state = state.with(change);
    }

    FilePath directory() {
        return directory;
    }

    @Nullable FilePath file() {
        return file;
    }

    /// The record pointer, 0 for none.
    int record() {
        return record;
    }

    void pointTo(int number) {
        record = number;
    }

    void select(FilePath path) {
        record = 0;
        if (tree.directory(path).isPresent()) {
            directory = path;
            file = null;
        } else {
            directory = path.parent();
            file = path;
        }
    }

    /// A file that a command is about.
    ///
    /// @param path its own
    /// @param owner of its content
    record Target(FilePath path, FilePath owner, ElementaryFile file, Content content) {
        Structure structure() {
            return file.structure();
        }
    }

    /// Finds the file a command is about, and whether it may do this.
    ///
    /// @param sfi short identifier in the current directory, which becomes selected; 0 for the
    ///   selected file
    private Found find(int sfi, Operation operation) {
        if (sfi != 0) {
            Optional<FilePath> named = named(sfi);
            if (named.isEmpty()) {
                return new Found.Not(Status.FILE_NOT_FOUND);
            }
            select(named.get());
        }
        FilePath path = file;
        if (path == null) {
            return new Found.Not(Status.NO_FILE_SELECTED);
        }
        return tree.file(path)
                .map(found -> found(path, found, operation))
                .orElseGet(() -> new Found.Not(Status.FILE_NOT_FOUND));
    }

    /// What came of it.
    private sealed interface Found {
        record Ef(Target target) implements Found {}

        record Not(Status status) implements Found {}
    }

    /// What is done with a file once it may be.
    @FunctionalInterface
    interface Work {
        Reply on(Target target) throws IOException;
    }

    /// Does something with a file where that is allowed; see [#find].
    Reply with(int sfi, Operation operation, Work work) throws IOException {
        return switch (find(sfi, operation)) {
            case Found.Not(var status) -> Reply.refused(status);
            case Found.Ef(var target) -> work.on(target);
        };
    }

    private Found found(FilePath path, ElementaryFile found, Operation operation) {
        Optional<FilePath> owner = tree.resolve(path);
        Optional<Content> content = owner.flatMap(state::content);
        if (owner.isEmpty() || content.isEmpty()) {
            return new Found.Not(Status.FILE_NOT_FOUND);
        }
        if (!allows(path, found.access(), operation)) {
            return new Found.Not(Status.NOT_ALLOWED);
        }
        boolean lifeOnly = operation == Operation.ACTIVATE || operation == Operation.DEACTIVATE;
        if (!lifeOnly && !state.isActive(path) && !found.isUsableWhenDeactivated()) {
            return new Found.Not(Status.DEACTIVATED);
        }
        return new Found.Ef(new Target(path, owner.get(), found, content.get()));
    }

    private Optional<FilePath> named(int sfi) {
        return tree.children(directory).stream()
                .filter(path -> tree.file(path).filter(node -> node.sfi() == sfi).isPresent())
                .findFirst();
    }

    private boolean allows(FilePath path, AccessReference access, Operation operation) {
        return meets(condition(path, access, operation), path.parent());
    }

    /// What is demanded for an operation on a file. Where the rule is missing: nobody may.
    Condition condition(FilePath path, AccessReference access, Operation operation) {
        for (FilePath place : path.parent().upwards()) {
            if (place.ids().size() < FilePath.DEPTH_MAX) {
                FilePath rules = place.child(access.file());
                Optional<byte[]> rule = record(rules, access.record());
                if (rule.isPresent()) {
                    return Condition.read(rule.get(), operation);
                }
                if (tree.find(rules).isPresent()) {
                    return new Condition.Never();
                }
            }
        }
        return new Condition.Never();
    }

    private Optional<byte[]> record(FilePath path, int number) {
        Optional<Content> content = tree.resolve(path).flatMap(state::content);
        if (content.isEmpty()
                || !(tree.find(path).orElse(null) instanceof ElementaryFile rules)
                || !(rules.structure() instanceof Structure.LinearFixed(int length, int records))
                || number < 1
                || number > records) {
            return Optional.empty();
        }
        return Optional.of(content.get().part((number - 1) * length, length));
    }

    private boolean meets(Condition condition, FilePath place) {
        return switch (condition) {
            case Condition.Always() -> true;
            case Condition.Never() -> false;
            case Condition.Presented(var reference) -> isPresented(reference, place);
            case Condition.Any(var any) -> any.stream().anyMatch(one -> meets(one, place));
            case Condition.All(var all) -> all.stream().allMatch(one -> meets(one, place));
        };
    }

    /// Whether a PIN was presented, or need not be.
    boolean isPresented(int reference, FilePath place) {
        return pin(reference, place)
                .filter(key -> presented.contains(key) || isDisabled(key))
                .isPresent();
    }

    private boolean isDisabled(CodeKey key) {
        return state.code(key).filter(code -> !code.has(Code.ENABLED)).isPresent();
    }

    /// Which PIN a reference means in a directory: a local one is the directory's own, or that of
    /// the nearest above it that has one.
    Optional<CodeKey> pin(int reference, FilePath place) {
        return place.upwards().stream()
                .map(up -> CodeKey.pin(tree.codesOf(up), reference))
                .filter(key -> state.code(key).isPresent())
                .findFirst();
    }

    void presented(CodeKey key, boolean now) {
        if (now) {
            presented.add(key);
        } else {
            presented.remove(key);
        }
    }
}
