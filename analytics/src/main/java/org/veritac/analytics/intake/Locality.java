// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.intake;

import org.veritac.analytics.config.Operator;
import org.veritac.analytics.config.Region;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Where a number is at home, as a region and one of its operators see it.
final class Locality {
    private static final int MCC_DIGITS = 3;
    private static final int MCCS = 1_000;
    private static final int SHORT_DIGITS = 5;
    private static final int SHORT_NETWORKS = 100_000;
    private static final int LONG_NETWORKS = 1_000_000;

    private final boolean anyImsi;
    private final boolean anyMsisdn;
    private final boolean[] countries = new boolean[MCCS];
    private final boolean[] shortNetworks = new boolean[SHORT_NETWORKS];
    private final boolean[] longNetworks = new boolean[LONG_NETWORKS];
    private final List<byte[]> codes = new ArrayList<>();

    /// @param operator whose networks are home; one the region does not know has none
    Locality(Region region, String operator) {
        anyImsi = region.operators().isEmpty();
        anyMsisdn = region.countryCodes().isEmpty();
        for (Operator known : region.operators()) {
            boolean own = known.id().equalsIgnoreCase(operator);
            for (Operator.Network network : known.networks()) {
                countries[Integer.parseInt(network.mcc())] = true;
                if (own) {
                    add(network.mcc() + network.mnc());
                }
            }
        }
        for (String code : region.countryCodes()) {
            codes.add(code.getBytes(StandardCharsets.US_ASCII));
        }
    }

    private void add(String network) {
        boolean two = network.length() == SHORT_DIGITS;
        (two ? shortNetworks : longNetworks)[Integer.parseInt(network)] = true;
    }

    /// Whether an IMSI is of a country with an operator of the region.
    boolean isRegional(Fields fields, int column) {
        int mcc = prefix(fields, column, MCC_DIGITS);
        return anyImsi || (mcc >= 0 && countries[mcc]);
    }

    /// Whether an IMSI is of the operator itself.
    boolean isOwn(Fields fields, int column) {
        if (anyImsi) {
            return true;
        }
        int five = prefix(fields, column, SHORT_DIGITS);
        int six = prefix(fields, column, SHORT_DIGITS + 1);
        return (five >= 0 && shortNetworks[five]) || (six >= 0 && longNetworks[six]);
    }

    private static int prefix(Fields fields, int column, int digits) {
        if (fields.length(column) < digits) {
            return -1;
        }
        int value = 0;
        int from = fields.from(column);
        for (int i = from; i < from + digits; i++) {
            value = value * 10 + (fields.bytes()[i] - '0');
        }
        return value;
    }

    /// Whether an MSISDN begins with a country code of the region.
    boolean isDomestic(Fields fields, int column) {
        return anyMsisdn
                || country(fields.bytes(), fields.from(column), fields.length(column)) >= 0;
    }

    /// Which country code digits begin with, the longest that fits: its place in the region, or -1.
    int country(byte[] digits, int from, int length) {
        int best = -1;
        for (int i = 0; i < codes.size(); i++) {
            byte[] code = codes.get(i);
            boolean fits =
                    code.length <= length
                            && java.util.Arrays.equals(
                                    code, 0, code.length, digits, from, from + code.length);
            if (fits && (best < 0 || codes.get(best).length < code.length)) {
                best = i;
            }
        }
        return best;
    }
}
