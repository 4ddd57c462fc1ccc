// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.report;

import org.jspecify.annotations.Nullable;
import org.veritac.analytics.rules.Holders;
import org.veritac.analytics.rules.Names;
import org.veritac.analytics.rules.Radio;
import org.veritac.analytics.store.Database;

import java.io.IOException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The reports there are.
public enum Reports {
    /// Identifiers, compliance, days, radio access, makers and models of the whole country.
    COUNTRY,
    /// Identifiers by operator.
    OPERATORS,
    /// Each TAC with its model, its use and its reliability index.
    MODELS,
    /// Devices by how many SIMs they were in, and those in the most.
    DUPLICATES,
    /// Who of the subscribers of a duplicate likely holds the genuine device.
    HOLDERS,
    /// Compliance, and devices by condition, by operator and by what they meet together.
    CONDITIONS,
    /// Blocked, unblocked, seen although blocked, notified, excepted.
    BLOCKING,
    /// Registrations, owners, pairs, and stolen devices.
    REGISTERED,
    /// The last twelve months.
    TRENDS;

    /// The name for all of them.
    public static final String ALL = "all";

    /// A device on more SIMs than this counts as a duplicate, as Colombia's did (QTR-RLB-IMEI,
    /// clause 7), unless somebody asks for others.
    public static final int SIMS = 3;

    /// Rows in a list of the largest, unless somebody asks for others.
    public static final int TOP = 100;

    /// The report of that name.
    public static Optional<Reports> named(String name) {
        return Arrays.stream(values()).filter(report -> report.text().equals(name)).findFirst();
    }

    /// All names.
    public static List<String> names() {
        return Arrays.stream(values()).map(Reports::text).toList();
    }

    /// The name as it is asked for.
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The last month that there is data of.
    public static Optional<YearMonth> lastMonth(Database database) throws IOException {
        long month = database.number("SELECT COALESCE(MAX(month), 0) FROM uses");
        return month == 0
                ? Optional.empty()
                : Optional.of(YearMonth.of((int) month / 100, (int) month % 100));
    }

    /// What is asked for.
    ///
    /// @param top rows in a list of the largest
    /// @param sims a device on more SIMs than this counts as a duplicate
    /// @param condition whose devices holders are asked of; null for every condition's
    /// @param names who tells subscribers' names; null to name nobody
    /// @param proofs whether the database has the register's, as [Holders.Devices] says
    public record Order(
            YearMonth month,
            int top,
            int sims,
            @Nullable String condition,
            @Nullable Names names,
            boolean proofs) {
        /// Of a month, and the rest as it is without a word.
        public static Order of(YearMonth month) {
            return new Order(month, TOP, SIMS, null, null, false);
        }
    }

    /// Writes a report of a month.
    ///
    /// @return empty when there is no data of that month
    /// @throws IOException when the store cannot be read
    public Optional<Report> write(Database database, Radio radio, Order order) throws IOException {
        YearMonth month = order.month();
        long days =
                database.number(
                        "SELECT BIT_OR(days) FROM uses WHERE month = " + Material.number(month));
        if (days == 0) {
            return Optional.empty();
        }
        LocalDate until = month.atDay(Long.SIZE - Long.numberOfLeadingZeros(days));
        var material = new Material(database, radio, order, until);
        return Optional.of(
                switch (this) {
                    case COUNTRY -> CountryReport.write(material);
                    case OPERATORS -> OperatorsReport.write(material);
                    case MODELS -> ModelsReport.write(material);
                    case DUPLICATES -> DuplicatesReport.write(material);
                    case HOLDERS -> HoldersReport.write(material);
                    case CONDITIONS -> ConditionsReport.write(material);
                    case BLOCKING -> BlockingReport.write(material);
                    case REGISTERED -> RegisteredReport.write(material);
                    case TRENDS -> TrendsReport.write(material);
                });
    }
}
