// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.card;

import org.veritac.card.CardLink;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Someone between host and card who changes one command on its way: what goes to the card in place
/// of the n-th command, counted from 0. The host sees the answer to the last of it.
final class Meddler implements CardLink {
    /// What becomes of a command.
    @FunctionalInterface
    interface Change {
        List<byte[]> of(byte[] command);
    }

    private final CardLink card;
    private final int victim;
    private final Change change;
    private final List<byte[]> commands = new ArrayList<>();
    private final List<Integer> statuses = new ArrayList<>();

    Meddler(CardLink card, int victim, Change change) {
        this.card = card;
        this.victim = victim;
        this.change = change;
    }

    /// One who only listens.
    static Meddler listening(CardLink card) {
        return new Meddler(card, -1, List::of);
    }

    /// The commands that the host sent.
    List<byte[]> commands() {
        return commands;
    }

    /// What the card answered to the changed command and all later ones.
    List<Integer> statuses() {
        return statuses;
    }

    @Override
    public byte[] reset() throws IOException {
        return card.reset();
    }

    @Override
    public byte[] transmit(byte[] command) throws IOException {
        boolean changed = commands.size() == victim;
        commands.add(command.clone());
        byte[] answer = new byte[0];
        for (byte[] sent : changed ? change.of(command.clone()) : List.of(command)) {
            answer = card.transmit(sent);
        }
        if (commands.size() > victim && victim >= 0) {
            int end = answer.length;
            statuses.add(((answer[end - 2] & 0xFF) << 8) | (answer[end - 1] & 0xFF));
        }
        return answer;
    }

    @Override
    public void close() throws IOException {
        card.close();
    }
}
