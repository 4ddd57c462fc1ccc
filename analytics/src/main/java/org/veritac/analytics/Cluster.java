// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics;

import org.veritac.analytics.rules.Engine;
import org.veritac.analytics.store.Database;
import org.veritac.analytics.store.Store;

import java.io.IOException;
import java.util.Map;

/// Many machines on which rules can run, all of which see the files of the store.
@FunctionalInterface
public interface Cluster {
    /// What is asked of it.
    ///
    /// @param master who gives out the work, as the cluster writes it
    /// @param properties the cluster's own, such as how much memory a worker may take
    record Job(String master, Map<String, String> properties) {
        public Job {
            properties = Map.copyOf(properties);
        }
    }

    /// Starts on the files that the store has now; a change of the store is not seen.
    ///
    /// @param database the store's own, which results end in
    /// @throws IOException when nobody answers or nobody works, with what to do
    Engine start(Job job, Store store, Database database) throws IOException;
}
