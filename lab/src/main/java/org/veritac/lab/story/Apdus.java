// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.story;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/// APDUs in words.
final class Apdus {
    private static final int HEADER = 5;
    private static final int CHAINED = 0x10;
    private static final int SECURE = 0x04;
    private static final int FETCH = 0x8012;
    private static final int TERMINAL_RESPONSE = 0x8014;
    private static final int ENVELOPE = 0x80C2;

    private static final Map<Integer, String> NAMES =
            Map.ofEntries(
                    Map.entry(0x00A4, "SELECT"),
                    Map.entry(0x00B0, "READ BINARY"),
                    Map.entry(0x00B2, "READ RECORD"),
                    Map.entry(0x00D6, "UPDATE BINARY"),
                    Map.entry(0x00C0, "GET RESPONSE"),
                    Map.entry(0x0020, "VERIFY"),
                    Map.entry(0x0022, "MANAGE SECURITY ENVIRONMENT"),
                    Map.entry(0x0088, "AUTHENTICATE"),
                    Map.entry(0x00CA, "GET DATA"),
                    Map.entry(0x8010, "TERMINAL PROFILE"),
                    Map.entry(FETCH, "FETCH"),
                    Map.entry(TERMINAL_RESPONSE, "TERMINAL RESPONSE"),
                    Map.entry(ENVELOPE, "ENVELOPE"),
                    Map.entry(0x80F2, "STATUS"),
                    Map.entry(0x80F0, "SET STATUS"),
                    Map.entry(0x80CA, "GET DATA"),
                    Map.entry(0x80E2, "STORE DATA"),
                    Map.entry(0x8078, "GET IDENTITY"),
                    Map.entry(0x8050, "INITIALIZE UPDATE"),
                    Map.entry(0x8082, "EXTERNAL AUTHENTICATE"),
                    Map.entry(0x802A, "PERFORM SECURITY OPERATION"),
                    Map.entry(0x80D8, "PUT KEY"),
                    Map.entry(0x8046, "GENERATE ASYMMETRIC KEY PAIR"),
                    Map.entry(0x8088, "INTERNAL AUTHENTICATE"));

    private Apdus() {}

    static Text command(byte[] command) {
        if (command.length < 4) {
            return Text.of("no APDU");
        }
        int code = code(command);
        String name = NAMES.getOrDefault(code, HexFormat.of().formatHex(command, 0, 2));
        if (code == 0x8082 && (command[1] & 0xFF) == 0x82 && command[2] != 0x33) {
            name = "MUTUAL AUTHENTICATE";
        }
        List<String> details = new ArrayList<>();
        if (code == ENVELOPE && command.length > HEADER) {
            name += " " + envelope(command, details);
        } else if (code == TERMINAL_RESPONSE) {
            List<Comprehension> fields = Comprehension.read(data(command));
            name += Proactive.response(fields, details);
        }
        if ((command[0] & CHAINED) != 0 && (command[0] & 0x80) != 0) {
            name += " (part)";
        }
        if (isSecure(command)) {
            name += " (secure)";
        }
        return new Text(name, details);
    }

    private static boolean isSecure(byte[] command) {
        return (command[0] & 0x80) != 0
                && (command[0] & SECURE) != 0
                && (command[1] & 0xFF) != 0x82;
    }

    /// Class and instruction; marks of chaining and secure messaging taken off.
    private static int code(byte[] command) {
        int cla = command[0] & 0x80;
        return cla << 8 | (command[1] & 0xFF);
    }

    private static byte[] data(byte[] command) {
        int length = command.length > HEADER ? command[4] & 0xFF : 0;
        return Arrays.copyOfRange(
                command,
                Math.min(HEADER, command.length),
                Math.min(command.length, HEADER + length));
    }

    private static String envelope(byte[] command, List<String> details) {
        byte[] data = data(command);
        int head = data.length > 1 && (data[1] & 0xFF) == 0x81 ? 3 : 2;
        List<Comprehension> fields =
                Comprehension.read(
                        Arrays.copyOfRange(data, Math.min(head, data.length), data.length));
        return switch (data.length == 0 ? 0 : data[0] & 0xFF) {
            case 0xD1 -> "SMS-PP DOWNLOAD" + Comprehension.unit(fields, details);
            case 0xD4 -> "CALL CONTROL";
            case 0xD6 -> "EVENT DOWNLOAD";
            case 0xD7 -> "TIMER EXPIRATION";
            default -> "";
        };
    }

    static Text response(byte[] command, byte[] response) {
        String status = RecordingCard.status(response);
        List<String> details = new ArrayList<>();
        if (command.length >= 4 && code(command) == FETCH && response.length > 2) {
            String name = Proactive.command(Arrays.copyOf(response, response.length - 2), details);
            return new Text(name, details);
        }
        String meaning = meaning(status);
        int length = Math.max(0, response.length - 2);
        return new Text(status + meaning + (length == 0 ? "" : ", " + length + " octets"), details);
    }

    static String meaning(String status) {
        return switch (status) {
            case "6985" -> " conditions not satisfied";
            case "6982" -> " security status not satisfied";
            case "6300" -> " authentication failed";
            case "6988" -> " wrong MAC";
            case "6A88" -> " not found";
            case "9862" -> " wrong MAC of the network";
            default -> status.startsWith("91") ? " command waits" : "";
        };
    }
}
