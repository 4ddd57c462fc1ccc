// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.store;

import it.unimi.dsi.fastutil.longs.Long2ObjectOpenHashMap;

import org.veritac.identity.Imei;
import org.veritac.identity.Imsi;
import org.veritac.register.Evidence;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Proofs and doubts in the tables of [Ledger]. Of a subscriber the newest proof counts while it is
/// good, and the doubts that came after it.
final class Testimonies {
    private static final String GOOD =
            " FROM evidence e WHERE until >= ? AND position = (SELECT MAX(position) FROM evidence n"
                    + " WHERE n.imsi = e.imsi AND n.position <= ?)";

    private static final String PROVEN = "SELECT imsi, imei" + GOOD;

    private static final String DOUBTED =
            "SELECT imsi, imei, until FROM doubt d WHERE position <= ? AND position > (SELECT"
                    + " COALESCE(MAX(position), 0) FROM evidence e WHERE e.imsi = d.imsi AND"
                    + " e.position <= ?) AND NOT EXISTS (SELECT 1 FROM doubt n WHERE n.imsi ="
                    + " d.imsi AND n.imei = d.imei AND n.position > d.position AND n.position <="
                    + " ?)";

    private static final String BY_POSITION = " ORDER BY position";

    private Testimonies() {}

    /// All subscribers of whom anything is known.
    static Proofs all(Connection db, Standing standing) throws SQLException {
        var all = new Long2ObjectOpenHashMap<Standpoint>();
        long position = standing.position();
        try (PreparedStatement select = db.prepareStatement(PROVEN)) {
            Ledger.bind(select, standing.second(), position);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    all.put(rows.getLong(1), new Standpoint(rows.getLong(2), List.of()));
                }
            }
        }
        try (PreparedStatement select = db.prepareStatement(DOUBTED + BY_POSITION)) {
            Ledger.bind(select, position, position, position);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    all.merge(
                            rows.getLong(1),
                            new Standpoint(Standpoint.NOTHING, List.of(doubt(rows))),
                            Testimonies::joined);
                }
            }
        }
        return Proofs.of(all);
    }

    private static Standpoint joined(Standpoint known, Standpoint more) {
        var doubts = new ArrayList<>(known.doubts());
        doubts.addAll(more.doubts());
        return new Standpoint(known.proven(), doubts);
    }

    private static Standpoint.Doubt doubt(ResultSet rows) throws SQLException {
        return new Standpoint.Doubt(rows.getLong(2), rows.getLong(3));
    }

    /// What is known of one subscriber.
    static Standpoint of(Connection db, Standing standing, long imsi) throws SQLException {
        long position = standing.position();
        long proven = Standpoint.NOTHING;
        try (PreparedStatement select = db.prepareStatement(PROVEN + " AND imsi = ?")) {
            Ledger.bind(select, standing.second(), position, imsi);
            try (ResultSet rows = select.executeQuery()) {
                if (rows.next()) {
                    proven = rows.getLong(2);
                }
            }
        }
        var doubts = new ArrayList<Standpoint.Doubt>();
        try (PreparedStatement select =
                db.prepareStatement(DOUBTED + " AND imsi = ?" + BY_POSITION)) {
            Ledger.bind(select, position, position, position, imsi);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    doubts.add(doubt(rows));
                }
            }
        }
        return new Standpoint(proven, doubts);
    }

    /// Gives the proofs that are good, by device and subscriber, until the sink wants no more.
    static void give(Connection db, Standing standing, Reading.ProofSink sink)
            throws SQLException, IOException {
        try (PreparedStatement select =
                db.prepareStatement(
                        "SELECT imsi, imei, method, at, until, certificate"
                                + GOOD
                                + " ORDER BY imei, imsi")) {
            Ledger.bind(select, standing.second(), standing.position());
            try (ResultSet rows = select.executeQuery()) {
                boolean wanted = true;
                while (wanted && rows.next()) {
                    wanted = sink.take(evidence(rows));
                }
            }
        }
    }

    private static Evidence evidence(ResultSet rows) throws SQLException {
        return new Evidence(
                Imsi.ofKey(rows.getLong(1)),
                new Imei(rows.getLong(2)),
                rows.getString(3),
                Instant.ofEpochSecond(rows.getLong(4)),
                Instant.ofEpochSecond(rows.getLong(5)),
                rows.getString(6));
    }

    /// Whether a phone of another subscriber has proven an IMEI.
    static boolean isProvenByAnother(Connection db, Standing standing, long imei, long imsi)
            throws SQLException {
        return Ledger.number(
                        db,
                        "SELECT COUNT(*) FROM (" + PROVEN + " AND imei = ? AND imsi <> ?)",
                        standing.second(),
                        standing.position(),
                        imei,
                        imsi)
                > 0;
    }

    /// The next second after one at which a proof, or the wait for one, has just ended.
    static long nextDue(Connection db, long second) throws SQLException {
        return Math.min(nextEnd(db, "evidence", second), nextEnd(db, "doubt", second));
    }

    private static long nextEnd(Connection db, String table, long second) throws SQLException {
        return Ledger.number(
                db,
                "SELECT COALESCE(MIN(until) + 1, ?) FROM "
                        + table
                        + " WHERE until >= ? AND until > ?",
                Ledger.FOREVER,
                second,
                Ledger.ALWAYS);
    }

    private static final String ENDED = " FROM evidence WHERE until >= ? AND until < ?";

    /// How many proofs end between two seconds. Doubts end by themselves: whoever weighs them knows
    /// what time it is.
    static long countDue(Connection db, long after, long second) throws SQLException {
        return Ledger.number(db, "SELECT COUNT(*)" + ENDED, after, second);
    }

    /// Counts in the subscribers whose proofs end between two seconds.
    static void due(Connection db, long after, long second, Effects effects) throws SQLException {
        try (PreparedStatement select = db.prepareStatement("SELECT DISTINCT imsi" + ENDED)) {
            Ledger.bind(select, after, second);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    effects.touch(Imsi.ofKey(rows.getLong(1)));
                }
            }
        }
    }
}
