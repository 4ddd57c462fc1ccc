// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.files;

import org.veritac.register.ListName;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/// The columns that lists use, and the names they have in headers.
enum Column {
    IMEI("imei"),
    /// The first device of a link.
    ONE("imei", "imei_a", "imei1"),
    /// The other device of a link.
    OTHER("imei2", "imei_b"),
    IMSI("imsi"),
    REASON("reason"),
    REPORTED("reported", "reporting_date"),
    FROM("from"),
    UNTIL("until"),
    NOTE("note"),
    CHANGE("change", "change_type"),
    TAC("tac"),
    BRAND("brand"),
    BRAND_NAME("brand_name"),
    MODEL("model"),
    MARKETING_NAME("marketing_name"),
    MODEL_NAME("model_name"),
    MANUFACTURER("manufacturer"),
    TYPE("type"),
    DEVICE_TYPE("device_type"),
    RADIO("radio"),
    RADIO_INTERFACE("radio_interface"),
    BANDS("bands");

    private static final Set<Column> COLOUR =
            Set.of(IMEI, REASON, REPORTED, FROM, UNTIL, IMSI, NOTE, CHANGE);
    private static final Set<Column> MODELS =
            Set.of(
                    TAC,
                    BRAND,
                    BRAND_NAME,
                    MODEL,
                    MARKETING_NAME,
                    MODEL_NAME,
                    MANUFACTURER,
                    TYPE,
                    DEVICE_TYPE,
                    RADIO,
                    RADIO_INTERFACE,
                    BANDS,
                    CHANGE);

    private final String text;
    private final String second;
    private final String third;

    Column(String text) {
        this(text, text, text);
    }

    Column(String text, String second) {
        this(text, second, second);
    }

    Column(String text, String second, String third) {
        this.text = text;
        this.second = second;
        this.third = third;
    }

    /// The name in our own files and in rejects.
    String text() {
        return text;
    }

    boolean isNamed(String name) {
        return name.equals(text) || name.equals(second) || name.equals(third);
    }

    /// A name as it is compared: no case, and words joined by an underscore.
    static String plain(String name) {
        return name.strip().toLowerCase(Locale.ROOT).replace(' ', '_').replace('-', '_');
    }

    /// The columns that rows of a list can have.
    static Set<Column> of(ListName list) {
        return switch (list) {
            case BLACK, GREY, WHITE -> COLOUR;
            case PAIRS -> Set.of(IMEI, IMSI, FROM, UNTIL, NOTE, CHANGE);
            case IMSI -> Set.of(IMSI, REASON, REPORTED, FROM, UNTIL, NOTE, CHANGE);
            case LINKS -> Set.of(ONE, OTHER, NOTE, CHANGE);
            case TAC -> MODELS;
        };
    }

    /// The columns by which a header is known.
    static List<Column> mandatory(ListName list) {
        return switch (list) {
            case BLACK, GREY, WHITE -> List.of(IMEI);
            case PAIRS -> List.of(IMEI, IMSI);
            case IMSI -> List.of(IMSI);
            case LINKS -> List.of(ONE, OTHER);
            case TAC -> List.of(TAC);
        };
    }
}
