// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.token;

import org.veritac.subscription.transfer.Answer;
import org.veritac.subscription.transfer.Channel;
import org.veritac.subscription.transfer.Contents;
import org.veritac.subscription.transfer.Ending;
import org.veritac.subscription.transfer.Envelope;
import org.veritac.subscription.transfer.Event;
import org.veritac.subscription.transfer.Fresh;
import org.veritac.subscription.transfer.HandsetMachine;
import org.veritac.subscription.transfer.HandsetPhase;
import org.veritac.subscription.transfer.HandsetRecord;
import org.veritac.subscription.transfer.HandsetState;
import org.veritac.subscription.transfer.HandsetStep;
import org.veritac.subscription.transfer.HandsetWrite;
import org.veritac.subscription.transfer.Next;
import org.veritac.subscription.transfer.Octets;
import org.veritac.subscription.transfer.Part;
import org.veritac.subscription.transfer.Wish;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// A handset, its real machine and a memory, that its user holds to a token.
final class HandsetInHand {
    static final int TIME = 1_790_000_000;
    private static final int STEPS_MAX = 10_000;

    final Nation.Handset handset;
    HandsetRecord record = HandsetRecord.NEW;
    Octets keys = Octets.NONE;
    Map<Part, Octets> files = new HashMap<>();

    /// How many messages went to the token since the last tap.
    int messages;

    /// Which message does not get there, or which answer; 0 for none.
    int cutBefore;

    int cutAfter;
    private final Nation nation;
    private final HandsetMachine machine;
    private final Map<Part, Octets> staged = new HashMap<>();
    private HandsetState state = HandsetState.of(record);
    private Next next = new Next.Over(Ending.NOTHING_TO_DO, 0);

    HandsetInHand(Nation nation, Nation.Handset handset) {
        this.nation = nation;
        this.handset = handset;
        machine = new HandsetMachine(handset.setup());
    }

    /// Whether it would answer the network.
    boolean isActive() {
        return state.mayAuthenticate() && !keys.isEmpty();
    }

    /// A tap, from power on.
    Ending tap(CardToken token, Wish wish) throws IOException {
        return tap(token.tap(handset), wish);
    }

    /// A tap in a channel that is open.
    ///
    /// @throws IOException when the card lost its power, or the wire is cut here
    Ending tap(CardToken.Tapped tapped, Wish wish) throws IOException {
        perform(HandsetMachine.started(record));
        messages = 0;
        byte[] drawn = new byte[Fresh.BYTES];
        nation.random.nextBytes(drawn);
        Channel channel = tapped.seenByHandset(0x51C2_77E0_1904_A3BDL);
        perform(
                machine.on(
                        state, new Event.Tapped(channel, wish, new Fresh(Octets.of(drawn)), TIME)));
        for (int i = 0; i < STEPS_MAX && !(next instanceof Next.Over); i++) {
            perform(machine.on(state, event(tapped)));
        }
        return ((Next.Over) next).ending();
    }

    private Event event(CardToken.Tapped tapped) throws IOException {
        return switch (next) {
            case Next.Send(var request) -> {
                messages++;
                cut(cutBefore);
                Answer answer = tapped.ask(request);
                cut(cutAfter);
                yield new Event.Heard(answer);
            }
            case Next.NeedBackup(var parts) -> new Event.BackedUp(backup(parts));
            case Next.NeedChoice _ -> new Event.Chosen(Wish.Personal.DELETE);
            case Next.NeedComparison _ -> new Event.Compared(true);
            case Next.Over _ -> throw new AssertionError("it is over");
        };
    }

    private void cut(int at) throws IOException {
        if (messages == at) {
            cutBefore = 0;
            cutAfter = 0;
            throw new IOException("taken away");
        }
    }

    /// The tap is over, however it went; the handset has kept what it wrote.
    void cut() {
        perform(HandsetMachine.started(record));
    }

    private Contents backup(Set<Part> parts) {
        var all = new HashMap<>(files);
        all.keySet().retainAll(parts);
        return Contents.of(all);
    }

    private void perform(HandsetStep step) {
        step.writes().forEach(this::write);
        state = step.state();
        next = step.next();
    }

    private void write(HandsetWrite write) {
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
        byte[] all = java.util.Arrays.copyOf(before.bytes(), offset + more.length());
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
