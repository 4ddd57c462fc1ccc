// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.ota;

import org.veritac.identity.Msisdn;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/// All that is under way, by the number it went to and by the SMSC's names of its messages.
final class Missions {
    /// Missions to one number. More have no sense, and each proof of receipt is tried with all.
    static final int EACH_MAX = 8;

    /// Names that are remembered until it is clear whose they are; most are nobody's any more.
    static final int EARLY_MAX = 1_000;

    private final int max;
    private final Map<Msisdn, List<Mission>> byNumber = new HashMap<>();
    private final Map<String, Mission> byMessage = new HashMap<>();
    private final LinkedHashSet<String> early = new LinkedHashSet<>();
    private int size;

    Missions(int max) {
        this.max = max;
    }

    /// Takes a mission on; false when there are too many.
    synchronized boolean add(Mission mission) {
        List<Mission> same =
                byNumber.computeIfAbsent(
                        mission.subscriber().msisdn(), number -> new ArrayList<>());
        if (size >= max || same.size() >= EACH_MAX) {
            drop(mission.subscriber().msisdn(), same);
            return false;
        }
        same.add(mission);
        size++;
        return true;
    }

    synchronized void remove(Mission mission) {
        Msisdn number = mission.subscriber().msisdn();
        List<Mission> same = byNumber.getOrDefault(number, List.of());
        if (same.remove(mission)) {
            size--;
        }
        drop(number, same);
    }

    private void drop(Msisdn number, List<Mission> same) {
        if (same.isEmpty()) {
            byNumber.remove(number);
        }
    }

    /// A message of a mission has this name at the SMSC, until it is forgotten.
    synchronized void name(String messageId, Mission mission) {
        if (early.remove(messageId)) {
            mission.giveUp();
        } else {
            byMessage.put(messageId, mission);
        }
    }

    /// The SMSC has given up a message. It may say so before its name has got here.
    synchronized void giveUp(String messageId) {
        Mission mission = byMessage.remove(messageId);
        if (mission != null) {
            mission.giveUp();
            return;
        }
        if (early.size() == EARLY_MAX) {
            early.removeFirst();
        }
        early.addLast(messageId);
    }

    synchronized void forget(List<String> messages) {
        messages.forEach(byMessage::remove);
    }

    synchronized List<Mission> to(Msisdn number) {
        return List.copyOf(byNumber.getOrDefault(number, List.of()));
    }

    synchronized List<Mission> all() {
        return byNumber.values().stream().flatMap(List::stream).toList();
    }

    synchronized int size() {
        return size;
    }
}
