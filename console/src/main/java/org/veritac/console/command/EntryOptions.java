// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.console.command;

import org.jspecify.annotations.Nullable;
import org.veritac.register.Change;
import org.veritac.register.Entry;
import org.veritac.register.ListName;
import org.veritac.register.Reason;
import org.veritac.register.files.CheckDigit;
import org.veritac.register.files.Flaw;
import org.veritac.register.files.Line;
import org.veritac.register.files.ListFile;
import org.veritac.register.files.ListFormat;

import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// What `add` and `remove` take. Keys and days are spelled and read as in list files.
final class EntryOptions {
    private static final Set<ListName> TAKING =
            Set.of(ListName.BLACK, ListName.GREY, ListName.WHITE, ListName.IMSI, ListName.PAIRS);

    @Parameters(index = "0", paramLabel = "LIST", description = "black, grey, white, imsi or pairs")
    private ListName list = ListName.BLACK;

    @Parameters(
            index = "1",
            paramLabel = "KEY",
            description =
                    "An IMEI of 14, 15 or 16 digits, a range FROM-TO, a TAC, or TAC/SVN; for imsi"
                            + " an IMSI, a prefix, or FROM-TO.")
    private String key = "";

    @Option(
            names = "--imsi",
            paramLabel = "IMSI",
            description = "The only subscriber it is for; pairs need it.")
    private @Nullable String imsi;

    @Option(names = "--source", paramLabel = "NAME", description = "Whose entry (default: local).")
    private String source = "local";

    @Option(
            names = "--reason",
            paramLabel = "CODE",
            description =
                    "Why, such as lost, stolen, fraud, duplicated, non-payment (default:"
                            + " unspecified; tac-barred for models; screened-imsi).")
    private @Nullable Reason reason;

    @Option(
            names = "--reported",
            paramLabel = "DATE",
            description = "The day it was reported, 2026-01-31.")
    private @Nullable String reported;

    @Option(
            names = "--from",
            paramLabel = "DATE",
            description = "The first day in UTC, or an instant with its offset.")
    private @Nullable String from;

    @Option(
            names = "--until",
            paramLabel = "DATE",
            description = "The last day in UTC, included, or an instant.")
    private @Nullable String until;

    @Option(names = "--note", paramLabel = "TEXT", description = "Anything else.")
    private @Nullable String note;

    ListName list() {
        return list;
    }

    String source() {
        return source;
    }

    /// What is wrong with the options together; empty when nothing is.
    String wrong() {
        if (!TAKING.contains(list)) {
            return list.text()
                    + " is not filled entry by entry; use import"
                    + (list == ListName.LINKS ? " or link" : "");
        }
        if (list == ListName.PAIRS && (reason != null || reported != null)) {
            return "a pair has no --reason and no --reported";
        }
        if (list == ListName.PAIRS && imsi == null) {
            return "a pair needs --imsi";
        }
        return list == ListName.IMSI && imsi != null ? "for imsi the KEY is the IMSI" : "";
    }

    /// The entry, or what is wrong with it.
    Line read() throws IOException {
        Reason otherwise = reason == null ? Reason.UNSPECIFIED : reason;
        var format =
                new ListFormat(list, false, CheckDigit.STRICT, otherwise, ListFormat.ALL_REASONS);
        return ListFile.row(format, fields());
    }

    private Map<String, String> fields() {
        var fields = new LinkedHashMap<String, String>();
        fields.put(list == ListName.IMSI ? "imsi" : "imei", key);
        put(fields, "imsi", imsi);
        put(fields, "reported", reported);
        put(fields, "from", from);
        put(fields, "until", until);
        put(fields, "note", note);
        return fields;
    }

    private static void put(Map<String, String> fields, String name, @Nullable String value) {
        if (value != null) {
            fields.put(name, value);
        }
    }

    Change.Add added(Entry entry) {
        return new Change.Add(list, source, entry);
    }

    Change.Remove removed(Entry entry) {
        return new Change.Remove(list, source, entry.key(), entry.imsi());
    }

    /// Why a key or another word was not taken.
    static String why(Line.Bad bad) {
        String field = bad.field().isEmpty() ? "" : bad.field() + ": ";
        return field + Flaws.text(bad.flaw());
    }

    /// Whether it is about the command line's own words.
    static boolean isUsage(Line.Bad bad) {
        return bad.flaw() != Flaw.REASON_NOT_ALLOWED;
    }
}
