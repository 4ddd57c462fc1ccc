// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.token;

import org.veritac.card.CardLink;
import org.veritac.card.apdu.ChainingLink;
import org.veritac.subscription.transfer.Contents;
import org.veritac.subscription.transfer.Ending;
import org.veritac.subscription.transfer.Envelope;
import org.veritac.subscription.transfer.HandOver;
import org.veritac.subscription.transfer.HandsetMachine;
import org.veritac.subscription.transfer.HandsetPhase;
import org.veritac.subscription.transfer.HandsetRecord;
import org.veritac.subscription.transfer.HandsetState;
import org.veritac.subscription.transfer.HandsetWrite;
import org.veritac.subscription.transfer.Medium;
import org.veritac.subscription.transfer.Octets;
import org.veritac.subscription.transfer.Part;
import org.veritac.subscription.transfer.Wish;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// A handset, its real machine and a memory, that its user holds to a token.
final class HandsetInHand implements HandOver.Device {
    static final int TIME = 1_790_000_000;

    final Nation.Handset handset;
    HandsetRecord record = HandsetRecord.NEW;
    Octets keys = Octets.NONE;
    Map<Part, Octets> files = new HashMap<>();
    private final Nation nation;
    private final HandsetMachine machine;
    private final Map<Part, Octets> staged = new HashMap<>();
    private HandsetState state = HandsetState.of(record);

    HandsetInHand(Nation nation, Nation.Handset handset) {
        this.nation = nation;
        this.handset = handset;
        machine = new HandsetMachine(handset.setup());
    }

    /// Whether it would answer the network.
    boolean isActive() {
        return state.mayAuthenticate() && !keys.isEmpty();
    }

    /// The tap is over, however it went; the handset has kept what it wrote.
    void start() {
        var step = HandsetMachine.started(record);
        step.writes().forEach(this::write);
        state = step.state();
    }

    /// A tap, from power on, over short APDUs.
    Ending tap(CardToken token, Wish wish) throws IOException {
        return tap(new ChainingLink(token.card), wish);
    }

    /// A tap over a link.
    ///
    /// @throws IOException when the card lost its power, or the wire is cut
    Ending tap(CardLink wire, Wish wish) throws IOException {
        return tap(wire, new HandOver.Way.Certificates(nation.trust(), handset.credential()), wish);
    }

    /// A tap with the operator's key.
    Ending tapShared(CardToken token, Wish wish) throws IOException {
        try (var key = nation.shared()) {
            return tap(new ChainingLink(token.card), new HandOver.Way.Shared(key), wish);
        }
    }

    private Ending tap(CardLink wire, HandOver.Way way, Wish wish) throws IOException {
        start();
        var intent = new HandOver.Intent(wish, Medium.SLOT, TIME);
        var result = new HandOver(machine, this, nation.random).tap(record, wire, way, intent);
        return result instanceof HandOver.Result.Over(var over) ? over.ending() : Ending.CUT;
    }

    @Override
    public void entered(HandsetState next) {
        state = next;
    }

    @Override
    public boolean showsSame(String code) {
        return true;
    }

    @Override
    public Wish.Personal choose(int free) {
        return Wish.Personal.DELETE;
    }

    @Override
    public Contents backup(Set<Part> parts) {
        var all = new HashMap<>(files);
        all.keySet().retainAll(parts);
        return Contents.of(all);
    }

    @Override
    public void write(HandsetWrite write) {
        switch (write) {
            case HandsetWrite.Stage(var part, var offset, var bytes) ->
                    staged.merge(part, bytes, (before, more) -> joined(before, offset, more));
            case HandsetWrite.DropStaged() -> staged.clear();
            case HandsetWrite.TakeKeys(var kc) ->
                    keys =
                            Envelope.open(kc, staged.getOrDefault(Part.KEYS, Octets.NONE))
                                    .orElseThrow();
            case HandsetWrite.Keep(var kept, _) -> keep(kept);
            case HandsetWrite.DestroyKeys() -> keys = Octets.NONE;
            case HandsetWrite.Wipe(var personal) -> {
                var own = files.get(Part.PERSONAL);
                files.clear();
                if (personal && own != null) {
                    files.put(Part.PERSONAL, own);
                }
            }
        }
    }

    private static Octets joined(Octets before, int offset, Octets more) {
        byte[] all = Arrays.copyOf(before.bytes(), offset + more.length());
        System.arraycopy(more.bytes(), 0, all, offset, more.length());
        return Octets.of(all);
    }

    private void keep(HandsetRecord kept) {
        boolean activates =
                kept.phase() == HandsetPhase.ACTIVE && record.phase() != HandsetPhase.ACTIVE;
        if (activates) {
            files = new HashMap<>(staged);
            files.remove(Part.KEYS);
        }
        record = kept;
    }
}
