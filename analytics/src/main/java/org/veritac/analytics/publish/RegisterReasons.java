// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.publish;

import org.veritac.analytics.config.Condition;
import org.veritac.analytics.config.Dimension;
import org.veritac.analytics.store.Database;
import org.veritac.register.Reason;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Collectors;

/// Which reason of the register a condition's reason is. It matters what lifts it: a duplicated
/// IMEI is lifted by a pair and by proof, so that the genuine phone passes; one that is blocked by
/// regulation is lifted by a pair; a stolen one by nothing.
final class RegisterReasons {
    /// Of several, the first that is here; what little lifts comes first.
    static final List<Reason> WORST_FIRST =
            List.of(Reason.STOLEN, Reason.REGULATORY, Reason.DUPLICATED);

    private RegisterReasons() {}

    /// The rows of the ledger for the conditions of a run; empty when none of them blocks.
    static String rows(int run, List<Condition> conditions) {
        var rows = new LinkedHashSet<String>();
        for (Condition condition : conditions) {
            if (condition.blocking()) {
                rows.add(
                        "SELECT CAST(%d AS INTEGER) AS run, %s AS reason, %s AS code"
                                .formatted(
                                        run,
                                        Database.text(condition.reason()),
                                        Database.text(of(condition).text())));
            }
        }
        return rows.stream().collect(Collectors.joining(" UNION ALL "));
    }

    /// The worst of its dimensions; what is inverted says nothing of the device itself.
    static Reason of(Condition condition) {
        return condition.dimensions().stream()
                .map(use -> use.invert() ? Reason.REGULATORY : of(use.dimension()))
                .min(java.util.Comparator.comparingInt(WORST_FIRST::indexOf))
                .orElse(Reason.REGULATORY);
    }

    private static Reason of(Dimension dimension) {
        return switch (dimension) {
            case Dimension.StolenList _ -> Reason.STOLEN;
            case Dimension.DuplicateThreshold _,
                    Dimension.DuplicateDailyAverage _,
                    Dimension.DailyAverageUid _,
                    Dimension.SimultaneousUse _,
                    Dimension.SameDayCountries _,
                    Dimension.SameDayOperators _,
                    Dimension.ForeignSvn _,
                    Dimension.InconsistentRat _,
                    Dimension.RadioBeyondModel _ ->
                    Reason.DUPLICATED;
            case Dimension.GsmaNotFound _,
                    Dimension.TransientImei _,
                    Dimension.MalformedImei _,
                    Dimension.IsTestTac _,
                    Dimension.IsBarredTac _,
                    Dimension.ExistsInBarredList _,
                    Dimension.ExistsInMonitoringList _,
                    Dimension.NotOnRegistrationList _,
                    Dimension.NotOnAssociationList _,
                    Dimension.UsedByDirbsSubscriber _,
                    Dimension.UsedByLocalNonDirbsRoamer _,
                    Dimension.UsedByInternationalRoamer _,
                    Dimension.SimBox _ ->
                    Reason.REGULATORY;
        };
    }
}
