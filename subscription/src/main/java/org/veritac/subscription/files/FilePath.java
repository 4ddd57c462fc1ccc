// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.files;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// Where a file is: the identifiers from the MF down, without 3F00. An application stands here with
/// the identifier that its profile gives it; no terminal selects it by that.
///
/// @param ids each of two bytes; none for the MF
public record FilePath(List<Integer> ids) {
    /// How deep files may lie.
    public static final int DEPTH_MAX = 8;

    public static final FilePath MF = new FilePath(List.of());

    public FilePath {
        ids = List.copyOf(ids);
        if (ids.size() > DEPTH_MAX || ids.stream().anyMatch(id -> id >>> 16 != 0)) {
            throw new IllegalArgumentException("at most eight identifiers of two bytes");
        }
    }

    /// A path in hexadecimal digits, such as `7F105F3A`.
    public static FilePath of(String hex) {
        return read(HexFormat.of().parseHex(hex))
                .orElseThrow(() -> new IllegalArgumentException("no path: " + hex));
    }

    /// A path from a stranger; empty when the bytes are none.
    public static Optional<FilePath> read(byte[] bytes) {
        if (bytes.length % 2 != 0 || bytes.length > 2 * DEPTH_MAX) {
            return Optional.empty();
        }
        var ids = new ArrayList<Integer>();
        for (int i = 0; i < bytes.length; i += 2) {
            ids.add((bytes[i] & 0xFF) << 8 | (bytes[i + 1] & 0xFF));
        }
        return Optional.of(new FilePath(ids));
    }

    public boolean isMf() {
        return ids.isEmpty();
    }

    /// The path of a file in this directory.
    ///
    /// @throws IllegalArgumentException when that were too deep
    public FilePath child(int id) {
        var longer = new ArrayList<>(ids);
        longer.add(id);
        return new FilePath(longer);
    }

    /// The directory it is in; the MF is in itself.
    public FilePath parent() {
        return isMf() ? this : new FilePath(ids.subList(0, ids.size() - 1));
    }

    /// Its own identifier, 3F00 for the MF.
    public int id() {
        return isMf() ? FileTree.MF_ID : ids.getLast();
    }

    /// This one and every directory above it, the MF last.
    List<FilePath> upwards() {
        var all = new ArrayList<FilePath>();
        for (int i = ids.size(); i >= 0; i--) {
            all.add(new FilePath(ids.subList(0, i)));
        }
        return all;
    }

    public byte[] bytes() {
        byte[] bytes = new byte[2 * ids.size()];
        for (int i = 0; i < ids.size(); i++) {
            bytes[2 * i] = (byte) (ids.get(i) >> 8);
            bytes[2 * i + 1] = (byte) (int) ids.get(i);
        }
        return bytes;
    }

    @Override
    public String toString() {
        return isMf() ? "3F00" : HexFormat.of().withUpperCase().formatHex(bytes());
    }
}
