// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.veritac.identity.Imei;
import org.veritac.identity.Imsi;
import org.veritac.register.Change;
import org.veritac.register.EquipmentCheck;
import org.veritac.register.Evidence;
import org.veritac.register.Reason;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Queue;

final class DoubtsTest {
    private static final Imei PROVEN = new Imei(35209900176148L);
    private static final Imei CLAIMED = new Imei(35209900176149L);
    private static final long FIRST = 1_010_000_000_000L;

    private final Queue<Runnable> background = new ArrayDeque<>();

    private static Imsi subscriber(int number) {
        return Imsi.of("00%d".formatted(FIRST + number));
    }

    private static void prove(Register register, Imsi imsi) throws IOException {
        Instant now = Instant.now();
        var evidence = new Evidence(imsi, PROVEN, "vault-scp03", now, now.plusSeconds(900), "");
        register.apply(new Change.Prove(evidence), "test");
    }

    @Test
    void aCheckIsAnsweredEvenWhenTheQueueIsFullAndTheNextOneRaisesTheDoubtAgain(
            @TempDir Path folder) throws IOException {
        var world = new World(Clock.systemUTC(), new SecureRandom(), background::add);
        try (Register register = Register.open(folder, world)) {
            int last = Doubts.QUEUE_MAX;
            for (int i = 0; i <= last; i++) {
                prove(register, subscriber(i));
            }
            long proven = register.status().head().position();
            for (int i = 0; i <= last; i++) {
                var decision = register.decide(EquipmentCheck.of(CLAIMED, subscriber(i)));
                assertThat(decision.reason()).isEqualTo(Reason.PROOF_CONFLICT);
            }
            write();
            assertThat(register.status().head().position()).isEqualTo(proven + last);
            register.decide(EquipmentCheck.of(CLAIMED, subscriber(last)));
            write();
            assertThat(register.status().head().position()).isEqualTo(proven + last + 1);
            register.decide(EquipmentCheck.of(CLAIMED, subscriber(last)));
            assertThat(background).as("it is known by now").isEmpty();
        }
    }

    private void write() {
        for (Runnable next = background.poll(); next != null; next = background.poll()) {
            next.run();
        }
    }
}
