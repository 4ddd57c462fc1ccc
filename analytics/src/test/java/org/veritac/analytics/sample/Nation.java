// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.sample;

import org.jspecify.annotations.Nullable;
import org.veritac.analytics.rules.Names;
import org.veritac.analytics.store.Database;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Relations as intake writes them, filled row by row, and the rows kept for an oracle.
public final class Nation implements AutoCloseable, Names {
    private static final String[] TABLES = {
        "uses(month INTEGER, operator INTEGER, device BIGINT, imsi INTEGER, msisdn INTEGER, days"
                + " BIGINT, rats INTEGER)",
        "operators(operator INTEGER, id VARCHAR)",
        "malformed(device BIGINT, text VARCHAR)",
        "devices(device BIGINT, first_day INTEGER, last_day INTEGER, rats INTEGER, imsi INTEGER,"
                + " other_imsi INTEGER, msisdn INTEGER, other_msisdn INTEGER)",
        "imsis(imsi INTEGER, digits TINYINT, mcc INTEGER, mnc2 INTEGER, mnc3 INTEGER)",
        "msisdns(msisdn INTEGER, digits TINYINT, country INTEGER)",
        "models(tac INTEGER, manufacturer VARCHAR, model VARCHAR, brand VARCHAR, marketing_name"
            + " VARCHAR, device_type VARCHAR, bands VARCHAR, radio_interface VARCHAR, rats INTEGER,"
            + " allocated_day INTEGER, other VARCHAR, from_day INTEGER, to_day INTEGER)",
        "stolen(device BIGINT, reported_day INTEGER, status VARCHAR, from_day INTEGER, to_day"
                + " INTEGER)",
        "registration(device BIGINT, make VARCHAR, model VARCHAR, status VARCHAR, model_number"
                + " VARCHAR, brand_name VARCHAR, device_type VARCHAR, radio_interface VARCHAR,"
                + " device_id VARCHAR, from_day INTEGER, to_day INTEGER)",
        "golden(device BIGINT, from_day INTEGER, to_day INTEGER)",
        "golden_hashes(hash VARCHAR, from_day INTEGER, to_day INTEGER)",
        "pairs(device BIGINT, imsi INTEGER, msisdn INTEGER, from_day INTEGER, to_day INTEGER)",
        "barred(device BIGINT, from_day INTEGER, to_day INTEGER)",
        "barred_tacs(tac INTEGER, from_day INTEGER, to_day INTEGER)",
        "subscribers(uid INTEGER, imsi INTEGER, from_day INTEGER, to_day INTEGER)",
        "associations(uid INTEGER, device BIGINT, from_day INTEGER, to_day INTEGER)",
        "monitoring(device BIGINT, from_day INTEGER, to_day INTEGER)",
        "events(day INTEGER, second INTEGER, device BIGINT, svn INTEGER, imsi INTEGER, msisdn"
            + " INTEGER, mcc INTEGER, mnc INTEGER, cell BIGINT, lat DOUBLE, lon DOUBLE, attached_s"
            + " INTEGER)",
    };

    /// One raw row of an operator's file.
    public record Seen(
            int day,
            int operator,
            @Nullable Long device,
            @Nullable Integer imsi,
            @Nullable Integer msisdn,
            int rats) {}

    private final Database database = Database.inMemory();
    private final Map<String, Long> malformed = new LinkedHashMap<>();
    private final List<String> imsis = new ArrayList<>();
    private final List<String> msisdns = new ArrayList<>();
    private final List<Seen> seen = new ArrayList<>();
    private final Map<String, List<@Nullable Object[]>> lists = new HashMap<>();

    /// An empty country.
    public Nation() throws IOException {
        for (String table : TABLES) {
            database.run("CREATE TABLE " + table);
        }
        database.run("CREATE VIEW device_rows AS SELECT * FROM devices");
    }

    /// The database the relations are in.
    public Database database() {
        return database;
    }

    /// The day as the store counts it.
    public static int day(String date) {
        return (int) LocalDate.parse(date).toEpochDay();
    }

    /// The operator of that number.
    public Nation operator(int number, String id) throws IOException {
        database.run("INSERT INTO operators VALUES (?, ?)", number, id);
        return this;
    }

    /// The surrogate of a normalised IMEI.
    public long device(String text) {
        if (text.matches("[0-9]{14}")) {
            return Long.parseLong(text);
        }
        return malformed.computeIfAbsent(text, _ -> -1L - malformed.size());
    }

    /// The surrogate of an IMSI.
    public int imsi(String digits) {
        return surrogate(imsis, digits);
    }

    /// The surrogate of an MSISDN.
    public int msisdn(String digits) {
        return surrogate(msisdns, digits);
    }

    /// A raw row; null for a field that is empty.
    public Nation seen(
            String date,
            int operator,
            @Nullable String imei,
            @Nullable String imsi,
            @Nullable String msisdn) {
        return seen(date, operator, imei, imsi, msisdn, 0);
    }

