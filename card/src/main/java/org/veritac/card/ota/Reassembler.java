// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.ota;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/// Puts packets together that came in several messages (TS 23.040, clause 9.2.3.24.1). Everything
/// it keeps is foreign, so it keeps little: so many packets under way in all and so many of one
/// sender, the oldest making room; so many parts of each; and none longer than a given time.
///
/// One thread at a time.
public final class Reassembler {
    /// Packets of one sender that are under way together.
    public static final int PACKETS_OF_SENDER_MAX = 4;

    private final Clock clock;
    private final Duration ageMax;
    private final int packetsMax;
    private final Map<Source, Parts> underWay = new LinkedHashMap<>();

    private record Source(SmsAddress from, Concatenation.Reference reference, int parts) {}

    private static final class Parts {
        private final Instant begun;
        private final @Nullable SmsContent[] contents;
        private int missing;

        Parts(Instant begun, int count) {
            this.begun = begun;
            contents = new @Nullable SmsContent[count];
            missing = count;
        }
    }

    /// @param ageMax how long after its first message a packet may be completed
    /// @param packetsMax how many may be under way, 1 or more
    public Reassembler(Clock clock, Duration ageMax, int packetsMax) {
        if (packetsMax < 1) {
            throw new IllegalArgumentException("no packet could ever be completed");
        }
        this.clock = clock;
        this.ageMax = ageMax;
        this.packetsMax = packetsMax;
    }

    /// Takes one more message of a sender.
    public Reassembly accept(SmsAddress from, SmsContent content) {
        if (!Concatenation.isIn(content)) {
            return complete(content, content.body());
        }
        var place = Concatenation.of(content);
        if (place.isEmpty() || place.get().parts() > Concatenation.PARTS_MAX) {
            return new Reassembly.Foreign();
        }
        return accept(from, content, place.get());
    }

    private Reassembly accept(SmsAddress from, SmsContent content, Concatenation place) {
        forgetOld();
        var source = new Source(from, place.reference(), place.parts());
        Parts parts = underWay.get(source);
        SmsContent before = parts == null ? null : parts.contents[place.number() - 1];
        // References are used again: another content in the same place begins another packet.
        if (parts == null || (before != null && !before.equals(content))) {
            underWay.remove(source);
            makeRoom(from);
            parts = new Parts(clock.instant(), place.parts());
            underWay.put(source, parts);
            before = null;
        }
        if (before == null) {
            parts.contents[place.number() - 1] = content;
            parts.missing--;
        }
        if (parts.missing > 0) {
            return new Reassembly.Waiting(parts.missing);
        }
        underWay.remove(source);
        return joined(parts);
    }

    private static Reassembly joined(Parts parts) {
        var packet = new ByteArrayOutputStream();
        SmsContent first = null;
        for (SmsContent content : parts.contents) {
            if (content != null) {
                first = first == null ? content : first;
                packet.writeBytes(content.body());
            }
        }
        return first == null ? new Reassembly.Foreign() : complete(first, packet.toByteArray());
    }

    private static Reassembly complete(SmsContent first, byte[] packet) {
        return Arrays.stream(PacketKind.values())
                .filter(kind -> kind.isNamedBy(first))
                .findFirst()
                .<Reassembly>map(kind -> new Reassembly.Complete(kind, packet))
                .orElseGet(Reassembly.Foreign::new);
    }

    private void forgetOld() {
        Instant oldest = clock.instant().minus(ageMax);
        underWay.values().removeIf(parts -> parts.begun.isBefore(oldest));
    }

    private void makeRoom(SmsAddress from) {
        long ofSender = underWay.keySet().stream().filter(s -> s.from.equals(from)).count();
        if (ofSender >= PACKETS_OF_SENDER_MAX) {
            underWay.keySet().stream()
                    .filter(s -> s.from.equals(from))
                    .findFirst()
                    .ifPresent(underWay::remove);
        } else if (underWay.size() >= packetsMax) {
            underWay.keySet().stream().findFirst().ifPresent(underWay::remove);
        }
    }

    /// Packets of which parts are missing.
    int underWay() {
        return underWay.size();
    }
}
