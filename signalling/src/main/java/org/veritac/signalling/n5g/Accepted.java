// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.n5g;

import org.jspecify.annotations.Nullable;

import java.util.Iterator;
import java.util.Locale;
import java.util.StringJoiner;

/// The Accept field of a request (RFC 9110, clause 12.5.1): may the answer be JSON?
final class Accepted {
    private static final String JSON = "application/json";
    private static final int EXACT = 3;
    private static final int TYPE = 2;
    private static final int ANY = 1;
    private static final int NONE = 0;

    private Accepted() {}

    /// The field's value; its lines are one list (RFC 9110, clause 5.3). Null without any.
    static @Nullable String field(Iterator<? extends CharSequence> lines) {
        if (!lines.hasNext()) {
            return null;
        }
        String first = lines.next().toString();
        if (!lines.hasNext()) {
            return first;
        }
        var all = new StringJoiner(",").add(first);
        lines.forEachRemaining(all::add);
        return all.toString();
    }

    /// Whether the field lets `application/json` pass. Of the ranges that match it, the most
    /// specific one decides.
    static boolean json(@Nullable String field) {
        if (field == null || field.isBlank() || field.equals("*/*") || field.equals(JSON)) {
            return true;
        }
        int best = NONE;
        boolean passes = false;
        int at = 0;
        while (at <= field.length()) {
            int comma = field.indexOf(',', at);
            int end = comma < 0 ? field.length() : comma;
            String range = field.substring(at, end).strip();
            int specific = specificity(range);
            if (specific > best) {
                best = specific;
                passes = !isWeightZero(range);
            }
            at = end + 1;
        }
        return passes;
    }

    private static int specificity(String range) {
        int semicolon = range.indexOf(';');
        String type = (semicolon < 0 ? range : range.substring(0, semicolon)).strip();
        return switch (type.toLowerCase(Locale.ROOT)) {
            case JSON -> EXACT;
            case "application/*" -> TYPE;
            case "*/*" -> ANY;
            default -> NONE;
        };
    }

    /// Whether a range carries `q=0`, which forbids what it names.
    private static boolean isWeightZero(String range) {
        int at = range.toLowerCase(Locale.ROOT).lastIndexOf("q=");
        if (at < 0) {
            return false;
        }
        String weight = range.substring(at + 2).strip();
        return weight.startsWith("0") && weight.chars().allMatch(c -> c == '0' || c == '.');
    }
}
