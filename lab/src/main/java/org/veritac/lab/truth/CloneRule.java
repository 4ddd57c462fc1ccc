// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.truth;

import org.veritac.lab.truth.Imposture.Target;

import java.util.List;

/// A rule with its parameters, to be tried.
///
/// @param label as the table has it
/// @param target what it is for
/// @param dimensions in the flow style of YAML; a device has to meet all of them
record CloneRule(String label, Target target, List<String> dimensions) {
    /// The condition that holders are asked of: whatever two subscribers have used.
    static final String SHARED = "duplicate_threshold_2";

    CloneRule {
        dimensions = List.copyOf(dimensions);
    }

    /// The label as a conditions file has it.
    String condition() {
        return label.replaceAll("[^0-9A-Za-z]+", "_");
    }

    private static CloneRule together(String label, Target target, String one, String other) {
        return new CloneRule(label, target, List.of(one, other));
    }

    private static CloneRule of(String label, Target target, String... dimensions) {
        return new CloneRule(label, target, List.of(dimensions));
    }

    private static String simple(String module, String parameters) {
        return "{module: %s, parameters: {%s}}".formatted(module, parameters);
    }

    private static String not(String module, String parameters) {
        return "{module: %s, parameters: {%s}, invert: true}".formatted(module, parameters);
    }

    private static CloneRule threshold(int subscribers) {
        return of(
                "duplicate_threshold " + subscribers,
                Target.CLONES,
                simple("duplicate_threshold", "period_days: 30, threshold: " + subscribers));
    }

    private static CloneRule daily(String threshold) {
        return of("duplicate_daily_avg " + threshold, Target.CLONES, average(threshold));
    }

    private static String average(String threshold) {
        return average("duplicate_daily_avg", threshold);
    }

    private static String average(String module, String threshold) {
        return simple(module, "period_days: 30, min_seen_days: 5, threshold: " + threshold);
    }

    private static String places(int kmh, int km) {
        return simple(
                "simultaneous_use", "period_days: 30, max_kmh: %d, min_km: %d".formatted(kmh, km));
    }

    private static String box(int imsis, int cells) {
        return "period_days: 30, min_imsis: %d, max_cells: %d".formatted(imsis, cells);
    }

    private static CloneRule svn(int devices, String share) {
        return of(
                "foreign_svn %s of %d".formatted(share, devices),
                Target.IMPOSTORS,
                svnOf(devices, share));
    }

    private static String svnOf(int devices, String share) {
        return simple(
                "foreign_svn",
                "period_days: 30, min_devices: %d, max_share: %s".formatted(devices, share));
    }

    private static CloneRule boxes(int imsis, int cells) {
        return of(
                "sim_box %d in %d".formatted(imsis, cells),
                Target.BOXES,
                simple("sim_box", box(imsis, cells)));
    }

    private static CloneRule transients(int msisdns) {
        return of(
                "transient_imei " + msisdns,
                Target.BOXES,
                simple("transient_imei", "period: 30, num_msisdns: " + msisdns));
    }

    private static CloneRule operators(int days) {
        return of(
                "same_day_operators " + days,
                Target.CLONES,
                simple("same_day_operators", "period_days: 30, min_days: " + days));
    }

    private static CloneRule countries(int days) {
        return of(
                "same_day_countries " + days,
                Target.CLONES,
                simple("same_day_countries", "period_days: 30, min_days: " + days));
    }

    /// DIRBS's rules first, then ours, then some together.
    static List<CloneRule> all() {
        String sim = simple("sim_box", box(10, 20));
        String noBox = not("sim_box", box(5, 20));
        String radio = simple("radio_beyond_model", "period_days: 30");
        String two = threshold(2).dimensions().getFirst();
        String five = threshold(5).dimensions().getFirst();
        return List.of(
                threshold(2),
                threshold(3),
                threshold(4),
                threshold(5),
                threshold(10),
                daily("1.5"),
                daily("2.0"),
                daily("3.0"),
                daily("4.0"),
                of("daily_avg_uid 1.5", Target.CLONES, average("daily_avg_uid", "1.5")),
                of("inconsistent_rat", Target.IMPOSTORS, simple("inconsistent_rat", "")),
                transients(2),
                transients(10),
                of("simultaneous_use 1000/50", Target.CLONES, places(1000, 50)),
                of("simultaneous_use 1000/400", Target.CLONES, places(1000, 400)),
                of("simultaneous_use 500/50", Target.CLONES, places(500, 50)),
                countries(1),
                countries(3),
                operators(1),
                operators(3),
                operators(10),
                svn(50, "0.01"),
                svn(50, "0.02"),
                svn(200, "0.01"),
                of("radio_beyond_model", Target.IMPOSTORS, radio),
                boxes(10, 2),
                boxes(10, 20),
                boxes(20, 20),
                together("sim_box 10 in 20, daily_avg 4", Target.BOXES, sim, average("4.0")),
                together("sim_box 10 in 20, daily_avg 5", Target.BOXES, sim, average("5.0")),
                together("duplicate_threshold 5, no sim_box", Target.CLONES, five, noBox),
                together("daily_avg 3.5, no sim_box", Target.CLONES, average("3.5"), noBox),
                together("foreign_svn, 2 subscribers", Target.CLONES, svnOf(50, "0.01"), two),
                together(
                        "foreign_svn, daily_avg 1.5",
                        Target.CLONES,
                        svnOf(50, "0.01"),
                        average("1.5")),
                together("radio_beyond_model, 2 subscribers", Target.CLONES, radio, two),
                together(
                        "radio_beyond_model, daily_avg 1.5", Target.CLONES, radio, average("1.5")));
    }

    /// Block `conditions` with all of them.
    static String yaml() {
        var text = new StringBuilder("conditions:\n");
        for (CloneRule rule : all()) {
            text.append("  - label: ").append(rule.condition()).append('\n');
            text.append("    reason: ").append(rule.condition()).append('\n');
            text.append("    max_allowed_matching_ratio: 1\n    dimensions:\n");
            rule.dimensions()
                    .forEach(dimension -> text.append("      - ").append(dimension).append('\n'));
        }
        return text.toString();
    }
}
