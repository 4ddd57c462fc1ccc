// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.handset.modem;

import org.veritac.handset.terminal.Reply;
import org.veritac.handset.terminal.Terminal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;

/// Short messages that are for the card (TS 31.111, clause 7.1.1).
final class Download {
    private static final int SMS_PP_DOWNLOAD = 0xD1;
    private static final int ORIGINATOR_AT = 1;
    private static final int DATA_DOWNLOAD = 0x7F;
    private static final int CLASS_2_BITS = 0x02;
    private static final int CLASS_MASK = 0x03;
    private static final int REPORT_PARAMETERS = 0x07;
    private static final int USER_DATA_HEADER = 0x40;
    private static final int UNIT_MAX = 232;

    private final Terminal terminal;

    Download(Terminal terminal) {
        this.terminal = terminal;
    }

    /// Hands an SMS-DELIVER to the card, if it is for the card.
    ///
    /// @param centre the service centre's address; empty when it is not known
    /// @return the SMS-DELIVER-REPORT with what the card answers; empty when it answers nothing
    Optional<byte[]> take(byte[] unit, byte[] centre) throws IOException {
        if (!isForCard(unit)) {
            return Optional.empty();
        }
        var content = new ByteArrayOutputStream();
        content.writeBytes(new byte[] {(byte) 0x82, 0x02, (byte) 0x83, (byte) 0x81});
        if (centre.length > 0) {
            content.writeBytes(new byte[] {(byte) 0x86, (byte) centre.length});
            content.writeBytes(centre);
        }
        content.write(0x8B);
        writeLength(content, unit.length);
        content.writeBytes(unit);
        var template = new ByteArrayOutputStream();
        template.write(SMS_PP_DOWNLOAD);
        writeLength(template, content.size());
        template.writeBytes(content.toByteArray());
        Reply reply = terminal.envelope(template.toByteArray());
        byte[] data = reply.data();
        return data.length == 0 ? Optional.empty() : Optional.of(report(unit, data));
    }

    private static void writeLength(ByteArrayOutputStream out, int length) {
        if (length > 0x7F) {
            out.write(0x81);
        }
        out.write(length);
    }

    /// Protocol identifier and coding scheme of class 2 data for the card (TS 23.040, clause
    /// 9.2.3.9).
    private static boolean isForCard(byte[] unit) {
        if (unit.length < ORIGINATOR_AT + 2 || unit.length > UNIT_MAX) {
            return false;
        }
        int identifier = ORIGINATOR_AT + 2 + ((unit[ORIGINATOR_AT] & 0xFF) + 1) / 2;
        return identifier + 1 < unit.length
                && (unit[identifier] & 0xFF) == DATA_DOWNLOAD
                && (unit[identifier + 1] & CLASS_MASK) == CLASS_2_BITS;
    }

    /// An SMS-DELIVER-REPORT for RP-ACK (TS 23.040, clause 9.2.2.1a).
    private static byte[] report(byte[] unit, byte[] data) {
        int identifier = ORIGINATOR_AT + 2 + ((unit[ORIGINATOR_AT] & 0xFF) + 1) / 2;
        var out = new ByteArrayOutputStream();
        out.write(USER_DATA_HEADER);
        out.write(REPORT_PARAMETERS);
        out.write(unit[identifier]);
        out.write(unit[identifier + 1]);
        out.write(data.length);
        out.writeBytes(data);
        return out.toByteArray();
    }
}
