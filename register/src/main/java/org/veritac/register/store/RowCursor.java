// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.store;

import org.veritac.register.Entry;
import org.veritac.register.Reason;

import java.io.IOException;

/// Walks over what one place says of the keys of one kind, in the order of keys and subscribers,
/// without making an object for each.
interface RowCursor {
    /// Steps to the next row; false at the end.
    boolean next() throws IOException;

    long a();

    long b();

    /// The key of the only subscriber it is about, 0 for everyone.
    long imsi();

    /// Whether the row takes an entry back.
    boolean removed();

    Reason reason();

    /// The first second at which it holds, or [Ledger#ALWAYS].
    long from();

    /// The last second at which it holds, or [Ledger#FOREVER].
    long until();

    /// Where it was stated. Of two rows of one stack with the same key, the later decides.
    long position();

    /// When it was stated, in seconds.
    long atSecond();

    /// The row in full, of one that is not removed.
    Entry entry() throws IOException;

    /// Whether it is an entry that holds as of a second. One that began before it was stated holds
    /// from then on, without waiting for a tick; one that had ended by then never holds.
    default boolean holds(long second) {
        long now = Math.max(second, atSecond());
        return !removed() && from() <= now && until() >= now;
    }
}
