// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.sightings;

import java.nio.file.Path;

/// Where sightings are kept, and how long.
///
/// @param folder the folder of the files; made when there is something to write
/// @param days how many days before today stay; older files are deleted. 0 keeps only today.
/// @param freeBytes how much of the disk is left free: with less, nothing is written, so that
///   sightings never take the room that changes need
public record Keeping(Path folder, int days, long freeBytes) {

    /// Enough for a journal to grow and an index to be built.
    public static final long FREE_BYTES = 1L << 30;

    public Keeping {
        if (days < 0 || freeBytes < 0) {
            throw new IllegalArgumentException("days and bytes are not negative");
        }
    }

    /// Keeps files for some days, and [#FREE_BYTES] free.
    public static Keeping of(Path folder, int days) {
        return new Keeping(folder, days, FREE_BYTES);
    }
}
