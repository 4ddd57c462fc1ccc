// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.handset.memory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.veritac.handset.trial.Outage;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/// Power that goes at each write, each sync, each step of the chip: what was committed is there,
/// what was being committed is there whole or not at all, and the memory always opens.
final class TornMemoryTest {
    private static final int SEEDS = 6;
    private static final byte[] LONG = new byte[24 * 1024];
    private static final TransferId FIRST = ProtectedMemoryContract.FIRST;
    private static final TransferId SECOND = ProtectedMemoryContract.SECOND;

    private final SecureRandom random = new SecureRandom();

    private interface Deed {
        Committed on(ProtectedMemory memory) throws IOException;
    }

    /// A life: loaded, used, returned, loaded again; with enough bytes that the journal is
    /// rewritten.
    private static List<Deed> deeds() {
        var deeds = new ArrayList<Deed>();
        deeds.add(memory -> memory.commit(new Change().put("state", new byte[] {1})));
        deeds.add(memory ->
                memory.commit(
                        new Change()
                                .put("state", new byte[] {2})
                                .seal(FIRST, ProtectedMemoryContract.milenage())
                                .raise(Counter.LOCK, 1)));
        deeds.add(memory -> memory.note(new Change().put("files/loci", new byte[11])));
        deeds.add(memory -> memory.commit(new Change().raise(Counter.SEQUENCE_CEILING, 64)));
        for (int i = 0; i < 6; i++) {
            deeds.add(memory -> memory.note(new Change().put("slot", LONG)));
        }
        deeds.add(memory ->
                memory.commit(
                        new Change()
                                .put("state", new byte[] {3})
                                .destroy(FIRST)
                                .raise(Counter.highWater("token-1"), 7)));
        deeds.add(memory -> memory.commit(new Change().remove("slot")));
        deeds.add(memory ->
                memory.commit(new Change().seal(SECOND, ProtectedMemoryContract.comp128())));
        return deeds;
    }

    /// All that can be seen of a memory, with whether the key that it holds lives.
    private static String seen(ProtectedMemory memory) throws IOException {
        var seen = new TreeMap<String, Object>();
        for (String name : memory.names()) {
            seen.put(name, Arrays.hashCode(memory.value(name).orElseThrow()));
        }
        for (Counter counter :
                List.of(Counter.LOCK, Counter.SEQUENCE_CEILING, Counter.highWater("token-1"))) {
            seen.put(counter.name(), memory.counter(counter));
        }
        for (TransferId transfer : List.of(FIRST, SECOND)) {
            seen.put("key " + transfer.number(), memory.key(transfer).isPresent());
        }
        return seen.toString();
    }

    /// How a run ended: what was seen after each deed that returned, and what was left.
    private record Run(List<String> seen, MemoryDisk disk, MemoryAnchor chip, boolean cut) {}

    private Run run(long steps, long seed) throws IOException {
        var power = new Outage(seed);
        power.cutAt(steps);
        var chip = new MemoryAnchor(random);
        var seen = new ArrayList<String>();
        try {
            var memory =
                    ProtectedMemoryContract.opened(
                            ProtectedMemory.open(power.chip(chip), power.disk()));
            seen.add(seen(memory));
            for (Deed deed : deeds()) {
                assertThat(deed.on(memory)).isInstanceOf(Committed.Done.class);
                seen.add(seen(memory));
            }
        } catch (IOException e) {
            if (!power.isGone()) {
                throw e;
            }
        }
        boolean cut = power.isGone();
        power.restore();
        return new Run(seen, power.image(), chip, cut);
    }

    @Test
    void opensWithTheOldOrTheNewAfterACutAtEveryStep() throws IOException {
        List<String> whole = run(Long.MAX_VALUE, 1).seen();
        assertThat(whole).hasSize(deeds().size() + 1);
        int cuts = 0;
        for (long seed = 1; seed <= SEEDS; seed++) {
            long step = 1;
            for (Run run = run(step, seed); run.cut(); run = run(++step, seed)) {
                assertThat(reopened(run))
                        .as("step %d, seed %d", step, seed)
                        .isIn(allowed(whole, run));
                cuts++;
            }
        }
        assertThat(cuts).isGreaterThan(SEEDS * 40);
    }

    /// After the deeds that returned, or after the one that was cut as well.
    private static List<String> allowed(List<String> whole, Run run) {
        int last = Math.max(0, run.seen().size() - 1);
        return whole.subList(last, Math.min(whole.size(), last + 2));
    }

    private static String reopened(Run run) throws IOException {
        return seen(ProtectedMemoryContract.opened(ProtectedMemory.open(run.chip(), run.disk())));
    }

    /// A cut while the memory recovers from a cut.
    @Test
    void opensAfterASecondCutWhileOpening() throws IOException {
        List<String> whole = run(Long.MAX_VALUE, 1).seen();
        for (long first = 1; ; first++) {
            Run run = run(first, 3);
            if (!run.cut()) {
                break;
            }
            for (long second = 1; second < 6; second++) {
                var power = new Outage(5 * first + second, run.disk());
                power.cutAt(second);
                try {
                    ProtectedMemory.open(power.chip(run.chip()), power.disk());
                } catch (IOException e) {
                    assertThat(power.isGone()).isTrue();
                }
                power.restore();
                var again = new Run(run.seen(), power.image(), run.chip(), true);
                assertThat(reopened(again)).isIn(allowed(whole, run));
            }
        }
    }

    @Test
    void doesNothingMoreAfterABrokenWrite() throws IOException {
        var power = new Outage(1);
        power.cutAt(8);
        var memory =
                ProtectedMemoryContract.opened(
                        ProtectedMemory.open(new MemoryAnchor(random), power.disk()));
        int broken = 0;
        for (int i = 0; i < 10; i++) {
            try {
                memory.note(new Change().put("state", new byte[1]));
            } catch (IOException e) {
                broken++;
            }
        }
        assertThat(broken).isGreaterThan(5);
    }
}
