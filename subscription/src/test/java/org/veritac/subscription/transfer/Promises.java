// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.transfer;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What has to hold in every place that a search reaches. "Active" is measured: keys that were
/// really opened and are those of the subscription, in a device that would use them.
final class Promises {
    private final Moves moves;
    private final Map<Long, Boolean> recoveries = new HashMap<>();
    private final Set<Property> broken = EnumSet.noneOf(Property.class);
    private int stranded;

    Promises(Moves moves) {
        this.moves = moves;
    }

    Set<Property> broken() {
        return Set.copyOf(broken);
    }

    int stranded() {
        return stranded;
    }

    boolean areBroken(Set<Property> all) {
        return !all.isEmpty() && broken.containsAll(all);
    }

    void breaks(Property property) {
        broken.add(property);
    }

    void check(Place place) {
        for (int t = 0; t < moves.tokens.size(); t++) {
            var record = moves.records.get(place.token(t));
            for (int generation = 1; generation <= record.generation(); generation++) {
                if (active(place, t, generation) > 1) {
                    broken.add(Property.ONE_ACTIVE);
                }
            }
            if (!isEnded(place, record)) {
                checkGap(place, t, record);
                checkRecovery(place, t, record);
            }
        }
        for (int h = 0; h < moves.handsets.size(); h++) {
            checkWhole(moves.holders.get(place.handset(h)).memory());
        }
        checkPersonal(place);
    }

    private int active(Place place, int t, int generation) {
        var record = moves.records.get(place.token(t));
        var ki = World.ki(moves.tokens.get(t).id(), generation);
        boolean own = record.contents().find(Part.KEYS).equals(Optional.of(ki));
        int count = record.mayAuthenticate() && own ? 1 : 0;
        for (int h = 0; h < moves.handsets.size(); h++) {
            var memory = moves.holders.get(place.handset(h)).memory();
            count += memory.isActive() && memory.keys().equals(ki) ? 1 : 0;
        }
        return count;
    }

    private void checkWhole(Memory memory) {
        var loan = memory.record().loan();
        if (!memory.isActive() || loan == null) {
            return;
        }
        var ki = World.ki(loan.token(), loan.generation());
        if (!memory.keys().equals(ki) || !memory.isWhole()) {
            broken.add(Property.WHOLE);
        }
    }

    /// Nobody is active only while the token has handed over and its handset is between staged and
    /// active, or released and not acknowledged.
    private void checkGap(Place place, int t, TokenRecord record) {
        if (active(place, t, record.generation()) > 0) {
            return;
        }
        boolean narrow = false;
        for (int h = 0; h < moves.handsets.size(); h++) {
            var kept = moves.holders.get(place.handset(h)).memory().record();
            var loan = kept.loan();
            boolean between =
                    kept.phase() == HandsetPhase.STAGED || kept.phase() == HandsetPhase.RELEASED;
            narrow |=
                    isHandset(record, h)
                            && record.phase() == TokenPhase.HANDED
                            && loan != null
                            && loan.tid() == record.tid()
                            && between;
        }
        if (!narrow) {
            broken.add(Property.NARROW_GAP);
        }
    }

    private boolean isHandset(TokenRecord record, int h) {
        var pairing = record.pairing();
        return pairing != null && pairing.handset().equals(moves.handsets.get(h).id());
    }

    private boolean isEnded(Place place, TokenRecord record) {
        boolean ended = false;
        for (int h = 0; h < moves.handsets.size(); h++) {
            ended |= isHandset(record, h) && (place.ended() & 1 << h) != 0;
        }
        return ended;
    }

    /// One tap of the token with its handset and no more cuts leads to one active copy; a token
    /// that has not handed over is active itself.
    private void checkRecovery(Place place, int t, TokenRecord record) {
        boolean recovers = record.phase() != TokenPhase.HANDED;
        for (int h = 0; h < moves.handsets.size() && !recovers; h++) {
            recovers = isHandset(record, h) && recovers(place, t, h);
        }
        if (!recovers) {
            stranded++;
            broken.add(Property.RECOVERS);
        }
    }

    private boolean recovers(Place place, int t, int h) {
        long key = ((long) place.token(t) << 32 | place.handset(h)) << 2 | t << 1 | h;
        return recoveries.computeIfAbsent(
                key,
                _ -> {
                    var token = moves.tokens.get(t);
                    var record = moves.records.get(place.token(t));
                    var tap = new Tap(token, moves.handsets.get(h), record);
                    tap.memory = moves.holders.get(place.handset(h)).memory();
                    tap.tap(new Wish.Resume());
                    return tap.active() == 1;
                });
    }

    /// What a token holds for the moment at which its handset says that it has let go.
    private static Octets backup(TokenRecord record) {
        var upload = record.upload();
        return upload == null || !upload.closed() ? Octets.NONE : upload.received(Part.PERSONAL);
    }

    /// Every item that was made is on a token or on a handset.
    private void checkPersonal(Place place) {
        if (place.items() == 0) {
            return;
        }
        var all = Octets.NONE;
        for (int t = 0; t < moves.tokens.size(); t++) {
            var record = moves.records.get(place.token(t));
            var own = record.contents().find(Part.PERSONAL).orElse(Octets.NONE);
            all = Memory.united(Memory.united(all, own), backup(record));
        }
        for (int h = 0; h < moves.handsets.size(); h++) {
            var memory = moves.holders.get(place.handset(h)).memory();
            all = Memory.united(all, memory.file(Part.PERSONAL));
        }
        if (all.length() < place.items()) {
            broken.add(Property.PERSONAL_KEPT);
        }
    }
}
