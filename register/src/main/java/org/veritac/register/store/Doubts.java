// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.store;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.veritac.identity.Imsi;
import org.veritac.register.Change;
import org.veritac.register.EquipmentCheck;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/// Opens the wait for a proof when a check claims another IMEI than its subscriber has proven. A
/// check is never held up: what finds no room is raised again by the next check, and until then it
/// is answered as in doubt.
final class Doubts {
    /// How many claims may wait to be written down.
    static final int QUEUE_MAX = 256;

    private static final Logger LOG = LoggerFactory.getLogger(Doubts.class);

    private final Register register;
    private final ArrayBlockingQueue<EquipmentCheck> raised = new ArrayBlockingQueue<>(QUEUE_MAX);
    private final AtomicBoolean writing = new AtomicBoolean();

    Doubts(Register register) {
        this.register = register;
    }

    void raise(View view, EquipmentCheck check) {
        if (isKnown(view, check) || !raised.offer(check)) {
            return;
        }
        if (writing.compareAndSet(false, true)) {
            register.world().background().execute(this::write);
        }
    }

    private static boolean isKnown(View view, EquipmentCheck check) {
        Imsi imsi = check.imsi();
        return imsi == null
                || view.proofs().of(imsi.key()).isDoubtedUntil(check.imei().key(), Ledger.FOREVER);
    }

    private void write() {
        try {
            for (EquipmentCheck next = raised.poll(); next != null; next = raised.poll()) {
                write(next);
            }
        } catch (IOException e) {
            raised.clear();
            LOG.warn(
                    "a doubt could not be written down; the next check raises it again: {}",
                    e.getMessage());
        } finally {
            writing.set(false);
        }
        // What came in after the last poll and before the flag fell.
        if (!raised.isEmpty() && writing.compareAndSet(false, true)) {
            register.world().background().execute(this::write);
        }
    }

    private void write(EquipmentCheck check) throws IOException {
        Imsi imsi = check.imsi();
        if (imsi == null || isKnown(register.view(), check)) {
            return;
        }
        Duration window = register.policy().proving().window();
        register.apply(
                new Change.Doubt(
                        imsi, check.imei(), register.world().clock().instant().plus(window)),
                "veritac");
    }
}
