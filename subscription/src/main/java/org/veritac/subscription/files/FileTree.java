// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.files;

import org.veritac.subscription.files.FileNode.Directory;
import org.veritac.subscription.files.FileNode.ElementaryFile;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Which files a card has, in the order of their creation. Immutable.
public final class FileTree {
    public static final int MF_ID = 0x3F00;

    /// Files and directories together.
    public static final int FILES_MAX = 2048;

    /// How many links may follow each other.
    static final int LINKS_MAX = 4;

    private final Map<FilePath, FileNode> nodes;
    private final Map<FilePath, List<FilePath>> children = new LinkedHashMap<>();
    private final Map<FilePath, FilePath> sharedCodes;

    private FileTree(Builder builder) {
        nodes = new LinkedHashMap<>(builder.nodes);
        sharedCodes = Map.copyOf(builder.sharedCodes);
        for (FilePath path : nodes.keySet()) {
            if (!path.isMf()) {
                children.computeIfAbsent(path.parent(), _ -> new ArrayList<>()).add(path);
            }
        }
    }

    /// What came of adding a file.
    public enum Added {
        DONE,
        /// There is no such directory.
        NO_PARENT,
        /// A file with this identifier is there already.
        EXISTS,
        /// More than [#FILES_MAX] files, or deeper than [FilePath#DEPTH_MAX].
        TOO_MANY
    }

    /// A tree that grows, from the MF on.
    public static final class Builder {
        private final Map<FilePath, FileNode> nodes = new LinkedHashMap<>();
        private final Map<FilePath, FilePath> sharedCodes = new LinkedHashMap<>();

        /// Adds the MF first, then what is in directories that are there.
        public Added add(FilePath path, FileNode node) {
            if (nodes.containsKey(path)) {
                return Added.EXISTS;
            }
            if (nodes.size() == FILES_MAX) {
                return Added.TOO_MANY;
            }
            if (!path.isMf() && !(nodes.get(path.parent()) instanceof Directory)) {
                return Added.NO_PARENT;
            }
            nodes.put(path, node);
            return Added.DONE;
        }

        /// Lets a directory use the local PINs of another.
        public void shareCodes(FilePath directory, FilePath of) {
            sharedCodes.put(directory, of);
        }

        public Optional<FileNode> find(FilePath path) {
            return Optional.ofNullable(nodes.get(path));
        }

        public FileTree build() {
            return new FileTree(this);
        }
    }

    public Optional<FileNode> find(FilePath path) {
        return Optional.ofNullable(nodes.get(path));
    }

    Optional<ElementaryFile> file(FilePath path) {
        return nodes.get(path) instanceof ElementaryFile file
                ? Optional.of(file)
                : Optional.empty();
    }

    Optional<Directory> directory(FilePath path) {
        return nodes.get(path) instanceof Directory directory
                ? Optional.of(directory)
                : Optional.empty();
    }

    /// Every path, in the order of creation.
    public List<FilePath> paths() {
        return List.copyOf(nodes.keySet());
    }

    /// What is in a directory.
    public List<FilePath> children(FilePath directory) {
        return children.getOrDefault(directory, List.of());
    }

    /// Whose content a file shows: its own path, or where its links end; empty when they end
    /// nowhere.
    public Optional<FilePath> resolve(FilePath path) {
        FilePath at = path;
        for (int i = 0; i <= LINKS_MAX; i++) {
            if (!(nodes.get(at) instanceof ElementaryFile file)) {
                return Optional.empty();
            }
            FilePath link = file.link();
            if (link == null) {
                return Optional.of(at);
            }
            at = link;
        }
        return Optional.empty();
    }

    /// The first application whose AID starts with these bytes.
    public Optional<FilePath> application(byte[] aid) {
        return nodes.entrySet().stream()
                .filter(entry ->
                        entry.getValue() instanceof Directory directory
                                && directory.isApplication()
                                && directory.name().startsWith(aid))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    boolean isApplication(FilePath path) {
        return nodes.get(path) instanceof Directory directory && directory.isApplication();
    }

    /// The application a file belongs to.
    Optional<FilePath> applicationOf(FilePath path) {
        return path.upwards().stream().filter(this::isApplication).findFirst();
    }

    /// Whose local PINs count in a directory: its own, or those it shares.
    FilePath codesOf(FilePath directory) {
        return sharedCodes.getOrDefault(directory, directory);
    }
}
