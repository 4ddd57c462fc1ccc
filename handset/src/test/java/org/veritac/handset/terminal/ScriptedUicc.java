// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.handset.terminal;

import org.veritac.card.CardLink;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;

/// A card that offers the proactive commands it is given, one after the other, and remembers what
/// the terminal said.
final class ScriptedUicc implements CardLink {
    private final Deque<byte[]> commands = new ArrayDeque<>();
    private boolean endless;
    final List<String> responses = new ArrayList<>();
    int fetched;

    ScriptedUicc wants(String hex) {
        commands.add(HexFormat.of().parseHex(hex.replace(" ", "")));
        return this;
    }

    /// Offers the first command for ever.
    ScriptedUicc endless() {
        endless = true;
        return this;
    }

    @Override
    public byte[] reset() {
        return new byte[] {0x3B, 0x00};
    }

    @Override
    public byte[] transmit(byte[] command) {
        return switch (command[1] & 0xFF) {
            case 0x12 -> {
                fetched++;
                byte[] next = commands.getFirst();
                byte[] answer = Arrays.copyOf(next, next.length + 2);
                answer[next.length] = (byte) 0x90;
                yield answer;
            }
            case 0x14 -> {
                responses.add(HexFormat.of().withUpperCase().formatHex(command, 5, command.length));
                if (!endless) {
                    commands.removeFirst();
                }
                yield status();
            }
            default -> status();
        };
    }

    private byte[] status() {
        return commands.isEmpty()
                ? new byte[] {(byte) 0x90, 0x00}
                : new byte[] {(byte) 0x91, (byte) commands.getFirst().length};
    }

    @Override
    public void close() {}
}
