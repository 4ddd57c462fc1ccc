// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.rules;

import org.veritac.analytics.config.Dimension;

/// A dimension as SQL.
public sealed interface Rule {
    /// The text, complete.
    String sql();

    /// Gives the column `device`; a device may stand in several rows.
    record Devices(String sql) implements Rule {}

    /// Gives the columns `device` and `msisdn` of candidates, ordered by device. Those devices
    /// match whose numbers follow each other at one distance, which only the numbers themselves can
    /// tell: this step opens the vault.
    record Sequences(String sql) implements Rule {}

    /// The rule for a dimension.
    static Rule of(Dimension dimension, Setting setting) {
        return switch (dimension) {
            case Dimension.TransientImei rule ->
                    new Sequences(SubscriberRules.transientImei(rule, setting));
            case Dimension.GsmaNotFound rule -> devices(ModelRules.gsmaNotFound(rule, setting));
            case Dimension.MalformedImei() -> devices(ModelRules.malformed(setting));
            case Dimension.IsTestTac() -> devices(ModelRules.testTac(setting));
            case Dimension.IsBarredTac() -> devices(ModelRules.barredTac(setting));
            case Dimension.InconsistentRat() -> devices(ModelRules.inconsistentRat(setting));
            case Dimension.StolenList() -> devices(ListRules.stolen(setting));
            case Dimension.ExistsInBarredList() -> devices(ListRules.barred(setting));
            case Dimension.ExistsInMonitoringList rule ->
                    devices(ListRules.monitored(rule, setting));
            case Dimension.NotOnRegistrationList() -> devices(ListRules.unregistered(setting));
            case Dimension.NotOnAssociationList() -> devices(ListRules.unassociated(setting));
            case Dimension.DuplicateThreshold rule ->
                    devices(SubscriberRules.duplicateThreshold(rule, setting));
            case Dimension.DuplicateDailyAverage rule ->
                    devices(SubscriberRules.duplicateDailyAverage(rule, setting));
            case Dimension.DailyAverageUid rule ->
                    devices(SubscriberRules.dailyAverageUid(rule, setting));
            case Dimension.UsedByDirbsSubscriber rule ->
                    devices(UserRules.home(rule.days(), setting));
            case Dimension.UsedByLocalNonDirbsRoamer rule ->
                    devices(UserRules.local(rule.days(), setting));
            case Dimension.UsedByInternationalRoamer rule ->
                    devices(UserRules.foreign(rule.days(), setting));
            case Dimension.SimultaneousUse rule -> devices(PlaceRules.simultaneous(rule, setting));
            case Dimension.SameDayCountries rule -> devices(PlaceRules.countries(rule, setting));
            case Dimension.SameDayOperators rule -> devices(PlaceRules.operators(rule, setting));
            case Dimension.ForeignSvn rule -> devices(DeviceRules.foreignSvn(rule, setting));
            case Dimension.RadioBeyondModel rule ->
                    devices(DeviceRules.radioBeyondModel(rule, setting));
            case Dimension.SimBox rule -> devices(DeviceRules.simBox(rule, setting));
        };
    }

    private static Rule devices(String sql) {
        return new Devices(sql);
    }
}
