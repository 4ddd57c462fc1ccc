// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.intake;

import org.veritac.analytics.vault.Kind;
import org.veritac.analytics.vault.Numbers;
import org.veritac.analytics.vault.Packed;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Reads the rows of an operator's file: `date,imei,imsi,msisdn` and `rat` where it is.
final class OperatorReader {
    private static final List<String> COLUMNS = List.of("date", "imei", "imsi", "msisdn", "rat");
    private static final int DATE = 0;
    private static final int IMEI = 1;
    private static final int IMSI = 2;
    private static final int MSISDN = 3;
    private static final int RAT = 4;
    private static final int RAT_DIGITS = 3;
    private static final int IMSI_CLEAN_MIN = 14;
    private static final long ONES = 10_000_000_000_000L;

    /// A known model in which a 0 was lost: its last seven digits as they would begin the IMEI.
    private static final int SEVEN_DIGITS = 10_000_000;

    private final Job job;
    private final Staging staging;
    private final OperatorName name;
    private final Locality locality;
    private final OperatorTally tally = new OperatorTally();
    private final boolean[] zeroModels;
    private final Numbers imsis;
    private final Numbers msisdns;
    private final Fields fields = new Fields(',');
    private final UsageRow row = new UsageRow();
    private final Offences offences =
            new Offences("the pattern of each column, and dates within the period");
    private int columns;
    private long lastDate = -1;

    OperatorReader(Job job, OperatorName name, Staging staging, boolean[] zeroModels)
            throws IOException {
        this.job = job;
        this.staging = staging;
        this.name = name;
        this.zeroModels = zeroModels;
        this.locality = new Locality(job.limits().region(), name.operator());
        this.imsis = job.identities().numbers(Kind.IMSI);
        this.msisdns = job.identities().numbers(Kind.MSISDN);
    }

    /// The first seven digits, of an IMEI that lost its 0, that a known model would have.
    static int sevenDigits(int tac) {
        return tac % SEVEN_DIGITS;
    }

    static boolean[] noModels() {
        return new boolean[SEVEN_DIGITS];
    }

    OperatorTally tally() {
        return tally;
    }

    /// Reads all lines.
    void read(Lines lines) throws IOException, Refused {
        header(lines);
        while (lines.next()) {
            if (fields.cut(lines) && fields.count() == columns) {
                tally.row();
                row(lines.number());
            } else {
                offences.add(lines.number(), "not %d columns".formatted(columns));
            }
            if (offences.isEmpty()) {
                staging.add(row);
            }
            if ((lines.number() & 0xffff) == 0) {
                job.reading(lines.consumed());
            }
        }
        offences.refuse();
        if (tally.rows() == 0) {
            throw Refused.of(Check.EMPTY, "no row", "at least one");
        }
    }

    private void header(Lines lines) throws IOException, Refused {
        if (!lines.next()) {
            throw Refused.of(Check.EMPTY, "no line", "a header and rows");
        }
        int least = job.limits().region().importRat() ? COLUMNS.size() : RAT;
        List<String> found = new ArrayList<>();
        boolean cut = fields.cut(lines);
        for (int i = 0; i < fields.count(); i++) {
            found.add(fields.text(i).toLowerCase(Locale.ROOT));
        }
        if (!cut
                || found.size() < least
                || !found.equals(COLUMNS.subList(0, Math.min(COLUMNS.size(), found.size())))) {
            throw Refused.at(
                    Check.HEADER,
                    String.join(",", COLUMNS.subList(0, least)),
                    new Offence(1, "other columns, or another order or delimiter"));
        }
        columns = found.size();
    }

    private void row(long line) throws Refused {
        date(line);
        imei(line);
        long imsi = subscriber(IMSI, line);
        boolean asked = job.limits().region().importMsisdn();
        long msisdn = subscriber(MSISDN, line);
        row.rats = columns > RAT ? rats(line) : 0;
        if (!offences.isEmpty()) {
            return;
        }
        row.imsi = Identities.number(imsis, imsi);
        row.msisdn = asked ? Identities.number(msisdns, msisdn) : -1;
        countNulls(imsi, msisdn, line);
        countUnclean(imsi, line);
        countForeign(imsi, msisdn, line);
    }

