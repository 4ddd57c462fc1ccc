// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.intake;

/// Is told how long an import goes on.
@FunctionalInterface
public interface Progress {
    /// Nobody wants to know.
    Progress NONE = (stage, done, total) -> {};

    /// Called now and then, from the working thread.
    ///
    /// @param stage what is being done
    /// @param done how many bytes or steps of it
    /// @param total of how many; 0 when nobody knows
    void at(Stage stage, long done, long total);

    /// What an import does, in order.
    enum Stage {
        /// Looking whether the same bytes were imported before.
        HASHING,
        /// Decrypting the vault.
        OPENING,
        /// Reading and checking lines.
        READING,
        /// Checks over the whole file.
        CHECKING,
        /// Writing Parquet.
        WRITING,
        /// Making it durable and seen.
        COMMITTING
    }
}
