// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.applets.channel;

import javacard.framework.APDU;
import javacard.framework.ISO7816;
import javacard.framework.ISOException;
import javacard.framework.JCSystem;
import javacard.framework.Util;

/// Puts the links of a chained command together (ISO/IEC 7816-4, 5.3.3). Only certificates and what
/// comes through an open channel may be chained.
public final class CommandChain {
    /// What `receive` says while more is to come.
    public static final short MORE = -1;

    private static final short HEADER = 4;
    private static final byte CHAINED = 0x10;
    private static final byte SECURITY_OPERATION = 0x2A;

    /// Parts of the state: data so far, and whether a chain is open.
    private static final short LENGTH = 0;

    private static final short OPEN = 1;
    private static final short PARTS = 2;

    private final Session session;
    private final byte[] data;
    private final short most;
    private final byte[] head = JCSystem.makeTransientByteArray(HEADER, JCSystem.CLEAR_ON_DESELECT);
    private final short[] state =
            JCSystem.makeTransientShortArray(PARTS, JCSystem.CLEAR_ON_DESELECT);

    /// @param session whose openness allows chains
    /// @param data where commands are put together
    /// @param most bytes of data in a command, chained or not
    public CommandChain(Session session, byte[] data, short most) {
        this.session = session;
        this.data = data;
        this.most = most;
    }

    /// The header of the command, without the bit that says that it is chained.
    public byte[] head() {
        return head;
    }

    /// Receives a command or a link behind what came before.
    ///
    /// @return the length of all data, or `MORE`
    public short receive(APDU apdu) {
        byte[] buffer = apdu.getBuffer();
        short received = apdu.setIncomingAndReceive();
        short from = apdu.getOffsetCdata();
        short end = continues(buffer) ? state[LENGTH] : 0;
        boolean more = (byte) (buffer[ISO7816.OFFSET_CLA] & CHAINED) != 0;
        Util.arrayCopyNonAtomic(buffer, (short) 0, head, (short) 0, HEADER);
        head[0] = (byte) (head[0] & ~CHAINED);
        end();
        while (received > 0) {
            if (received > (short) (most - end)) {
                ISOException.throwIt(ISO7816.SW_WRONG_LENGTH);
            }
            end = Util.arrayCopyNonAtomic(buffer, from, data, end, received);
            received = apdu.receiveBytes(from);
        }
        if (!more) {
            return end;
        }
        if (head[1] != SECURITY_OPERATION && !session.isOpen()) {
            ISOException.throwIt(ISO7816.SW_COMMAND_CHAINING_NOT_SUPPORTED);
        }
        state[OPEN] = 1;
        state[LENGTH] = end;
        return MORE;
    }

    /// Forgets a chain that is open.
    public void end() {
        state[OPEN] = 0;
    }

    /// Whether this is the next link of the chain that is open. Another command in its place is an
    /// error.
    private boolean continues(byte[] buffer) {
        if (state[OPEN] == 0) {
            return false;
        }
        boolean same =
                (byte) (buffer[0] & ~CHAINED) == head[0]
                        && Util.arrayCompare(buffer, (short) 1, head, (short) 1, (short) 3) == 0;
        if (!same) {
            ISOException.throwIt(ISO7816.SW_LAST_COMMAND_EXPECTED);
        }
        return true;
    }
}
