// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.story;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Diameter on a wire, read for a reader only (RFC 6733, TS 29.272).
final class DiameterWire implements Tap.Protocol {
    private static final int HEADER = 20;
    private static final int REQUEST = 0x80;
    private static final int VENDOR = 0x80;
    private static final int ME_IDENTITY_CHECK = 324;
    private static final int USER_NAME = 1;
    private static final int RESULT_CODE = 268;
    private static final int EXPERIMENTAL_RESULT = 297;
    private static final int EXPERIMENTAL_RESULT_CODE = 298;
    private static final int TERMINAL_INFORMATION = 1401;
    private static final int IMEI = 1402;
    private static final int SOFTWARE_VERSION = 1403;
    private static final int EQUIPMENT_STATUS = 1445;

    @Override
    public int length(int word) {
        return word & 0xFF_FFFF;
    }

    @Override
    public Text text(byte[] message) {
        if (message.length < HEADER) {
            return Text.of("");
        }
        int command = ByteBuffer.wrap(message).getInt(4) & 0xFF_FFFF;
        boolean request = (message[4] & REQUEST) != 0;
        if (command != ME_IDENTITY_CHECK) {
            return Text.of("");
        }
        List<String> details = new ArrayList<>();
        avps(message, HEADER, message.length, details);
        String title = request ? "ME-Identity-Check-Request" : "ME-Identity-Check-Answer";
        String result =
                details.stream()
                        .filter(line ->
                                !request && (line.contains("LISTED") || line.contains("5422")))
                        .findFirst()
                        .map(line -> ": " + line)
                        .orElse("");
        return new Text(title + result, details);
    }

    private static void avps(byte[] octets, int from, int to, List<String> details) {
        var buffer = ByteBuffer.wrap(octets);
        int at = from;
        while (at + 8 <= to) {
            int code = buffer.getInt(at);
            int length = buffer.getInt(at + 4) & 0xFF_FFFF;
            int value = at + ((octets[at + 4] & VENDOR) == 0 ? 8 : 12);
            int end = Math.min(to, at + length);
            if (value > end) {
                return;
            }
            describe(octets, code, value, end, details);
            at += Math.max(8, (length + 3) / 4 * 4);
        }
    }

    private static void describe(byte[] octets, int code, int from, int to, List<String> details) {
        String text = new String(octets, from, to - from, StandardCharsets.UTF_8);
        int number = to - from == 4 ? ByteBuffer.wrap(octets).getInt(from) : 0;
        switch (code) {
            case USER_NAME -> details.add("User-Name " + text);
            case IMEI -> details.add("IMEI " + text);
            case SOFTWARE_VERSION -> details.add("Software-Version " + text);
            case RESULT_CODE -> details.add("Result-Code " + number);
            case EXPERIMENTAL_RESULT_CODE -> details.add("Experimental-Result-Code " + number);
            case EQUIPMENT_STATUS -> details.add("Equipment-Status " + status(number));
            case TERMINAL_INFORMATION, EXPERIMENTAL_RESULT -> avps(octets, from, to, details);
            default -> {} // what every message carries
        }
    }

    private static String status(int number) {
        return switch (number) {
            case 0 -> "WHITELISTED";
            case 1 -> "BLACKLISTED";
            case 2 -> "GREYLISTED";
            default -> Integer.toString(number);
        };
    }
}