    private void date(long line) throws Refused {
        if (fields.length(DATE) == Long.BYTES) {
            long date = 0;
            for (int i = fields.from(DATE); i < fields.to(DATE); i++) {
                date = (date << Byte.SIZE) | fields.bytes()[i];
            }
            if (date == lastDate) {
                return;
            }
            int day = Dates.compact(fields, DATE);
            if (day != Dates.WRONG) {
                if (day < name.first() || day > name.last()) {
                    throw outOfRange(day, line);
                }
                lastDate = date;
                staging.day(row, day);
                return;
            }
        }
        offences.add(line, "date is not YYYYMMDD");
    }

    private Refused outOfRange(int day, long line) {
        return Refused.at(
                Check.DATE_RANGE,
                "%s to %s".formatted(Dates.text(name.first()), Dates.text(name.last())),
                new Offence(line, "date is " + Dates.text(day)));
    }

    private void imei(long line) throws Refused {
        row.device = job.identities().device(fields, IMEI);
        if (row.device == Identities.WRONG) {
            offences.add(line, "imei has other signs or more than 16");
        } else if (row.device >= 0) {
            long first = row.device / ONES;
            if (first == 0) {
                tally.zero();
            } else if (first == 1) {
                tally.one(zeroModels[(int) (row.device / SEVEN_DIGITS)]);
            }
        }
    }

    private long subscriber(int column, long line) throws Refused {
        long packed = job.identities().digits(fields, column);
        if (packed == Identities.WRONG) {
            offences.add(line, COLUMNS.get(column) + " is not 1 to 15 digits");
        }
        return packed;
    }

    private int rats(long line) throws Refused {
        int from = fields.from(RAT);
        int to = fields.to(RAT);
        int mask = 0;
        for (int at = from; at < to; at += RAT_DIGITS + 1) {
            int bit = Rat.mask(code(at, to));
            if (bit == 0 || at + RAT_DIGITS + 1 == to) {
                offences.add(line, "rat is not a list of known codes");
                return 0;
            }
            mask |= bit;
        }
        return mask;
    }

    /// The three digits at a place, behind which there is the end or a bar; else -1.
    private int code(int at, int to) {
        byte[] bytes = fields.bytes();
        int end = at + RAT_DIGITS;
        if (end > to || (end < to && bytes[end] != '|')) {
            return -1;
        }
        int code = 0;
        for (int i = at; i < end; i++) {
            if (!Identities.isDigit(bytes[i])) {
                return -1;
            }
            code = code * 10 + (bytes[i] - '0');
        }
        return code;
    }

    private void countNulls(long imsi, long msisdn, long line) {
        boolean any = count(row.device == Identities.ABSENT, Check.NULL_IMEI, line);
        any |= count(imsi == Identities.ABSENT, Check.NULL_IMSI, line);
        if (job.limits().region().importMsisdn()) {
            any |= count(msisdn == Identities.ABSENT, Check.NULL_MSISDN, line);
        }
        if (job.limits().region().importRat()) {
            any |= count(row.rats == 0, Check.NULL_RAT, line);
        }
        count(any, Check.NULL_ANY, line);
    }

    private void countUnclean(long imsi, long line) {
        boolean any =
                count(row.device < 0 && row.device != Identities.ABSENT, Check.UNCLEAN_IMEI, line);
        int length = fields.length(IMSI);
        boolean dirty =
                imsi != Identities.ABSENT
                        && (length < IMSI_CLEAN_MIN || length > Packed.DIGITS_MAX);
        any |= count(dirty, Check.UNCLEAN_IMSI, line);
        count(any, Check.UNCLEAN_ANY, line);
    }

    private void countForeign(long imsi, long msisdn, long line) {
        boolean any = false;
        if (imsi != Identities.ABSENT) {
            any = count(!locality.isRegional(fields, IMSI), Check.OUT_OF_REGION_IMSI, line);
            count(!locality.isOwn(fields, IMSI), Check.NON_HOME_NETWORK, line);
        }
        if (msisdn != Identities.ABSENT && job.limits().region().importMsisdn()) {
            any |= count(!locality.isDomestic(fields, MSISDN), Check.OUT_OF_REGION_MSISDN, line);
        }
        count(any, Check.OUT_OF_REGION_ANY, line);
    }

    private boolean count(boolean minded, Check check, long line) {
        if (minded) {
            tally.hit(check, line);
        }
        return minded;
    }
}
