// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.transfer;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// Policies that differ from the default in what a test names.
final class Variants {
    private Locks locks = Locks.BOTH;
    private boolean pin = true;
    private boolean comparison;
    private boolean returnOnTap;
    private boolean operatorKey;
    private Set<Medium> media = EnumSet.allOf(Medium.class);
    private boolean buffered;
    private boolean polling;
    private boolean eachPacket;
    private boolean prestored = true;
    private boolean writeBack = true;
    private int packetBytes = Policy.SHORT_PACKET_BYTES;
    private int protection;

    Variants locks(Locks next) {
        locks = next;
        return this;
    }

    Variants withoutPin() {
        pin = false;
        return this;
    }

    Variants comparison() {
        comparison = true;
        return this;
    }

    Variants returnOnTap() {
        returnOnTap = true;
        return this;
    }

    Variants operatorKey() {
        operatorKey = true;
        return this;
    }

    Variants media(Set<Medium> next) {
        media = next;
        return this;
    }

    Variants nothingPrestored() {
        prestored = false;
        return this;
    }

    Variants protection(int least) {
        protection = least;
        return this;
    }

    Variants packets(int bytes) {
        packetBytes = bytes;
        return this;
    }

    Policy policy() {
        return new Policy(
                locks,
                pin,
                comparison,
                returnOnTap,
                operatorKey,
                media,
                buffered,
                polling,
                eachPacket,
                prestored,
                writeBack,
                packetBytes,
                protection);
    }

    /// Every combination of the ways in which a package can travel.
    static List<Policy> all() {
        var all = new ArrayList<Policy>();
        for (int bits = 0; bits < 32; bits++) {
            for (int packet : new int[] {0, 100}) {
                var variants = new Variants();
                variants.buffered = (bits & 1) != 0;
                variants.polling = (bits & 2) != 0;
                variants.eachPacket = (bits & 4) != 0;
                variants.prestored = (bits & 8) != 0;
                variants.writeBack = (bits & 16) != 0;
                variants.packetBytes = packet;
                variants.media = Set.of(List.of(Medium.values()).get(bits % 3));
                all.add(variants.policy());
            }
        }
        return all;
    }
}
