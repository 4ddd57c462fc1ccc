// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.handset.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.veritac.card.Secret;
import org.veritac.handset.trial.Outage;

import java.io.IOException;
import java.security.SecureRandom;

/// Bounds, and frames of two images put together.
final class ProtectedMemoryTest {
    private static final Committed FULL = new Committed.Refused(Committed.Refusal.FULL);
    private final SecureRandom random = new SecureRandom();
    private final MemoryAnchor chip = new MemoryAnchor(random);
    private final MemoryDisk disk = new MemoryDisk();

    private ProtectedMemory open() throws IOException {
        return ProtectedMemoryContract.opened(ProtectedMemory.open(chip, disk));
    }

    @Test
    void takesValuesUpToTheirBound() {
        var change = new Change();
        assertThat(change.put("a", new byte[Change.VALUE_BYTES_MAX])).isSameAs(change);
        assertThatThrownBy(() -> change.put("a", new byte[Change.VALUE_BYTES_MAX + 1]))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> change.put(".dying", new byte[1]))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> change.raise(Counter.LOCK, -1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void takesAllBytesUpToTheirBound() throws IOException {
        ProtectedMemory memory = open();
        var fill = new Change();
        for (int i = 0; i < ProtectedMemory.TOTAL_BYTES_MAX / Change.VALUE_BYTES_MAX; i++) {
            fill.put("v" + i, new byte[Change.VALUE_BYTES_MAX]);
        }
        assertThat(memory.note(fill)).isInstanceOf(Committed.Done.class);
        assertThat(memory.note(new Change().put("more", new byte[1]))).isEqualTo(FULL);
        assertThat(memory.note(new Change().remove("v0").put("more", new byte[1])))
                .isInstanceOf(Committed.Done.class);
        assertThat(open().value("more")).isPresent();
    }

    @Test
    void takesNamesAndCountersUpToTheirBound() throws IOException {
        ProtectedMemory memory = open();
        var names = new Change();
        var counters = new Change();
        for (int i = 0; i < ProtectedMemory.NAMES_MAX; i++) {
            names.put("n" + i, new byte[0]);
        }
        for (int i = 0; i < ProtectedMemory.COUNTERS_MAX; i++) {
            counters.raise(Counter.highWater("t" + i), 1);
        }
        assertThat(memory.note(names)).isInstanceOf(Committed.Done.class);
        assertThat(memory.note(new Change().put("one-more", new byte[0]))).isEqualTo(FULL);
        assertThat(memory.commit(counters)).isInstanceOf(Committed.Done.class);
        assertThat(memory.commit(new Change().raise(Counter.LOCK, 1))).isEqualTo(FULL);
        assertThat(open().counter(Counter.highWater("t9"))).isOne();
    }

    @Test
    void takesCredentialsUpToTheirBound() {
        Secret key = Secret.taking(new byte[CredentialSecret.KEY_BYTES_MAX]);
        Secret most = Secret.taking(new byte[CredentialSecret.COMPANION_BYTES_MAX]);
        Secret more = Secret.taking(new byte[CredentialSecret.COMPANION_BYTES_MAX + 1]);
        assertThat(new CredentialSecret(key, most, KeyUse.BYTES)).hasToString("credential");
        assertThatThrownBy(() -> new CredentialSecret(key, more, KeyUse.BYTES))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new CredentialSecret(key, most, KeyUse.BLOCKS))
                .isInstanceOf(IllegalArgumentException.class);
        Secret longer = Secret.taking(new byte[CredentialSecret.KEY_BYTES_MAX + 1]);
        assertThatThrownBy(() -> new CredentialSecret(longer, most, KeyUse.BYTES))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /// One commit was cut before the chip heard of it, the disk was set back, another was made:
    /// only the one that the chip has heard of is ever opened.
    @Test
    void ofTwoCommitsInOnePlaceOnlyTheOneCountsThatTheChipSaw() throws IOException {
        open().commit(new Change().put("state", new byte[] {1}));
        MemoryDisk before = disk.copy();
        MemoryDisk pending = disk.copy();
        byte[] head = chip.head();
        var power = new Outage(1);
        power.cut();
        ProtectedMemory unheard =
                ProtectedMemoryContract.opened(ProtectedMemory.open(power.chip(chip), pending));
        assertThatThrownBy(() -> unheard.commit(new Change().put("state", new byte[] {2})))
                .isInstanceOf(IOException.class);
        assertThat(chip.head()).isEqualTo(head);
        ProtectedMemoryContract.opened(ProtectedMemory.open(chip, before))
                .commit(new Change().put("state", new byte[] {3}));
        assertThat(ProtectedMemory.open(chip, pending)).isEqualTo(new Opening.OlderImage());
        assertThat(ProtectedMemory.open(chip, before)).isInstanceOf(Opening.Open.class);
    }

    @Test
    void aNoteMustNotCarryWhatIsCommitted() throws IOException {
        ProtectedMemory memory = open();
        assertThatThrownBy(() -> memory.note(new Change().raise(Counter.LOCK, 1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theLeaseCoversNumbersBeforeTheyAreAccepted() throws IOException {
        var lease = new SequenceLease(open());
        assertThat(lease.usedAtStart()).isZero();
        lease.cover(5);
        assertThat(open().counter(Counter.SEQUENCE_CEILING)).isEqualTo(5 + SequenceLease.LEASE);
        byte[] journal = disk.read(Journal.FILE).orElseThrow();
        lease.cover(5 + SequenceLease.LEASE - 1);
        assertThat(disk.read(Journal.FILE)).contains(journal);
        lease.cover(5 + SequenceLease.LEASE);
        assertThat(new SequenceLease(open()).usedAtStart())
                .isEqualTo(5 + 2 * SequenceLease.LEASE - 1);
    }
}
