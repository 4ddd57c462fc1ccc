// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.handset.terminal;

import java.io.ByteArrayOutputStream;
import java.util.Optional;

/// A proactive command, and the terminal response to it (TS 102 223, clauses 6.6 and 6.8).
///
/// @param number as the card counts
/// @param type clause 9.4
/// @param qualifier clause 8.6, by type
/// @param destination device identity for which it is
/// @param fields all of it
record Command(int number, int type, int qualifier, int destination, Fields fields) {
    static final int REFRESH = 0x01;
    static final int MORE_TIME = 0x02;
    static final int POLL_INTERVAL = 0x03;
    static final int POLLING_OFF = 0x04;
    static final int SET_UP_EVENT_LIST = 0x05;
    static final int SEND_SHORT_MESSAGE = 0x13;
    static final int DISPLAY_TEXT = 0x21;
    static final int PROVIDE_LOCAL_INFORMATION = 0x26;
    static final int TIMER_MANAGEMENT = 0x27;
    static final int PERFORM_CARD_APDU = 0x30;
    static final int POWER_ON_CARD = 0x31;
    static final int POWER_OFF_CARD = 0x32;
    static final int GET_READER_STATUS = 0x33;

    private static final int DETAILS = 3;
    private static final byte TERMINAL = (byte) 0x82;
    private static final byte UICC = (byte) 0x81;

    /// What a FETCH has brought; empty when it is no command.
    static Optional<Command> read(byte[] octets) {
        return Fields.ofProactive(octets).flatMap(Command::of);
    }

    private static Optional<Command> of(Fields fields) {
        byte[] details = fields.value(Fields.COMMAND_DETAILS).orElse(new byte[0]);
        byte[] devices = fields.value(Fields.DEVICE_IDENTITIES).orElse(new byte[0]);
        if (details.length != DETAILS || devices.length != 2) {
            return Optional.empty();
        }
        return Optional.of(
                new Command(
                        details[0] & 0xFF,
                        details[1] & 0xFF,
                        details[2] & 0xFF,
                        devices[1] & 0xFF,
                        fields));
    }

    /// The beginning of a TERMINAL RESPONSE to it.
    ///
    /// @param result general result, and additional information if any (clause 8.12)
    ByteArrayOutputStream answer(int... result) {
        var out = new ByteArrayOutputStream();
        Fields.write(out, Fields.COMMAND_DETAILS, (byte) number, (byte) type, (byte) qualifier);
        Fields.write(out, Fields.DEVICE_IDENTITIES, TERMINAL, UICC);
        byte[] octets = new byte[result.length];
        for (int i = 0; i < result.length; i++) {
            octets[i] = (byte) result[i];
        }
        Fields.write(out, Fields.RESULT, octets);
        return out;
    }
}
