// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.radio;

import org.veritac.card.CardLink;

import java.util.HexFormat;

/// A card whose answer to every challenge is the challenge's first eight octets.
final class TestSim implements CardLink {
    private boolean onImsi;
    boolean behind;

    @Override
    public byte[] reset() {
        return new byte[] {0x3B, 0x00};
    }

    @Override
    public byte[] transmit(byte[] command) {
        return switch (command[1] & 0xFF) {
            case 0xA4 -> {
                onImsi = command.length == 7 && command[6] == 0x07;
                yield hex("9000");
            }
            case 0xB0 -> hex(onImsi ? "0809101010325476989000" : "6986");
            case 0xB2 -> hex("6A83");
            case 0x88 -> {
                if (behind) {
                    behind = false;
                    yield hex("DC0E" + "AA".repeat(14) + "9000");
                }
                yield hex("DB08" + HexFormat.of().formatHex(command, 6, 14) + "9000");
            }
            default -> hex("9000");
        };
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }

    @Override
    public void close() {}
}
