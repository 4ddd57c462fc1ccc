// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.story;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;

/// SMPP 3.4 on a wire, read for a reader only; the messages and their answers, nothing else.
final class SmppWire implements Tap.Protocol {
    private static final int HEADER = 16;
    private static final int SUBMIT = 0x04;
    private static final int DELIVER = 0x05;
    private static final int RESPONSE = 0x8000_0000;
    private static final int HEADER_FLAG = 0x40;

    @Override
    public int length(int word) {
        return word;
    }

    @Override
    public Text text(byte[] message) {
        if (message.length < HEADER) {
            return Text.of("");
        }
        int id = ByteBuffer.wrap(message).getInt(4);
        int status = ByteBuffer.wrap(message).getInt(8);
        return switch (id) {
            case SUBMIT -> body("submit_sm", message);
            case DELIVER -> body("deliver_sm", message);
            case SUBMIT | RESPONSE -> Text.of("submit_sm_resp" + failed(status));
            case DELIVER | RESPONSE -> Text.of("deliver_sm_resp" + failed(status));
            default -> Text.of("");
        };
    }

    private static String failed(int status) {
        return status == 0 ? "" : ", failed " + Integer.toHexString(status);
    }

    private static Text body(String name, byte[] message) {
        int at = end(message, HEADER); // service_type
        int source = at + 2;
        int destination = end(message, source) + 2;
        int rest = end(message, destination);
        if (rest + 3 > message.length) {
            return Text.of(name);
        }
        var details = new ArrayList<String>();
        details.add("from " + string(message, source) + " to " + string(message, destination));
        int times = end(message, end(message, rest + 3));
        int length = times + 4;
        if (length >= message.length) {
            return new Text(name, details);
        }
        int from = length + 1;
        int to = Math.min(message.length, from + (message[length] & 0xFF));
        byte[] data = Arrays.copyOfRange(message, Math.min(from, to), to);
        if ((message[rest] & HEADER_FLAG) == 0) {
            return new Text(name, details);
        }
        Text packet = Units.packet(name, data);
        details.addAll(packet.details());
        return new Text(packet.title(), details);
    }

    /// Behind the zero octet that ends a string.
    private static int end(byte[] message, int from) {
        int at = from;
        while (at < message.length && message[at] != 0) {
            at++;
        }
        return at + 1;
    }

    private static String string(byte[] message, int from) {
        int to = Math.min(message.length, end(message, from) - 1);
        return from >= to ? "" : new String(message, from, to - from, StandardCharsets.US_ASCII);
    }
}
