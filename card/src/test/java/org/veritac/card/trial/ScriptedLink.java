// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.trial;

import org.veritac.card.CardLink;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// A card of which all that is known is what it answers, command by command, in hexadecimal.
public final class ScriptedLink implements CardLink {
    private static final HexFormat HEX = HexFormat.of();

    private final List<String> answers;
    private final List<String> commands = new ArrayList<>();

    public ScriptedLink(String... answers) {
        this.answers = new ArrayList<>(List.of(answers));
    }

    /// The commands so far.
    public List<String> commands() {
        return List.copyOf(commands);
    }

    @Override
    public byte[] reset() {
        return new byte[] {0x3B, (byte) 0x80, (byte) 0x80, 0x01, 0x01};
    }

    @Override
    public byte[] transmit(byte[] command) {
        commands.add(HEX.formatHex(command));
        return HEX.parseHex(answers.isEmpty() ? "6f00" : answers.removeFirst());
    }

    @Override
    public void close() {
        answers.clear();
    }
}
