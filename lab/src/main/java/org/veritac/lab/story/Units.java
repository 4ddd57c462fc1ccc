// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.story;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/// Short messages and the secured packets in them, in words (TS 23.040, TS 31.115, TS 102 225).
final class Units {
    private static final int SUBMIT = 0x01;
    private static final int HEADER = 0x40;
    private static final int TIMESTAMP = 7;
    private static final int[] VALIDITY = {0, 7, 1, 7};
    private static final int COMMAND_PACKET = 0x70;
    private static final int RESPONSE_PACKET = 0x71;

    private Units() {}

    /// A transfer layer unit.
    static Text text(byte[] unit) {
        if (unit.length < 2) {
            return Text.of("no short message");
        }
        boolean submit = (unit[0] & 0x03) == SUBMIT;
        String name = submit ? "SMS-SUBMIT" : "SMS-DELIVER";
        int address = submit ? 2 : 1;
        if (address >= unit.length) {
            return Text.of(name);
        }
        int identifier = address + 2 + ((unit[address] & 0xFF) + 1) / 2;
        int time = submit ? VALIDITY[unit[0] >> 3 & 3] : TIMESTAMP;
        int data = identifier + 2 + time + 1;
        if (data > unit.length || (unit[0] & HEADER) == 0) {
            return Text.of(name);
        }
        return packet(name, Arrays.copyOfRange(unit, data, unit.length));
    }

    /// User data with a header, perhaps a secured packet.
    static Text packet(String name, byte[] data) {
        if (data.length < 3 || data[0] != 2) {
            return Text.of(name + " with " + data.length + " octets");
        }
        return switch (data[1] & 0xFF) {
            case COMMAND_PACKET -> new Text(name + ", secured packet", command(data));
            case RESPONSE_PACKET -> new Text(name + ", response packet", response(data));
            default -> Text.of(name);
        };
    }

    private static List<String> command(byte[] data) {
        List<String> details = new ArrayList<>();
        if (data.length >= 16) {
            HexFormat hex = HexFormat.of().withUpperCase();
            details.add("SPI " + hex.formatHex(data, 6, 8));
            details.add("KIc " + hex.formatHex(data, 8, 9) + " KID " + hex.formatHex(data, 9, 10));
            details.add("TAR " + hex.formatHex(data, 10, 13));
            details.add(data.length - 13 + " octets ciphered");
        }
        return details;
    }

    private static List<String> response(byte[] data) {
        List<String> details = new ArrayList<>();
        if (data.length >= 9) {
            details.add("TAR " + HexFormat.of().withUpperCase().formatHex(data, 6, 9));
        }
        return details;
    }
}
