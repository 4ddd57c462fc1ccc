// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Reads the block `region`.
final class RegionReader {
    static final int COUNTRY_CODES_MAX = 100;
    static final int OPERATORS_MAX = 1_000;
    private static final int ID_MAX = 16;

    private final Set<String> ids = new HashSet<>();
    private final List<String> networks = new ArrayList<>();

    private RegionReader() {}

    static Region read(Section block) {
        var reader = new RegionReader();
        String name = block.text("name", null);
        List<String> codes = block.texts("country_codes");
        if (codes.isEmpty() || !codes.stream().allMatch(code -> code.matches("[0-9]{1,7}"))) {
            block.flaw("country_codes", "must be at least one country code of digits");
        }
        if (codes.size() > COUNTRY_CODES_MAX) {
            block.flaw("country_codes", "must be at most " + COUNTRY_CODES_MAX);
        }
        var operators = new ArrayList<Operator>();
        for (Section operator : block.sections("operators")) {
            operators.add(reader.operator(operator));
        }
        if (operators.size() > OPERATORS_MAX) {
            block.flaw("operators", "must be at most " + OPERATORS_MAX);
        }
        var region =
                new Region(
                        name,
                        block.flag("import_msisdn_data", true),
                        block.flag("import_rat_data", true),
                        codes,
                        block.texts("exempted_device_types"),
                        operators);
        block.close();
        return region;
    }

    private Operator operator(Section block) {
        String id = block.text("id", null).toLowerCase(Locale.ROOT);
        if (!id.matches("[a-z0-9_]{1," + ID_MAX + "}") || id.equals("__all__")) {
            block.flaw("id", "must be 1 to " + ID_MAX + " letters, digits or underscores");
        } else if (!ids.add(id)) {
            block.flaw("id", "is the id of another operator too (capitals do not count)");
        }
        var found = new ArrayList<Operator.Network>();
        for (Section pair : block.sections("mcc_mnc_pairs")) {
            found.add(network(pair));
        }
        if (found.isEmpty()) {
            block.flaw("mcc_mnc_pairs", "must be at least one network");
        }
        var operator = new Operator(id, block.text("name", null), found);
        block.close();
        return operator;
    }

    private Operator.Network network(Section pair) {
        String mcc = pair.text("mcc", null);
        String mnc = pair.text("mnc", null);
        if (!mcc.matches("[0-9]{3}")) {
            pair.flaw("mcc", "must be three digits");
        }
        if (!mnc.matches("[0-9]{2,3}")) {
            pair.flaw("mnc", "must be two or three digits, zeros included");
        }
        String code = mcc + mnc;
        for (String other : networks) {
            if (code.startsWith(other) || other.startsWith(code)) {
                pair.flaw("mnc", "is, or begins as, a network that another pair names");
            }
        }
        networks.add(code);
        pair.close();
        return new Operator.Network(mcc, mnc);
    }
}
