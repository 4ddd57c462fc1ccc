// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.intake;

import org.veritac.analytics.store.Relation;
import org.veritac.analytics.store.Relations;

import java.util.ArrayList;
import java.util.List;

/// A list: its file's columns, the relation it becomes, and what tells its rows apart.
///
/// @param relation the relation, whose columns are those of the file in the same order and two days
/// @param columns the columns of the file; none for models, whose file says which it has
/// @param keys how many columns, from the first, tell rows apart
/// @param updates whether a delta may say `update`
record ListShape(Relation relation, List<ListColumn> columns, int keys, boolean updates) {
    private static final int DAYS = 2;

    static ListShape models() {
        return new ListShape(Relations.MODELS, List.of(), 1, false);
    }

    static ListShape of(ImportOrder order) {
        return switch (order.kind()) {
            case STOLEN ->
                    new ListShape(
                            Relations.STOLEN,
                            List.of(
                                    column("imei", ListColumn.Type.DEVICE),
                                    column("reporting_date", ListColumn.Type.DATE),
                                    column("status", ListColumn.Type.WORD)),
                            1,
                            true);
            case REGISTRATION -> registration();
            case GOLDEN ->
                    order.options().preHashed()
                            ? keyed(
                                    Relations.GOLDEN_HASHES,
                                    column("golden_imei", ListColumn.Type.HASH))
                            : keyed(
                                    Relations.GOLDEN,
                                    column("golden_imei", ListColumn.Type.DEVICE));
            case PAIRING ->
                    new ListShape(
                            Relations.PAIRS,
                            List.of(
                                    column("imei", ListColumn.Type.DEVICE),
                                    column("imsi", ListColumn.Type.IMSI),
                                    column("msisdn", ListColumn.Type.MSISDN)),
                            2,
                            false);
            case BARRED -> keyed(Relations.BARRED, column("imei", ListColumn.Type.DEVICE));
            case BARRED_TAC -> keyed(Relations.BARRED_TACS, column("tac", ListColumn.Type.TAC));
            case SUBSCRIBERS ->
                    keyed(
                            Relations.SUBSCRIBERS,
                            column("uid", ListColumn.Type.UID),
                            column("imsi", ListColumn.Type.IMSI));
            case ASSOCIATION ->
                    keyed(
                            Relations.ASSOCIATIONS,
                            column("uid", ListColumn.Type.UID),
                            column("imei", ListColumn.Type.DEVICE));
            case MONITORING -> keyed(Relations.MONITORING, column("imei", ListColumn.Type.DEVICE));
            case TAC, OPERATOR, EVENTS -> throw new IllegalArgumentException("not such a list");
        };
    }

    private static ListShape registration() {
        List<ListColumn> columns = new ArrayList<>();
        columns.add(column("approved_imei", ListColumn.Type.DEVICE));
        columns.add(column("make", ListColumn.Type.TEXT));
        columns.add(column("model", ListColumn.Type.TEXT));
        columns.add(column("status", ListColumn.Type.WORD));
        for (String name :
                List.of(
                        "model_number",
                        "brand_name",
                        "device_type",
                        "radio_interface",
                        "device_id")) {
            columns.add(column(name, ListColumn.Type.TEXT));
        }
        return new ListShape(Relations.REGISTRATION, columns, 1, true);
    }

    /// A list that says nothing but that its rows are on it.
    private static ListShape keyed(Relation relation, ListColumn... columns) {
        return new ListShape(relation, List.of(columns), columns.length, false);
    }

    private static ListColumn column(String name, ListColumn.Type type) {
        return new ListColumn(name, type);
    }

    /// The names of the relation's columns, without the days.
    List<String> names() {
        List<String> names = new ArrayList<>();
        for (String column : relation.columns().split(",")) {
            names.add(column.strip().split(" ")[0]);
        }
        return names.subList(0, names.size() - DAYS);
    }

    /// The columns of the relation as in `CREATE TABLE`, without the days.
    String definition() {
        String columns = relation.columns();
        return columns.substring(0, columns.indexOf(", from_day"));
    }

    List<String> keyNames() {
        return names().subList(0, keys);
    }
}
