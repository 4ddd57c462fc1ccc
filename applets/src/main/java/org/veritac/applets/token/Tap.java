// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.applets.token;

import javacard.framework.JCSystem;
import javacard.framework.Util;

import org.veritac.applets.channel.Bytes;

/// What a token remembers as long as one channel lives: names are places in it.
final class Tap {
    /// How far it is: whether the handset said who it is; whether how things stand was asked;
    /// whether the PIN was presented; whether the handset is on the token's list.
    static final short IDENTIFIED = 0;

    static final short GREETED = 1;
    static final short PIN_SHOWN = 2;
    static final short SERVED = 3;

    /// How many parts were copied.
    static final short BUFFERED = 4;

    /// Of the handset's memory, as its binding says.
    static final short PROTECTION = 5;

    /// Over which the channel goes: 1 slot, 2 USB, 4 contactless.
    static final short MEDIUM = 6;

    static final short HANDSET = 7;
    static final short COMMITMENT = 15;

    /// Of this channel, 16 bytes that name no other.
    static final short BINDER = 31;

    /// Serial of the certificate that the handset showed.
    static final short SERIAL = 47;

    /// As the handset said (4).
    static final short TIME = 55;

    /// Whether the channel names no certificate, so that who is there proves it; and with which
    /// point of its binding (65).
    static final short KEYED = 59;

    static final short SIGNER = 60;

    private static final short BYTES = 125;
    private static final short ID_BYTES = 8;

    private final byte[] memory =
            JCSystem.makeTransientByteArray(BYTES, JCSystem.CLEAR_ON_DESELECT);

    /// Forgets.
    void end() {
        Util.arrayFillNonAtomic(memory, (short) 0, BYTES, (byte) 0);
    }

    byte[] memory() {
        return memory;
    }

    boolean is(short flag) {
        return memory[flag] != 0;
    }

    void set(short flag, boolean value) {
        memory[flag] = (byte) (value ? 1 : 0);
    }

    /// Whether the handset in this channel is the one that the token is paired with.
    boolean isPaired(State state) {
        return is(IDENTIFIED)
                && state.isPaired()
                && Bytes.equal(memory, HANDSET, state.memory(), State.HANDSET, ID_BYTES);
    }
}
