// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.store;

/// Is told how long work goes on.
@FunctionalInterface
public interface Progress {
    /// Nobody wants to know.
    Progress NONE = (stage, done, total) -> {};

    /// Called now and then, from the working thread.
    ///
    /// @param stage what is being done, a few words
    /// @param done how much of it
    /// @param total of how much; 0 when nobody knows
    void at(String stage, long done, long total);
}
