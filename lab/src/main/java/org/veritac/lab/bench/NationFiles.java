// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.bench;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Writes what a nation's operators and authorities send, as DIRBS has it.
///
/// @param folder where to
record NationFiles(Nation nation, Path folder) {
    static final int UNREGISTERED_OF_100 = 10;
    private static final int STOLEN_OF_1000 = 2;
    private static final int PAIRED_OF_100 = 2;
    private static final String[] RATS = {"002", "002|001", "001|006", "006", "006|010"};
    private static final String[] BANDS = {
        "GSM 900", "GSM 900, WCDMA 2100", "WCDMA 2100, LTE 3", "LTE 3", "LTE 3, 5G NR n78"
    };
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyyMMdd", Locale.ROOT);

    static String operatorId(int operator) {
        return "operator" + (operator + 1);
    }

    private static String network(int operator) {
        return "4100" + (operator + 1);
    }

    /// A file of an operator, by subscriber and within that by day.
    ///
    /// @return where it is
    Path usage(int operator, LocalDate first, LocalDate last) throws IOException {
        Path file =
                folder.resolve(
                        "%s_%s_%s.csv"
                                .formatted(
                                        operatorId(operator), first.format(DAY), last.format(DAY)));
        var days = first.datesUntil(last.plusDays(1)).toList();
        var texts = days.stream().map(day -> day.format(DAY)).toList();
        try (var rows = new Rows(file, "date,imei,imsi,msisdn,rat")) {
            for (int subscriber = operator;
                    subscriber < nation.subscribers();
                    subscriber += Nation.OPERATORS) {
                for (int i = 0; i < days.size(); i++) {
                    if (nation.seen(subscriber, days.get(i))) {
                        use(rows.text(texts.get(i)).comma(), subscriber, days.get(i));
                    }
                }
            }
        }
        return file;
    }

    private void use(Rows rows, int subscriber, LocalDate day) throws IOException {
        YearMonth month = YearMonth.from(day);
        int device = nation.device(subscriber, month);
        int sim = nation.sim(subscriber, month);
        imei(rows, device).comma();
        subscriber(rows, sim).text(RATS[Nation.model(device) % RATS.length]).end();
    }

    private Rows imei(Rows rows, int device) throws IOException {
        return nation.malformed(device)
                ? rows.text("ABC").digits(device, 9)
                : rows.digits(nation.imei(device), 14).digits(0, 1);
    }

    /// Its IMSI and MSISDN, each with a comma.
    private static Rows subscriber(Rows rows, int sim) throws IOException {
        int operator = sim % Nation.OPERATORS;
        rows.text(network(operator)).digits(sim * 7_919L % 10_000_000_000L, 10).comma();
        return rows.text("923").digits(operator, 1).digits(sim * 7_919L % 100_000_000L, 8).comma();
    }

    Path models() throws IOException {
        Path file = folder.resolve("models.txt");
        try (var rows = new Rows(file, "TAC|Manufacturer|Model Name|Bands|Device Type")) {
            for (long tac : nation.tacs()) {
                int model = (int) (tac / 64 % Nation.MODELS);
                rows.digits(tac, 8).text("|Maker" + model % 50 + "|Model " + model + "|");
                rows.text(BANDS[model % BANDS.length]).text("|Smartphone").end();
            }
        }
        return file;
    }

    Path stolen() throws IOException {
        return list("stolen_list", "imei,reporting_date,status", STOLEN_OF_1000, ",20260301,");
    }

    /// All devices but those of one in ten.
    Path registration() throws IOException {
        return list(
                "registration_list",
                "approved_imei,make,model,status,model_number,brand_name,device_type,"
                        + "radio_interface,device_id",
                1000 - 10 * UNREGISTERED_OF_100,
                ",,,whitelist,,,Smartphone,,");
    }

