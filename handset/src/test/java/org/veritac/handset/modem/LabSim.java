// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.handset.modem;

import org.veritac.card.CardLink;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// A card of few words: a subscription whose answer to every challenge is the challenge's first
/// eight octets, and a gate.
final class LabSim implements CardLink {
    private static final String IMSI = "08 09 10 10 10 32 54 76 98";
    private static final String NUMBER_999 = "99F9FF";

    boolean gate = true;
    boolean behind;
    boolean forged;
    boolean checksAtStatus;
    boolean calls = true;
    final List<String> envelopes = new ArrayList<>();
    private int file;

    @Override
    public byte[] reset() {
        return new byte[] {0x3B, 0x00};
    }

    @Override
    public byte[] transmit(byte[] command) {
        return switch (command[1] & 0xFF) {
            case 0xA4 -> {
                file = command.length == 7 ? (command[5] & 0xFF) << 8 | (command[6] & 0xFF) : 0;
                yield hex("9000");
            }
            case 0xB0 -> hex(file == 0x6F07 ? IMSI + "9000" : "6986");
            case 0xB2 -> hex(command[2] == 1 ? NUMBER_999 + "9000" : "6A83");
            case 0x88 -> authenticate(command);
            case 0xF2 -> {
                gate |= checksAtStatus;
                yield hex("9000");
            }
            case 0xC2 -> {
                envelopes.add(HexFormat.of().formatHex(command, 5, command.length));
                yield hex((command[5] & 0xFF) == 0xD4 && !calls ? "01009000" : "9000");
            }
            default -> hex("9000");
        };
    }

    private byte[] authenticate(byte[] command) {
        if (!gate) {
            return hex("6985");
        }
        if (forged) {
            return hex("9862");
        }
        if (behind) {
            behind = false;
            return hex("DC0E" + "AA".repeat(14) + "9000");
        }
        return hex("DB08" + HexFormat.of().formatHex(command, 6, 14) + "9000");
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text.replace(" ", ""));
    }

    @Override
    public void close() {}
}
