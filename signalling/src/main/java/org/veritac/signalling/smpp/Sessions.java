// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.smpp;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Who is bound, by account; deliveries go round all sessions of an account that receive.
final class Sessions {
    private final Map<String, List<Esme>> bound = new HashMap<>();
    private int turn;

    synchronized void add(String systemId, Esme esme) {
        bound.computeIfAbsent(systemId, id -> new ArrayList<>()).add(esme);
    }

    synchronized void remove(String systemId, Esme esme) {
        List<Esme> sessions = bound.getOrDefault(systemId, new ArrayList<>());
        sessions.remove(esme);
        if (sessions.isEmpty()) {
            bound.remove(systemId);
        }
    }

    synchronized int size() {
        return bound.values().stream().mapToInt(List::size).sum();
    }

    synchronized List<Esme> all() {
        return bound.values().stream().flatMap(List::stream).toList();
    }

    /// A session that receives, the next in turn; null when there is none.
    synchronized @Nullable Esme receiving(String systemId) {
        List<Esme> able =
                bound.getOrDefault(systemId, List.of()).stream()
                        .filter(Esme::isReceivable)
                        .toList();
        if (able.isEmpty()) {
            return null;
        }
        turn = (turn + 1) % Integer.MAX_VALUE;
        return able.get(turn % able.size());
    }
}