    private Path list(String name, String header, int of1000, String rest) throws IOException {
        Path file = folder.resolve(name + ".csv");
        long salt = name.hashCode() & 0xffff;
        try (var rows = new Rows(file, header)) {
            for (int device = 0; device < 2 * nation.subscribers(); device++) {
                if (nation.isUsed(device)
                        && Nation.chance(device * 65_537L + salt, 1000) < of1000
                        && !nation.malformed(device)) {
                    rows.digits(nation.imei(device), 14).text(rest).end();
                }
            }
        }
        return file;
    }

    Path pairing() throws IOException {
        Path file = folder.resolve("pairing_list.csv");
        try (var rows = new Rows(file, "imei,imsi,msisdn")) {
            for (int subscriber = 0; subscriber < nation.subscribers(); subscriber++) {
                int device = nation.device(subscriber, YearMonth.of(2026, 4));
                if (Nation.chance(subscriber + 0x7000_0000L, 100) < PAIRED_OF_100
                        && !nation.malformed(device)) {
                    rows.digits(nation.imei(device), 14).comma();
                    subscriber(rows, subscriber).back().end();
                }
            }
        }
        return file;
    }

    /// The region and five rules.
    ///
    /// @param days how far the two rules of duplicates look back
    static String conditions(int days) {
        var text = new StringBuilder("region:\n  name: Nation\n  country_codes: [\"92\"]\n");
        text.append("  operators:\n");
        for (int i = 0; i < Nation.OPERATORS; i++) {
            text.append(
                    "    - {id: %1$s, name: %1$s, mcc_mnc_pairs: [{mcc: \"410\", mnc: \"%2$s\"}]}\n"
                            .formatted(operatorId(i), network(i).substring(3)));
        }
        text.append("conditions:\n");
        rule(text, "gsma_not_found", "gsma_not_found", "{}", 0);
        rule(text, "stolen", "stolen_list", "{}", 0);
        rule(
                text,
                "many_subscribers",
                "duplicate_threshold",
                "{threshold: 4, period_days: %d}".formatted(days),
                30);
        rule(
                text,
                "many_a_day",
                "duplicate_daily_avg",
                "{threshold: 1.5, period_days: %d, min_seen_days: 3}".formatted(days),
                30);
        rule(text, "unregistered", "not_on_registration_list", "{}", 60);
        return text.toString();
    }

    private static void rule(
            StringBuilder text, String label, String module, String parameters, int grace) {
        text.append("  - label: ").append(label).append('\n');
        text.append(
                "    dimensions: [{module: %s, parameters: %s}]\n".formatted(module, parameters));
        text.append("    grace_period_days: ").append(grace).append('\n');
        text.append("    max_allowed_matching_ratio: 1.0\n    blocking: true\n    reason: ");
        text.append(label).append('\n');
    }

    /// Lines of text, written field by field.
    private static final class Rows implements Closeable {
        private static final int LINE_MAX = 256;
        private static final int BUFFER = 1 << 20;

        private final OutputStream out;
        private final byte[] line = new byte[LINE_MAX];
        private int length;

        Rows(Path file, String header) throws IOException {
            out = new BufferedOutputStream(Files.newOutputStream(file), BUFFER);
            text(header).end();
        }

        @SuppressWarnings("deprecation") // the low bytes are what ASCII is
        Rows text(String ascii) {
            ascii.getBytes(0, ascii.length(), line, length);
            length += ascii.length();
            return this;
        }

        Rows digits(long number, int digits) {
            long rest = number;
            for (int i = length + digits - 1; i >= length; i--) {
                line[i] = (byte) ('0' + rest % 10);
                rest /= 10;
            }
            length += digits;
            return this;
        }

        Rows comma() {
            line[length++] = ',';
            return this;
        }

        /// Takes the last character back.
        Rows back() {
            length--;
            return this;
        }

        void end() throws IOException {
            line[length++] = '\n';
            out.write(line, 0, length);
            length = 0;
        }

        @Override
        public void close() throws IOException {
            out.close();
        }
    }
}
