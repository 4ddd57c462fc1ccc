// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.vault;

/// The numbers of one kind while a vault is open.
public final class Numbers {
    private final Numbering numbering;

    Numbers(Numbering numbering) {
        this.numbering = numbering;
    }

    /// The number that digits have or get.
    ///
    /// @param packed as [Packed] makes them
    /// @return -1 when all numbers are given
    public int of(long packed) {
        return numbering.number(0, packed);
    }

    /// The number that a user id has or gets.
    ///
    /// @return -1 when all numbers are given
    public int of(String uid) {
        return numbering.number(Packed.uidHigh(uid), Packed.uidLow(uid));
    }

    /// How many numbers were given since the vault was opened.
    public int addedCount() {
        return numbering.addedCount();
    }

    /// One that was given since.
    ///
    /// @param i 0 to [#addedCount] exclusive
    public int added(int i) {
        return numbering.added(i);
    }

    /// The packed digits of a number that is given.
    public long packed(int number) {
        return numbering.low(number);
    }
}
