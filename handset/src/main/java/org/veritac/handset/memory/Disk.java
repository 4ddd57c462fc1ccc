// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.handset.memory;

import java.io.IOException;
import java.util.Optional;

/// A few files with plain names on a medium that may lose power at any moment.
///
/// Until [#sync] has returned, a write may be there, in part, or not at all, and the part at which
/// it tore may hold anything.
public interface Disk {
    /// A file holds at most this much: 64 MiB.
    int FILE_BYTES_MAX = 64 * 1024 * 1024;

    /// All of a file, empty when there is none.
    ///
    /// @throws IOException when the medium is broken, or the file has more than [#FILE_BYTES_MAX]
    Optional<byte[]> read(String name) throws IOException;

    /// Writes at a place, which may be up to the end of the file; makes the file where there is
    /// none.
    void write(String name, long offset, byte[] bytes) throws IOException;

    /// Returns when all that was written to the file is durable.
    void sync(String name) throws IOException;

    /// Gives a durable file another name, at once and durably; what had that name is gone.
    void rename(String from, String to) throws IOException;

    /// Removes a file, durably. Where there is none, does nothing.
    void remove(String name) throws IOException;

    /// Puts a whole file in place of another: after a cut there is the old one or the new one.
    default void replace(String name, byte[] bytes) throws IOException {
        String next = name + ".next";
        remove(next);
        write(next, 0, bytes);
        sync(next);
        rename(next, name);
    }
}
