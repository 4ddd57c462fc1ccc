// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.story;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/// All that happened in one story, in order. Any thread may write.
final class Transcript {
    /// What is kept at most; more is counted only.
    static final int LINES_MAX = 100_000;

    private static final int OCTETS_IN_LINE = 32;

    private final boolean written;
    private final Traffic uiccs = new Traffic();
    private final Traffic vaults = new Traffic();
    private final Traffic tokens = new Traffic();
    private final List<Line> lines = new ArrayList<>();
    private int dropped;

    Transcript() {
        this(true);
    }

    private Transcript(boolean written) {
        this.written = written;
    }

    /// Writes no line down, for what is only to be fast.
    static Transcript none() {
        return new Transcript(false);
    }

    /// Whether anything is written down.
    boolean isWritten() {
        return written;
    }

    /// What passed between phones and their UICCs.
    Traffic uiccs() {
        return uiccs;
    }

    /// What passed between phones and their vaults.
    Traffic vaults() {
        return vaults;
    }

    /// What passed between phones and tokens.
    Traffic tokens() {
        return tokens;
    }

    private synchronized void add(Line line) {
        if (!written) {
            return;
        }
        if (lines.size() < LINES_MAX) {
            lines.add(line);
        } else {
            dropped++;
        }
    }

    void sent(String from, String to, Text text, byte[] octets) {
        if (!written) {
            return;
        }
        var details = new ArrayList<>(text.details());
        for (int at = 0; at < octets.length; at += OCTETS_IN_LINE) {
            int end = Math.min(octets.length, at + OCTETS_IN_LINE);
            details.add(HexFormat.of().formatHex(Arrays.copyOfRange(octets, at, end)));
        }
        add(new Line.Sent(from, to, text.title(), details));
    }

    void said(String text) {
        add(new Line.Said(text));
    }

    void promised(String text, boolean holds) {
        add(new Line.Promised(text, holds));
    }

    synchronized List<Line> lines() {
        return List.copyOf(lines);
    }

    /// How many lines were not kept.
    synchronized int dropped() {
        return dropped;
    }

    /// Whether at least one promise was made and all of them hold.
    synchronized boolean holds() {
        List<Line.Promised> promises =
                lines.stream()
                        .filter(Line.Promised.class::isInstance)
                        .map(Line.Promised.class::cast)
                        .toList();
        return !promises.isEmpty() && promises.stream().allMatch(Line.Promised::holds);
    }
}
