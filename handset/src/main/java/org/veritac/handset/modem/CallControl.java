// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.handset.modem;

import org.veritac.handset.terminal.Reply;
import org.veritac.handset.terminal.Terminal;
import org.veritac.identity.SemiOctets;

import java.io.ByteArrayOutputStream;
import java.io.IOException;

/// Asks the card before each call (TS 31.111, clause 7.3.1).
final class CallControl {
    private static final int CALL_CONTROL = 0xD4;
    private static final int NOT_ALLOWED = 0x01;
    private static final byte UNKNOWN_ISDN = (byte) 0x81;
    private static final int NUMBER_MAX = 40;
    private static final int ASKED_MAX = 2;

    private final Terminal terminal;

    CallControl(Terminal terminal) {
        this.terminal = terminal;
    }

    /// Whether the card allows it; when it wants something first, it is asked twice.
    boolean allows(String number) throws IOException {
        if (number.length() > NUMBER_MAX) {
            return false;
        }
        for (int count = 0; count < ASKED_MAX; count++) {
            if (asked(number)) {
                return true;
            }
        }
        return false;
    }

    private boolean asked(String number) throws IOException {
        byte[] digits = SemiOctets.write(number);
        var content = new ByteArrayOutputStream();
        content.writeBytes(new byte[] {(byte) 0x82, 0x02, (byte) 0x82, (byte) 0x81});
        content.writeBytes(new byte[] {(byte) 0x86, (byte) (digits.length + 1), UNKNOWN_ISDN});
        content.writeBytes(digits);
        var template = new ByteArrayOutputStream();
        template.write(CALL_CONTROL);
        template.write(content.size());
        template.writeBytes(content.toByteArray());
        Reply reply = terminal.envelope(template.toByteArray());
        byte[] data = reply.data();
        return reply.isOk() && (data.length == 0 || data[0] != NOT_ALLOWED);
    }
}
