// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.applets.token;

import javacard.framework.ISO7816;
import javacard.framework.ISOException;

/// The status words by which a token refuses: few, so that a stranger learns nothing from the
/// difference.
final class Refusal {
    /// Not in this state, not for this pair, not with this content, not by this policy.
    static final short CONDITIONS = ISO7816.SW_CONDITIONS_NOT_SATISFIED;

    /// Not identified, or not a handset that this token serves: the end of the channel.
    static final short SECURITY = ISO7816.SW_SECURITY_STATUS_NOT_SATISFIED;

    /// No message of the interface.
    static final short MALFORMED = ISO7816.SW_WRONG_DATA;

    /// Wrong PIN or unblocking key; the tries left go into its last half byte.
    static final short WRONG_PIN = 0x63C0;

    /// No tries left, or no PIN set.
    static final short PIN_BLOCKED = 0x6983;

    static final short NO_RECEIPT = ISO7816.SW_RECORD_NOT_FOUND;
    static final short UNKNOWN = ISO7816.SW_INS_NOT_SUPPORTED;

    /// A command or an answer was changed on its way: the end of the channel.
    static final short MAC = 0x6988;

    private Refusal() {}

    /// Refuses as CONDITIONS unless all is well.
    static void unless(boolean good) {
        if (!good) {
            ISOException.throwIt(CONDITIONS);
        }
    }

    /// Refuses as MALFORMED unless all is well.
    static void malformedUnless(boolean good) {
        if (!good) {
            ISOException.throwIt(MALFORMED);
        }
    }

    /// Refuses as SECURITY unless all is well.
    static void insecureUnless(boolean good) {
        if (!good) {
            ISOException.throwIt(SECURITY);
        }
    }

    /// Refuses a PIN.
    static void wrongPin(byte triesLeft) {
        ISOException.throwIt((short) (WRONG_PIN | triesLeft));
    }

    /// Whether a status word is a warning, which a channel protects as it does 9000.
    static boolean isWarning(short status) {
        return (short) (status & (short) 0xFFF0) == WRONG_PIN;
    }
}
