// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.console.command;

import org.veritac.register.Entry;
import org.veritac.register.files.Flaw;

/// What is wrong with a row, for people.
final class Flaws {
    private Flaws() {}

    static String text(Flaw flaw) {
        return switch (flaw) {
            case IMEI_MISSING -> "no device is named";
            case IMEI_LETTERS -> "has a character that is not a digit";
            case IMEI_TOO_SHORT -> "has fewer than 14 digits, and is no TAC of 8";
            case IMEI_TOO_LONG -> "has more than 16 digits";
            case CHECK_DIGIT ->
                    "the 15th digit is not the check digit: a digit is mistyped; or leave it out";
            case RANGE_END -> "an end of a range has 14 or 15 digits";
            case RANGE_REVERSED -> "a range runs from the lower to the higher IMEI";
            case NOT_A_DEVICE -> "a single device is needed here, no range and no model";
            case TAC -> "a TAC has eight digits";
            case SVN -> "a software version has two digits";
            case IMSI -> "an IMSI has 6 to 15 digits";
            case IMSI_MISSING -> "an IMSI is needed";
            case IMSI_RANGE -> "a prefix of 1 to 15 digits, or FROM-TO of one length, is needed";
            case REASON_UNKNOWN -> "no reason has this name";
            case REASON_NOT_ALLOWED -> "this source may not use this reason, see ./veritac config";
            case DATE ->
                    "a day looks like 2026-01-31, an instant like 2026-01-31T12:00:00Z, not before"
                            + " 1970";
            case UNTIL_BEFORE_FROM -> "ends before it begins";
            case NOTE_TOO_LONG -> "a note has at most " + Entry.NOTE_MAX + " characters";
            case CHANGE_UNKNOWN -> "a change is add or remove";
            case COLUMNS -> "the row has another number of fields than the header";
            case TOO_LONG -> "is too long";
            case LINE_BREAK -> "has a line break";
            case CONTROL_CHARACTER -> "has a control character";
            case ENCODING -> "is no text in UTF-8";
            case SAME_IMEI -> "a device is not linked with itself";
        };
    }
}
