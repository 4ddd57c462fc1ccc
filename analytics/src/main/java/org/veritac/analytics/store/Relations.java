// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.store;

import java.util.List;

/// The relations that imports write: columns of each, in order. Days are counted from 1970-01-01,
/// months are YYYYMM, subscribers are surrogates.
public final class Relations {
    /// In force on day d when from_day <= d and (to_day is NULL or d < to_day).
    private static final String FORCE = ", from_day INTEGER, to_day INTEGER";

    public static final Relation USES =
            new Relation(
                    "uses",
                    "month INTEGER, operator INTEGER, device BIGINT, imsi INTEGER, msisdn INTEGER,"
                            + " days BIGINT, rats INTEGER",
                    Relation.Merging.USES);

    /// Every device that was ever seen. `imsi` is one of the subscribers that the store remembers,
    /// `other_imsi` another one if there is another; so for `msisdn`.
    public static final Relation DEVICES =
            new Relation(
                    "devices",
                    "device BIGINT, first_day INTEGER, last_day INTEGER, rats INTEGER, imsi"
                            + " INTEGER, other_imsi INTEGER, msisdn INTEGER, other_msisdn INTEGER",
                    Relation.Merging.DEVICES);

    public static final Relation MALFORMED =
            Relation.of("malformed", "device BIGINT, text VARCHAR");
    public static final Relation IMSIS =
            Relation.of(
                    "imsis",
                    "imsi INTEGER, digits TINYINT, mcc INTEGER, mnc2 INTEGER, mnc3 INTEGER");
    public static final Relation MSISDNS =
            Relation.of("msisdns", "msisdn INTEGER, digits TINYINT, country INTEGER");
    public static final Relation DAILY_COUNTS =
            Relation.of(
                    "daily_counts",
                    "operator INTEGER, day INTEGER, imeis BIGINT, imsis BIGINT, msisdns BIGINT");
    public static final Relation EVENTS =
            Relation.of(
                    "events",
                    "day INTEGER, second INTEGER, device BIGINT, svn INTEGER, imsi INTEGER, msisdn"
                            + " INTEGER, mcc INTEGER, mnc INTEGER, cell BIGINT, lat DOUBLE, lon"
                            + " DOUBLE, attached_s BIGINT");
    public static final Relation MODELS =
            Relation.of(
                    "models",
                    "tac INTEGER, manufacturer VARCHAR, model VARCHAR, brand VARCHAR,"
                            + " marketing_name VARCHAR, device_type VARCHAR, bands VARCHAR,"
                            + " radio_interface VARCHAR, rats INTEGER, allocated_day INTEGER, other"
                            + " VARCHAR"
                            + FORCE);
    public static final Relation STOLEN =
            Relation.of("stolen", "device BIGINT, reported_day INTEGER, status VARCHAR" + FORCE);
    public static final Relation REGISTRATION =
            Relation.of(
                    "registration",
                    "device BIGINT, make VARCHAR, model VARCHAR, status VARCHAR, model_number"
                            + " VARCHAR, brand_name VARCHAR, device_type VARCHAR, radio_interface"
                            + " VARCHAR, device_id VARCHAR"
                            + FORCE);
    public static final Relation GOLDEN = Relation.of("golden", "device BIGINT" + FORCE);
    public static final Relation GOLDEN_HASHES =
            Relation.of("golden_hashes", "hash VARCHAR" + FORCE);
    public static final Relation PAIRS =
            Relation.of("pairs", "device BIGINT, imsi INTEGER, msisdn INTEGER" + FORCE);
    public static final Relation BARRED = Relation.of("barred", "device BIGINT" + FORCE);
    public static final Relation BARRED_TACS = Relation.of("barred_tacs", "tac INTEGER" + FORCE);
    public static final Relation SUBSCRIBERS =
            Relation.of("subscribers", "uid INTEGER, imsi INTEGER" + FORCE);
    public static final Relation ASSOCIATIONS =
            Relation.of("associations", "uid INTEGER, device BIGINT" + FORCE);
    public static final Relation MONITORING = Relation.of("monitoring", "device BIGINT" + FORCE);

    private Relations() {}

    /// All that imports write; the rules' own are declared beside them.
    public static List<Relation> all() {
        return List.of(
                USES,
                DEVICES,
                MALFORMED,
                IMSIS,
                MSISDNS,
                DAILY_COUNTS,
                EVENTS,
                MODELS,
                STOLEN,
                REGISTRATION,
                GOLDEN,
                GOLDEN_HASHES,
                PAIRS,
                BARRED,
                BARRED_TACS,
                SUBSCRIBERS,
                ASSOCIATIONS,
                MONITORING);
    }
}
