// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics;

import org.duckdb.DuckDBAppender;
import org.jspecify.annotations.Nullable;
import org.veritac.analytics.rules.Holders;
import org.veritac.analytics.store.Database;
import org.veritac.analytics.vault.Kind;
import org.veritac.analytics.vault.OpenVault;
import org.veritac.analytics.vault.Vault;

import java.io.Closeable;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;

/// What phones have proven to a register, put as the temporary relation `proofs` that [Holders]
/// reads. Whoever operators have never named gets no number by it and is left out. For one thread;
/// the relation is whole when this is closed.
public final class ProofTable implements Closeable {
    private static final long DAY_SECONDS = 86_400;

    private final Vault vault;
    private final String purpose;
    private final DuckDBAppender appender;
    private @Nullable OpenVault open;

    ProofTable(Database database, Vault vault, String purpose) throws IOException {
        this.vault = vault;
        this.purpose = purpose;
        database.run(
                "CREATE OR REPLACE TEMPORARY TABLE proofs(device BIGINT, imsi INTEGER, until_day"
                        + " INTEGER)");
        appender = database.appender("proofs");
    }

    /// Adds one.
    ///
    /// @param imei the key of the proven IMEI: its 14 digits as a number
    /// @param imsi digits
    /// @param until the last instant at which the proof is good
    public void add(long imei, String imsi, Instant until) throws IOException {
        OpenVault opened = open;
        if (opened == null) {
            opened = vault.open(purpose);
            open = opened;
        }
        int number = opened.find(Kind.IMSI, imsi);
        if (number < 0) {
            return;
        }
        long day = Math.floorDiv(until.getEpochSecond(), DAY_SECONDS);
        try {
            appender.beginRow();
            appender.append(imei);
            appender.append(number);
            appender.append((int) Math.min(day, Integer.MAX_VALUE));
            appender.endRow();
        } catch (SQLException e) {
            throw Database.failed(e);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            appender.close();
        } catch (SQLException e) {
            throw Database.failed(e);
        }
    }
}
