// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.store;

import java.io.IOException;

/// How two states of one stack differ, key by key.
final class Difference {
    private long before;
    private long added;
    private long removed;
    private long changed;

    /// Is told of each difference, and says whether to go on.
    interface Sink {
        Sink NONE =
                new Sink() {
                    @Override
                    public boolean removed(Merge old) {
                        return true;
                    }

                    @Override
                    public boolean added(Merge fresh) {
                        return true;
                    }
                };

        boolean removed(Merge old) throws IOException;

        /// Also of an entry that another takes the place of.
        boolean added(Merge fresh) throws IOException;
    }

    /// Walks along both. Merges of one stack hold one entry for a key.
    ///
    /// @return whether it came to the end, and was not stopped by the sink
    boolean compare(Merge old, Merge fresh, Sink sink) throws IOException {
        boolean hasOld = old.next();
        boolean hasFresh = fresh.next();
        while (hasOld || hasFresh) {
            int order = hasOld && hasFresh ? order(old, fresh) : hasOld ? -1 : 1;
            if (order <= 0) {
                before++;
            }
            boolean goOn = true;
            if (order < 0) {
                removed++;
                goOn = sink.removed(old);
            } else if (order > 0) {
                added++;
                goOn = sink.added(fresh);
            } else if (!old.sameEntry(fresh)) {
                changed++;
                goOn = sink.added(fresh);
            }
            if (!goOn) {
                return false;
            }
            hasOld = order <= 0 ? old.next() : hasOld;
            hasFresh = order >= 0 ? fresh.next() : hasFresh;
        }
        return true;
    }

    private static int order(Merge one, Merge other) {
        int order = Long.compare(one.a(), other.a());
        order = order != 0 ? order : Long.compare(one.b(), other.b());
        return order != 0 ? order : Long.compare(one.imsi(), other.imsi());
    }

    long before() {
        return before;
    }

    long added() {
        return added;
    }

    long removed() {
        return removed;
    }

    long changed() {
        return changed;
    }
}
