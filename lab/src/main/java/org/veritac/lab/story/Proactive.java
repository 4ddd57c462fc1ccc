// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.story;

import org.veritac.identity.SemiOctets;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// Proactive commands and terminal responses in words (TS 102 223).
final class Proactive {
    private static final int DETAILS = 0x01;
    private static final int RESULT = 0x03;
    private static final int TEXT = 0x0D;
    private static final int IMEI = 0x14;
    private static final int C_APDU = 0x22;
    private static final int R_APDU = 0x23;
    private static final int LOCAL_INFORMATION = 0x26;

    private static final Map<Integer, String> NAMES =
            Map.ofEntries(
                    Map.entry(0x01, "REFRESH"),
                    Map.entry(0x02, "MORE TIME"),
                    Map.entry(0x03, "POLL INTERVAL"),
                    Map.entry(0x05, "SET UP EVENT LIST"),
                    Map.entry(0x13, "SEND SHORT MESSAGE"),
                    Map.entry(0x21, "DISPLAY TEXT"),
                    Map.entry(LOCAL_INFORMATION, "PROVIDE LOCAL INFORMATION"),
                    Map.entry(0x27, "TIMER MANAGEMENT"),
                    Map.entry(0x30, "PERFORM CARD APDU"),
                    Map.entry(0x31, "POWER ON CARD"),
                    Map.entry(0x32, "POWER OFF CARD"),
                    Map.entry(0x33, "GET READER STATUS"));

    private Proactive() {}

    /// A fetched command as a title.
    static String command(byte[] octets, List<String> details) {
        int head = octets.length > 1 && (octets[1] & 0xFF) == 0x81 ? 3 : 2;
        List<Comprehension> fields =
                Comprehension.read(
                        Arrays.copyOfRange(octets, Math.min(head, octets.length), octets.length));
        String name = name(fields);
        Comprehension.value(fields, TEXT).ifPresent(text -> details.add("text: " + text(text)));
        String inner =
                Comprehension.value(fields, C_APDU)
                        .map(Apdus::command)
                        .map(text -> ": " + text.title())
                        .orElse("");
        return name + inner + Comprehension.unit(fields, details);
    }

    /// A terminal response as the end of a title.
    static String response(List<Comprehension> fields, List<String> details) {
        Comprehension.value(fields, IMEI)
                .flatMap(SemiOctets::read)
                .ifPresent(imei -> details.add("claimed IMEI " + imei));
        String inner =
                Comprehension.value(fields, R_APDU)
                        .map(response -> ": " + RecordingCard.status(response))
                        .orElse("");
        byte[] result = Comprehension.value(fields, RESULT).orElse(new byte[1]);
        String failed =
                result.length > 0 && (result[0] & 0xF0) >= 0x20
                        ? ", failed %02X".formatted(result[0])
                        : "";
        return " to " + name(fields) + failed + inner;
    }

    private static String name(List<Comprehension> fields) {
        byte[] details = Comprehension.value(fields, DETAILS).orElse(new byte[0]);
        if (details.length < 3) {
            return "an unknown command";
        }
        String name = NAMES.getOrDefault(details[1] & 0xFF, "%02X".formatted(details[1]));
        return (details[1] & 0xFF) == LOCAL_INFORMATION && details[2] == 1
                ? name + " (IMEI)"
                : name;
    }

    private static String text(byte[] text) {
        return text.length == 0
                ? ""
                : new String(text, 1, text.length - 1, StandardCharsets.ISO_8859_1);
    }
}
