// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register;

/// What the register says of a device, mildest first: a later one outweighs an earlier one. White,
/// grey and black are the lists of TS 22.016, clause 5; unknown is the answer of a register whose
/// white list is complete (TS 29.272, clause 6.2.1.3).
public enum Verdict {
    WHITE,
    GREY,
    UNKNOWN,
    BLACK;

    public boolean outweighs(Verdict other) {
        return compareTo(other) > 0;
    }
}
