// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.intake;

import org.veritac.analytics.vault.Kind;
import org.veritac.analytics.vault.Numbers;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/// Reads events: `time,imei,svn,imsi,msisdn,mcc,mnc,cell,lat,lon,attached_s`, of which columns may
/// be missing at the end, but not before `imsi`; and `asker,verdict,reason` behind all of them, as
/// the register writes, which are not taken.
final class EventReader {
    /// How many different days a file may have.
    static final int DAYS_MAX = 366;

    private static final List<String> COLUMNS =
            List.of(
                    "time",
                    "imei",
                    "svn",
                    "imsi",
                    "msisdn",
                    "mcc",
                    "mnc",
                    "cell",
                    "lat",
                    "lon",
                    "attached_s");
    private static final List<String> REGISTERS = List.of("asker", "verdict", "reason");
    private static final int COLUMNS_MIN = 4;
    private static final int TIME = 0;
    private static final int IMEI = 1;
    private static final int SVN = 2;
    private static final int IMSI = 3;
    private static final int MSISDN = 4;
    private static final int MCC = 5;
    private static final int MNC = 6;
    private static final int CELL = 7;
    private static final int LAT = 8;
    private static final int LON = 9;
    private static final int ATTACHED = 10;
    private static final int CELL_DIGITS = 18;
    private static final int ATTACHED_DIGITS = 9;
    private static final int DEGREES_MAX = 24;
    private static final double LAT_MAX = 90;
    private static final double LON_MAX = 180;

    private final Job job;
    private final Fields fields = new Fields(',');
    private final Offences offences = new Offences("the pattern of each column");
    private final EventTime time = new EventTime();
    private final Set<Integer> days = new TreeSet<>();
    private final Numbers imsis;
    private final Numbers msisdns;
    private int columns;
    private long line;
    private int lastDay = Dates.WRONG;

    EventReader(Job job) throws IOException {
        this.job = job;
        this.imsis = job.identities().numbers(Kind.IMSI);
        this.msisdns = job.identities().numbers(Kind.MSISDN);
    }

    /// The days that were met.
    Set<Integer> days() {
        return days;
    }

    long read(Lines lines, Cells cells) throws IOException, Refused {
        header(lines);
        long rows = 0;
        while (lines.next()) {
            line = lines.number();
            rows++;
            if (fields.cut(lines) && fields.count() == columns) {
                row(cells);
            } else {
                offences.add(line, "not %d columns".formatted(columns));
            }
            if ((rows & 0xffff) == 0) {
                job.reading(lines.consumed());
            }
        }
        offences.refuse();
        return rows;
    }

    private void header(Lines lines) throws IOException, Refused {
        if (!lines.next()) {
            throw Refused.of(Check.EMPTY, "no line", "a header");
        }
        List<String> found = new ArrayList<>();
        boolean cut = fields.cut(lines);
        for (int i = 0; i < fields.count(); i++) {
            found.add(fields.text(i).toLowerCase(Locale.ROOT));
        }
        List<String> all = new ArrayList<>(COLUMNS);
        all.addAll(REGISTERS);
        boolean known =
                found.equals(all)
                        || (found.size() <= COLUMNS.size()
                                && found.equals(COLUMNS.subList(0, found.size())));
        if (!cut || !known || found.size() < COLUMNS_MIN) {
            throw Refused.at(
                    Check.HEADER,
                    String.join(",", COLUMNS) + ", or its beginning with imsi",
                    new Offence(1, "other columns, or another order or delimiter"));
        }
        columns = found.size();
    }

    private void row(Cells cells) throws IOException, Refused {
        cells.begin();
        time(cells);
        long device = job.identities().device(fields, IMEI);
        check(device != Identities.WRONG, IMEI);
        cells.device(device == Identities.WRONG ? Identities.ABSENT : device);
        cells.number((int) whole(SVN, 2));
        cells.number(subscriber(IMSI, imsis));
        cells.number(subscriber(MSISDN, msisdns));
        cells.number((int) whole(MCC, 3));
        cells.number((int) whole(MNC, 3));
        cells.longNumber(whole(CELL, CELL_DIGITS));
        cells.degrees(degrees(LAT, LAT_MAX));
        cells.degrees(degrees(LON, LON_MAX));
        cells.longNumber(whole(ATTACHED, ATTACHED_DIGITS));
        cells.end();
    }

    private void time(Cells cells) throws IOException, Refused {
        boolean whole = time.read(fields, TIME);
        check(whole, TIME);
        int day = whole ? time.day() : 0;
        if (day > job.today() || day < 0) {
            throw Refused.at(
                    Check.DATE_RANGE,
                    "no day after " + Dates.text(job.today()),
                    new Offence(line, "time is on " + Dates.text(day)));
        }
        if (day != lastDay && offences.isEmpty()) {
            lastDay = day;
            days.add(day);
            if (days.size() > DAYS_MAX) {
                throw Refused.at(
                        Check.PERIOD,
                        "at most %d days".formatted(DAYS_MAX),
                        new Offence(line, "begins one more"));
            }
        }
        cells.number(day);
        cells.number(whole ? time.second() : 0);
    }

    private int subscriber(int column, Numbers numbers) throws Refused {
        if (column >= columns) {
            return -1;
        }
        long packed = job.identities().digits(fields, column);
        check(packed != Identities.WRONG, column);
        return packed > 0 && offences.isEmpty() ? Identities.number(numbers, packed) : -1;
    }

    /// A whole number without sign, or -1 when there is none.
    private long whole(int column, int digitsMax) throws Refused {
        if (column >= columns || fields.length(column) == 0) {
            return -1;
        }
        long value = 0;
        boolean digits = fields.length(column) <= digitsMax;
        for (int i = fields.from(column); digits && i < fields.to(column); i++) {
            digits = Identities.isDigit(fields.bytes()[i]);
            value = value * 10 + (fields.bytes()[i] - '0');
        }
        check(digits, column);
        return digits ? value : -1;
    }

    private double degrees(int column, double max) throws Refused {
        if (column >= columns || fields.length(column) == 0) {
            return Double.NaN;
        }
        String text = fields.length(column) > DEGREES_MAX ? "" : fields.text(column);
        double value =
                text.matches("[+-]?[0-9]{1,3}([.][0-9]*)?") ? Double.parseDouble(text) : max + 1;
        check(Math.abs(value) <= max, column);
        return value;
    }

    private void check(boolean whole, int column) throws Refused {
        if (!whole) {
            offences.add(line, COLUMNS.get(column) + " is not of its pattern");
        }
    }
}
