// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.files;

import org.veritac.card.apdu.CommandApdu;

/// A command of a terminal.
///
/// @param inGsm whether it came in class A0
record Command(CommandApdu apdu, boolean inGsm) {
    private static final int SHORT_IDENTIFIER = 0x80;
    private static final int SHORT_IDENTIFIER_MASK = 0x1F;

    int p1() {
        return apdu.p1();
    }

    int p2() {
        return apdu.p2();
    }

    byte[] data() {
        return apdu.data();
    }

    /// The short identifier in P1 of a command about bytes, 0 for the selected file.
    int binarySfi() {
        return !inGsm && (p1() & SHORT_IDENTIFIER) != 0 ? p1() & SHORT_IDENTIFIER_MASK : 0;
    }

    /// The short identifier in P2 of a command about records, 0 for the selected file.
    int recordSfi() {
        return inGsm ? 0 : p2() >> 3;
    }

    /// How many bytes to answer when so many are there; negative when the terminal asked for more
    /// than that.
    int wanted(int available) {
        int expected = apdu.expected();
        boolean any =
                expected == CommandApdu.SHORT_EXPECTED_MAX || expected == CommandApdu.EXPECTED_MAX;
        if (any || expected == 0) {
            int most = expected == 0 ? CommandApdu.SHORT_EXPECTED_MAX : expected;
            return Math.min(most, available);
        }
        return expected <= available ? expected : -1;
    }

    /// "Ask again for so many."
    Reply wrongLength(int available) {
        return available > 0xFF
                ? Reply.refused(Status.WRONG_LENGTH)
                : new Reply.RefusedAs((inGsm ? 0x6700 : 0x6C00) | available);
    }
}
