// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.store;

import it.unimi.dsi.fastutil.longs.LongOpenHashSet;

import org.veritac.identity.Imsi;
import org.veritac.register.Key;
import org.veritac.register.ListName;

import java.util.EnumSet;
import java.util.Set;

/// Which parts of the view a change touches.
final class Effects {

    /// A part that is built anew as a whole.
    enum Part {
        POLICY,
        RULES,
        LINKS,
        ALLOCATIONS
    }

    private final Set<Part> parts = EnumSet.noneOf(Part.class);
    private final LongOpenHashSet devices = new LongOpenHashSet();
    private final LongOpenHashSet subscribers = new LongOpenHashSet();

    static Effects of(Part part) {
        var effects = new Effects();
        effects.parts.add(part);
        return effects;
    }

    /// Counts in an entry of a list that comes, goes or changes.
    Effects touch(ListName list, Key.Kind kind, long a, long b) {
        switch (list) {
            case LINKS -> {
                parts.add(Part.LINKS);
                devices.add(a);
                devices.add(b);
            }
            case TAC -> parts.add(Part.ALLOCATIONS);
            case IMSI -> parts.add(Part.RULES);
            case BLACK, GREY, WHITE, PAIRS -> {
                if (kind == Key.Kind.DEVICE) {
                    devices.add(a);
                } else {
                    parts.add(Part.RULES);
                }
            }
        }
        return this;
    }

    Effects touch(ListName list, Key key) {
        return touch(list, key.kind(), key.a(), key.b());
    }

    void touch(Part part) {
        parts.add(part);
    }

    Effects touch(Imsi imsi) {
        subscribers.add(imsi.key());
        return this;
    }

    boolean has(Part part) {
        return parts.contains(part);
    }

    /// Subscribers whose proofs and doubts must be looked up again.
    LongOpenHashSet subscribers() {
        return subscribers;
    }

    /// IMEIs whose class sets must be looked up again.
    LongOpenHashSet devices() {
        return devices;
    }
}
