// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.handset.terminal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// What the user reads. The oldest texts are forgotten.
public final class Screen {
    /// How many texts it keeps.
    public static final int TEXTS_MAX = 100;

    private final Deque<String> texts = new ArrayDeque<>();

    /// Shows a text.
    public synchronized void show(String text) {
        if (texts.size() == TEXTS_MAX) {
            texts.removeFirst();
        }
        texts.addLast(text);
    }

    /// What was shown, the newest last.
    public synchronized List<String> texts() {
        return List.copyOf(texts);
    }
}
