// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.intake;

import org.veritac.analytics.vault.Kind;
import org.veritac.analytics.vault.Packed;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Reads the rows of a list in CSV: the columns of its [ListShape] in order, and `change_type` in a
/// delta.
final class ListReader implements RowReader {
    static final int TEXT_MAX = 1_000;

    private static final String CHANGE_TYPE = "change_type";
    private static final int TAC_DIGITS = 8;
    private static final int HASH_DIGITS = 32;

    private final Job job;
    private final ListShape shape;
    private final boolean delta;
    private final Fields fields = new Fields(',');
    private final Offences offences = new Offences("the pattern of each column");

    ListReader(Job job, ListShape shape) {
        this.job = job;
        this.shape = shape;
        this.delta = job.order().options().delta();
    }

    @Override
    public long read(Lines lines, Cells cells) throws IOException, Refused {
        header(lines);
        int columns = shape.columns().size() + (delta ? 1 : 0);
        long rows = 0;
        while (lines.next()) {
            rows++;
            if (fields.cut(lines) && fields.count() == columns) {
                row(lines.number(), cells);
            } else {
                offences.add(lines.number(), "not %d columns".formatted(columns));
            }
            if ((rows & 0xffff) == 0) {
                job.reading(lines.consumed());
            }
        }
        offences.refuse();
        return rows;
    }

    private void header(Lines lines) throws IOException, Refused {
        List<String> wanted = new ArrayList<>();
        shape.columns().forEach(column -> wanted.add(column.name()));
        if (delta) {
            wanted.add(CHANGE_TYPE);
        }
        if (!lines.next()) {
            throw Refused.of(Check.EMPTY, "no line", "a header");
        }
        List<String> found = new ArrayList<>();
        boolean cut = fields.cut(lines);
        for (int i = 0; i < fields.count(); i++) {
            found.add(fields.text(i).toLowerCase(Locale.ROOT));
        }
        if (!cut || !found.equals(wanted)) {
            throw Refused.at(
                    Check.HEADER,
                    String.join(",", wanted),
                    new Offence(1, "other columns, or another order or delimiter"));
        }
    }

    private void row(long line, Cells cells) throws IOException, Refused {
        cells.begin();
        for (int i = 0; i < shape.columns().size(); i++) {
            if (!cell(i, cells)) {
                ListColumn column = shape.columns().get(i);
                offences.add(line, column.name() + " is not " + column.type().pattern());
            }
        }
        cells.longNumber(line);
        cells.number(delta ? change(line).code() : ListChange.NONE.code());
        cells.end();
    }

    private ListChange change(long line) throws Refused {
        String text = fields.text(shape.columns().size()).toLowerCase(Locale.ROOT);
        ListChange change =
                switch (text) {
                    case "add" -> ListChange.ADD;
                    case "remove" -> ListChange.REMOVE;
                    case "update" -> shape.updates() ? ListChange.UPDATE : ListChange.NONE;
                    default -> ListChange.NONE;
                };
        if (change == ListChange.NONE) {
            offences.add(line, "change_type is none that this list has");
        }
        return change;
    }

    /// Appends a field; something is appended in any case.
    ///
    /// @return false when it is not of its pattern
    private boolean cell(int i, Cells cells) throws IOException, Refused {
        return switch (shape.columns().get(i).type()) {
            case DEVICE -> device(i, cells);
            case IMSI -> subscriber(Kind.IMSI, i, cells);
            case MSISDN -> subscriber(Kind.MSISDN, i, cells);
            case UID -> uid(i, cells);
            case TAC -> tac(i, cells);
            case DATE -> date(i, cells);
            case TEXT -> text(fields.text(i), cells);
            case WORD -> text(fields.text(i).toLowerCase(Locale.ROOT), cells);
            case HASH -> hash(i, cells);
        };
    }

    private boolean device(int i, Cells cells) throws IOException, Refused {
        long device = job.identities().device(fields, i);
        boolean whole = device != Identities.ABSENT && device != Identities.WRONG;
        cells.device(whole ? device : Identities.ABSENT);
        return whole;
    }

    private boolean subscriber(Kind kind, int i, Cells cells) throws IOException, Refused {
        long packed = job.identities().digits(fields, i);
        boolean whole = packed > 0;
        cells.number(whole ? Identities.number(job.identities().numbers(kind), packed) : -1);
        return whole;
    }

    private boolean uid(int i, Cells cells) throws IOException, Refused {
        String uid = fields.text(i);
        boolean whole =
                !uid.isEmpty()
                        && uid.length() <= Packed.UID_MAX
                        && uid.chars().allMatch(Packed::isUidSign);
        cells.number(whole ? job.identities().uid(uid) : -1);
        return whole;
    }

    private boolean tac(int i, Cells cells) throws IOException {
        long packed = fields.length(i) == TAC_DIGITS ? job.identities().digits(fields, i) : -1;
        boolean whole = packed > 0;
        cells.number(whole ? Integer.parseInt(fields.text(i)) : -1);
        return whole;
    }

    private boolean date(int i, Cells cells) throws IOException {
        boolean none = fields.length(i) == 0;
        int day = none ? Dates.WRONG : Dates.compact(fields, i);
        cells.day(day);
        return none || day != Dates.WRONG;
    }

    private boolean text(String text, Cells cells) throws IOException {
        boolean whole = text.length() <= TEXT_MAX;
        cells.text(whole ? text : "");
        return whole;
    }

    private boolean hash(int i, Cells cells) throws IOException {
        String text = fields.text(i).toLowerCase(Locale.ROOT);
        boolean whole =
                text.length() == HASH_DIGITS
                        && text.chars().allMatch(sign -> Character.digit(sign, 16) >= 0);
        cells.text(text.substring(0, Math.min(text.length(), HASH_DIGITS)));
        return whole;
    }
}
