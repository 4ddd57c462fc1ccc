// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.store;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;

/// Lets time pass in a register: one record when something falls due.
final class Timekeeper {
    private static final Logger LOG = LoggerFactory.getLogger(Timekeeper.class);
    private static final String WHO = "veritac";

    private final Register register;

    Timekeeper(Register register) {
        this.register = register;
    }

    /// Makes entries hold as of a second, if that changes any.
    void tick(long now) throws IOException {
        boolean done = false;
        register.lock().lock();
        try {
            done = register.nextDue() > now || tickFew(now);
        } catch (TooMany full) {
            LOG.info("an index is built to make room: {}", full.getMessage());
        } finally {
            register.lock().unlock();
            register.rebuildIfFull();
        }
        if (!done) {
            tickMany(now);
        }
    }

    /// Looks up what falls due, if it is little enough.
    private boolean tickFew(long now) throws IOException {
        Standing before = register.standing();
        Standing then = before.with(before.position(), now, before.layers());
        Database database = register.database();
        if (database.read(db -> Due.count(db, before, now)) > Overlay.SIZE_MAX / 2) {
            return false;
        }
        var effects = new Effects();
        database.read(db -> Publisher.due(db, then, before.second(), effects));
        register.commit(new Recorded.Tick(now), new Register.Prepared(null, effects), WHO);
        return true;
    }

    /// So much falls due that an index is built first.
    private void tickMany(long now) throws IOException {
        register.layersLock().lock();
        try {
            Standing then = register.snapshot();
            if (then.second() >= now) {
                return; // another thread has been here
            }
            var index = register.build(then.with(then.position(), now, then.layers()));
            register.lock().lock();
            try {
                register.commit(
                        new Recorded.Tick(now), new Register.Prepared(index, new Effects()), WHO);
            } finally {
                register.lock().unlock();
            }
        } finally {
            register.layersLock().unlock();
        }
    }
}
