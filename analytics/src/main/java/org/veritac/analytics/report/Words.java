// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What columns are called for people, with their units, and what the words mean.
final class Words {
    private static final Map<String, String> HEADINGS =
            Map.ofEntries(
                    Map.entry("imei", "IMEI"),
                    Map.entry("imeis", "IMEIs"),
                    Map.entry("imsi", "IMSI"),
                    Map.entry("imsis", "IMSIs (SIMs)"),
                    Map.entry("msisdns", "MSISDNs (numbers)"),
                    Map.entry("sims", "SIMs"),
                    Map.entry("numbers", "Numbers"),
                    Map.entry("tac", "TAC"),
                    Map.entry("imei_imsi", "IMEI-IMSI pairs"),
                    Map.entry("imei_msisdn", "IMEI-MSISDN pairs"),
                    Map.entry("gross_adds", "IMEIs new to the country"),
                    Map.entry("duplicates_percent", "Duplicates (% of well-formed IMEIs)"),
                    Map.entry("radio_beyond_model", "IMEIs on radio the model lacks"),
                    Map.entry("reliability", "Reliability index (0 to 100)"),
                    Map.entry("days", "Days of use"),
                    Map.entry("malformed", "Malformed IMEIs"),
                    Map.entry("duplicates", "Duplicate IMEIs"),
                    Map.entry("blocked", "Blocked IMEIs"),
                    Map.entry("unblocked", "Unblocked IMEIs"),
                    Map.entry("notified", "Notified IMEIs"),
                    Map.entry("excepted", "Excepted IMEIs"),
                    Map.entry("violations", "Violations (IMEIs)"),
                    Map.entry("new_in_month", "New in the month"),
                    Map.entry("reported", "Reported devices"),
                    Map.entry("taken_off", "Taken off the list"));

    private static final Map<String, String> MEANINGS =
            Map.ofEntries(
                    Map.entry(
                            "IMEI",
                            "The number of a device, 15 digits; it is compared by its first 14."),
                    Map.entry("IMSI", "The number of a SIM in the networks."),
                    Map.entry("MSISDN", "A telephone number."),
                    Map.entry("SIM", "A subscription, told by its IMSI."),
                    Map.entry(
                            "TAC", "The first eight digits of an IMEI; they name maker and model."),
                    Map.entry("Triplet", "One device, SIM and number seen together."),
                    Map.entry("Malformed", "An IMEI that does not begin with 14 digits."),
                    Map.entry(
                            "Duplicate",
                            "An IMEI on more than the given number of SIMs within 30 days. It may"
                                    + " be a clone, and it may be a phone that many SIMs were tried"
                                    + " in."),
                    Map.entry(
                            "Reliability index",
                            "How sure one can be, from what was seen, that an IMEI of this TAC is"
                                    + " its device's own: the lower end of the 95 % interval of the"
                                    + " share of its IMEIs that are neither duplicates nor on radio"
                                    + " that the model lacks. Few devices give a low index because"
                                    + " little is known."));

    private Words() {}

    /// A column's name for people.
    static String heading(String column) {
        String known = HEADINGS.get(column);
        if (known != null) {
            return known;
        }
        String plain = column.replace('_', ' ');
        return plain.isEmpty()
                ? plain
                : Character.toUpperCase(plain.charAt(0)) + plain.substring(1);
    }

    /// What of these texts has to be explained, each as a word and its meaning, in the order of the
    /// alphabet.
    static List<Map.Entry<String, String>> explained(Collection<String> texts) {
        var found = new ArrayList<Map.Entry<String, String>>();
        MEANINGS.entrySet().stream()
                .filter(meaning ->
                        texts.stream()
                                .anyMatch(text ->
                                        text.toLowerCase(Locale.ROOT)
                                                .contains(
                                                        meaning.getKey().toLowerCase(Locale.ROOT))))
                .sorted(Map.Entry.comparingByKey())
                .forEach(found::add);
        return found;
    }
}
