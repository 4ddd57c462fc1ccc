// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.files;

import org.jspecify.annotations.Nullable;
import org.veritac.identity.Imei;
import org.veritac.identity.ImeiFlaw;
import org.veritac.identity.ImeiReading;
import org.veritac.identity.Tac;
import org.veritac.register.Key;

/// Reads what equipment a field names: a device, a range, a model or a model's software version.
/// Devices in digits, all but a few rows of a large list, are read without making a string.
final class EquipmentField {
    private static final int SVN_DIGITS = 2;

    private final CheckDigit checkDigit;

    EquipmentField(CheckDigit checkDigit) {
        this.checkDigit = checkDigit;
    }

    /// Any key of equipment; null, and the row refused, when it is none.
    @Nullable Key key(Row row, Column column) {
        long digits = deviceDigits(row, column);
        if (digits >= 0) {
            Imei imei = checked(row, column, digits);
            return imei == null ? null : Key.device(imei);
        }
        String text = row.text(column);
        int slash = text.indexOf('/');
        if (slash >= 0) {
            return softwareVersion(row, column, text, slash);
        }
        String body = withoutPrefix(text);
        int dash = body.indexOf('-');
        if (dash >= 0) {
            return range(row, column, body, dash);
        }
        if (Tac.ifValid(text).isPresent()) {
            return Key.tac(Tac.of(text));
        }
        Imei imei = spelled(row, column, text);
        return imei == null ? null : Key.device(imei);
    }

    /// One device; null, and the row refused, when it is none.
    @Nullable Imei device(Row row, Column column) {
        long digits = deviceDigits(row, column);
        if (digits >= 0) {
            return checked(row, column, digits);
        }
        String text = row.text(column);
        boolean other =
                text.indexOf('/') >= 0
                        || withoutPrefix(text).indexOf('-') >= 0
                        || Tac.ifValid(text).isPresent();
        if (other) {
            row.refuse(Flaw.NOT_A_DEVICE, column);
            return null;
        }
        return spelled(row, column, text);
    }

    /// The 14, 15 or 16 digits of a field that has only those, the first 14 of them; else -1.
    private static long deviceDigits(Row row, Column column) {
        int length = row.length(column);
        boolean other = length < Imei.DIGITS || length > Imei.DIGITS + SVN_DIGITS;
        if (other || row.number(column, Imei.DIGITS, length) < 0) {
            return -1;
        }
        return row.number(column, 0, Imei.DIGITS);
    }

    private @Nullable Imei checked(Row row, Column column, long digits) {
        var imei = new Imei(digits);
        int fifteenth =
                row.length(column) == Imei.DIGITS + 1
                        ? (int) row.number(column, Imei.DIGITS, Imei.DIGITS + 1)
                        : ImeiReading.ABSENT;
        return checked(row, column, imei, fifteenth);
    }

    private @Nullable Imei checked(Row row, Column column, Imei imei, int fifteenth) {
        if (fifteenth != ImeiReading.ABSENT && !checkDigit.takes(imei, fifteenth)) {
            row.refuse(Flaw.CHECK_DIGIT, column);
            return null;
        }
        return imei;
    }

    /// A device in any spelling; the software version of 16 digits is not used.
    private @Nullable Imei spelled(Row row, Column column, String text) {
        return switch (ImeiReading.of(text)) {
            case ImeiReading.Whole(var imei, int fifteenth, _) ->
                    checked(row, column, imei, fifteenth);
            case ImeiReading.Malformed(var found) -> {
                row.refuse(flaw(found), column);
                yield null;
            }
        };
    }

    private static Flaw flaw(ImeiFlaw found) {
        return switch (found) {
            case NULL -> Flaw.IMEI_MISSING;
            case LETTERS -> Flaw.IMEI_LETTERS;
            case TOO_SHORT -> Flaw.IMEI_TOO_SHORT;
            case TOO_LONG -> Flaw.IMEI_TOO_LONG;
            case ALL_ZEROS, TEST_RANGE ->
                    throw new AssertionError("ImeiReading reads nonsense as a whole IMEI");
        };
    }

    private @Nullable Key range(Row row, Column column, String text, int dash) {
        Imei from = end(row, column, text.substring(0, dash).strip());
        Imei to = from == null ? null : end(row, column, text.substring(dash + 1).strip());
        if (from == null || to == null) {
            return null;
        }
        if (to.key() < from.key()) {
            row.refuse(Flaw.RANGE_REVERSED, column);
            return null;
        }
        return Key.range(from, to);
    }

    private @Nullable Imei end(Row row, Column column, String text) {
        if (ImeiReading.of(text) instanceof ImeiReading.Whole whole
                && whole.svn() == ImeiReading.ABSENT) {
            return checked(row, column, whole.imei(), whole.fifteenth());
        }
        row.refuse(Flaw.RANGE_END, column);
        return null;
    }

    private static @Nullable Key softwareVersion(Row row, Column column, String text, int slash) {
        var tac = Tac.ifValid(text.substring(0, slash).strip());
        String svn = text.substring(slash + 1).strip();
        if (tac.isEmpty()) {
            row.refuse(Flaw.TAC, column);
            return null;
        }
        if (svn.length() != SVN_DIGITS || !isDigit(svn.charAt(0)) || !isDigit(svn.charAt(1))) {
            row.refuse(Flaw.SVN, column);
            return null;
        }
        return Key.tacSvn(tac.get(), (svn.charAt(0) - '0') * 10 + (svn.charAt(1) - '0'));
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /// The text behind `imei-` or `imeisv-`, whose dash is not that of a range.
    private static String withoutPrefix(String text) {
        for (String prefix : new String[] {"imei-", "imeisv-"}) {
            if (text.startsWith(prefix)) {
                return text.substring(prefix.length());
            }
        }
        return text;
    }
}
