// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.applets.store;

/// A few bytes that are changed all at once, in memory that may lose power at any write and rolls
/// nothing back: two copies, of which one byte says which is meant. The next value is written into
/// the other copy, then that byte, whose write is one write. Before it the record is the old one,
/// after it the new one.
public final class Record {
    private final byte[] first;
    private final byte[] second;

    /// Its only element says which copy is meant: 0 the first, 1 the second.
    private final byte[] meant;

    /// @param size of the record in bytes, which are 00 until they are written
    public Record(short size) {
        first = new byte[size];
        second = new byte[size];
        meant = new byte[1];
    }

    /// What the record is. Never to be written.
    public byte[] current() {
        return meant[0] == 0 ? first : second;
    }

    /// What it will be. Whatever an earlier, torn change left there is to be overwritten whole.
    public byte[] next() {
        return meant[0] == 0 ? second : first;
    }

    /// Makes the next value the current one.
    public void commit() {
        meant[0] = (byte) (1 - meant[0]);
    }
}
