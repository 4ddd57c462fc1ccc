// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.config;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/// Reads one entry of `conditions`.
final class ConditionReader {
    private static final int LABEL_MAX = 64;
    private static final int DAYS_MAX = 100_000;
    private static final BigDecimal RATIO = new BigDecimal("0.1");

    private ConditionReader() {}

    /// The condition, or null when not even its dimensions could be read; the flaws are noted.
    static @Nullable Condition read(Section block) {
        String label = block.text("label", null);
        if (!label.matches("[A-Za-z0-9_]{1," + LABEL_MAX + "}")) {
            block.flaw("label", "must be 1 to " + LABEL_MAX + " letters, digits or underscores");
        }
        List<Condition.Use> uses = uses(block);
        boolean blocking = block.flag("blocking", false);
        boolean amnesty = block.flag("amnesty_eligible", false);
        if (amnesty && !blocking) {
            block.flaw("amnesty_eligible", "is for blocking conditions only");
        }
        var condition =
                new Condition(
                        label,
                        uses,
                        graceDays(block),
                        blocking,
                        block.flag("sticky", false),
                        reason(block, label, blocking),
                        block.decimal("max_allowed_matching_ratio", RATIO, BigDecimal.ONE),
                        amnesty);
        block.close();
        return uses.isEmpty() ? null : condition;
    }

    private static int graceDays(Section block) {
        int days = block.whole("grace_period_days", 30, 0);
        if (days > DAYS_MAX) {
            block.flaw("grace_period_days", "must be at most " + DAYS_MAX);
        }
        return days;
    }

    private static String reason(Section block, String label, boolean blocking) {
        String reason = block.text("reason", blocking ? null : label);
        if (reason.indexOf('|') >= 0) {
            block.flaw("reason", "must not contain a pipe, which separates reasons");
        }
        return reason;
    }

    private static List<Condition.Use> uses(Section block) {
        var uses = new ArrayList<Condition.Use>();
        List<Section> sections = block.sections("dimensions");
        if (sections.isEmpty()) {
            block.flaw("dimensions", "must be at least one");
        }
        for (Section section : sections) {
            String module = section.text("module", null);
            Section parameters = section.section("parameters");
            Dimension dimension = DimensionReader.read(module, parameters);
            boolean invert = section.flag("invert", false);
            if (dimension == null) {
                section.flaw("module", "is not the name of a dimension");
            } else {
                parameters.close();
                uses.add(new Condition.Use(dimension, invert));
            }
            section.close();
        }
        return uses;
    }
}