    /// A raw row with radio access types.
    public Nation seen(
            String date,
            int operator,
            @Nullable String imei,
            @Nullable String imsi,
            @Nullable String msisdn,
            int rats) {
        seen.add(
                new Seen(
                        day(date),
                        operator,
                        imei == null ? null : device(imei),
                        imsi == null ? null : imsi(imsi),
                        msisdn == null ? null : msisdn(msisdn),
                        rats));
        return this;
    }

    /// A row of a list, all its columns.
    public Nation row(String list, @Nullable Object... values) throws IOException {
        String places = String.join(", ", Collections.nCopies(values.length, "?"));
        database.run("INSERT INTO " + list + " VALUES (" + places + ")", values);
        lists.computeIfAbsent(list, _ -> new ArrayList<>()).add(values);
        return this;
    }

    /// A row of the registration list.
    public Nation registered(String imei, @Nullable String status, int from, @Nullable Integer to)
            throws IOException {
        return row(
                "registration",
                device(imei),
                null,
                null,
                status,
                null,
                null,
                null,
                null,
                null,
                from,
                to);
    }

    /// Writes what was seen since the last time, as intake would.
    public Nation settle() throws IOException {
        database.run("DELETE FROM uses; DELETE FROM devices; DELETE FROM malformed;");
        database.run("DELETE FROM imsis; DELETE FROM msisdns;");
        database.run(
                "CREATE OR REPLACE TEMPORARY TABLE raw(day INTEGER, operator INTEGER, device"
                        + " BIGINT, imsi INTEGER, msisdn INTEGER, rats INTEGER)");
        insert(
                "raw",
                seen.stream()
                        .map(s ->
                                values(
                                        s.day(),
                                        s.operator(),
                                        s.device(),
                                        s.imsi(),
                                        s.msisdn(),
                                        s.rats()))
                        .toList());
        database.run(
                "INSERT INTO uses SELECT year(d) * 100 + month(d), operator, device, imsi, msisdn,"
                        + " bit_or(1::BIGINT << (dayofmonth(d) - 1)), bit_or(rats)"
                        + " FROM (SELECT DATE '1970-01-01' + day AS d, * FROM raw)"
                        + " GROUP BY ALL");
        database.run(
                "INSERT INTO devices SELECT device, min(day), max(day), bit_or(rats), min(imsi),"
                        + " nullif(max(imsi), min(imsi)), min(msisdn), nullif(max(msisdn),"
                        + " min(msisdn)) FROM raw WHERE device IS NOT NULL GROUP BY device");
        var texts = new ArrayList<String>();
        malformed.forEach((text, device) -> texts.add("(" + device + ", '" + text + "')"));
        insert("malformed", texts);
        insert("imsis", describe(imsis, true));
        insert("msisdns", describe(msisdns, false));
        return this;
    }

    /// Raw rows, for an oracle.
    public List<Seen> seen() {
        return List.copyOf(seen);
    }

    /// Rows of a list, for an oracle.
    public List<@Nullable Object[]> rows(String list) {
        return lists.getOrDefault(list, List.of());
    }

    /// Malformed IMEIs, for an oracle.
    public Map<String, Long> malformed() {
        return Collections.unmodifiableMap(malformed);
    }

    @Override
    public @Nullable String[] imsis(int[] surrogates) {
        return Arrays.stream(surrogates).mapToObj(imsis::get).toArray(String[]::new);
    }

    @Override
    public @Nullable String[] msisdns(int[] surrogates) {
        return Arrays.stream(surrogates).mapToObj(msisdns::get).toArray(String[]::new);
    }

    @Override
    public void close() throws IOException {
        database.close();
    }

    private static int surrogate(List<String> known, String digits) {
        int at = known.indexOf(digits);
        if (at >= 0) {
            return at;
        }
        known.add(digits);
        return known.size() - 1;
    }

    private static List<String> describe(List<String> digits, boolean imsi) {
        var rows = new ArrayList<String>();
        for (int i = 0; i < digits.size(); i++) {
            String text = digits.get(i);
            rows.add(
                    imsi
                            ? values(
                                    i,
                                    text.length(),
                                    part(text, 0, 3),
                                    part(text, 3, 5),
                                    part(text, 3, 6))
                            : values(i, text.length(), null));
        }
        return rows;
    }

    private static @Nullable Integer part(String text, int from, int to) {
        return text.length() < to ? null : Integer.valueOf(text.substring(from, to));
    }

    private static String values(@Nullable Object... values) {
        var parts = new ArrayList<String>();
        for (Object value : values) {
            parts.add(String.valueOf(value));
        }
        return "(" + String.join(", ", parts) + ")";
    }

    private void insert(String table, List<String> rows) throws IOException {
        if (!rows.isEmpty()) {
            database.run("INSERT INTO " + table + " VALUES " + String.join(", ", rows));
        }
    }
}
