// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.rules;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// An SQL text whose named places only numbers can fill.
///
/// A place is a colon and a name. Numbers become literals rather than parameters of a statement, so
/// that both engines plan with them; since nothing but a number can stand there, no text of a
/// configuration ever becomes SQL.
final class Text {
    private static final Pattern PLACE = Pattern.compile(":([a-z][a-z0-9_]*)");

    /// Stands in an empty list, so that IN and NOT IN keep their meaning; no code is negative.
    private static final String NONE = "-1";

    private final String text;
    private final Map<String, String> numbers = new HashMap<>();

    private Text(String text) {
        this.text = text;
    }

    static Text of(String text) {
        return new Text(text);
    }

    Text with(String name, long number) {
        numbers.put(name, Long.toString(number));
        return this;
    }

    Text with(String name, BigDecimal number) {
        numbers.put(name, number.toPlainString());
        return this;
    }

    Text with(String name, Collection<Long> codes) {
        String list =
                new TreeSet<>(codes)
                        .stream()
                                .map(code -> Long.toString(code))
                                .collect(Collectors.joining(", "));
        numbers.put(name, list.isEmpty() ? NONE : list);
        return this;
    }

    /// Fills the places of a window.
    Text within(Window window) {
        return with("start", window.start())
                .with("end", window.end())
                .with("first_month", window.firstMonth())
                .with("last_month", window.lastMonth())
                .with("from_mask", window.fromMask())
                .with("to_mask", window.toMask())
                .with("past_mask", Window.ALL & ~(window.endBit() | (window.endBit() - 1)))
                .with("to_and_end_mask", window.endBit() | (window.endBit() - 1));
    }

    /// The text for an engine.
    ///
    /// @throws IllegalStateException when a place was left open
    String sql() {
        Matcher place = PLACE.matcher(text);
        return place.replaceAll(found -> {
            String number = numbers.get(found.group(1));
            if (number == null) {
                throw new IllegalStateException("no number for " + found.group());
            }
            return number;
        });
    }
}
