// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.sightings;

import org.veritac.identity.Imei;
import org.veritac.identity.Imsi;
import org.veritac.identity.Msisdn;
import org.veritac.register.Decision;
import org.veritac.register.EquipmentCheck;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/// Lines of one day that wait to be written. Made by hand, byte by byte, because there is one for
/// each check.
final class Lines {
    static final String HEADER =
            "time,imei,svn,imsi,msisdn,mcc,mnc,cell,lat,lon,attached_s,asker,verdict,reason\n";

    /// How many bytes wait at most.
    static final int BYTES_MAX = 1 << 18;

    /// Longest name of an asker that is written; the names of a policy are shorter.
    static final int ASKER_MAX = 64;

    /// No line is longer: fourteen fields, of which the asker is the longest.
    private static final int LINE_BYTES_MAX = 256;

    /// Network, cell, place and duration, none of which a check knows.
    private static final int UNKNOWN_COLUMNS = 6;

    private static final long DAY_MILLIS = 86_400_000;
    private static final int SECOND_MILLIS = 1000;

    private final byte[] bytes = new byte[BYTES_MAX];
    private int length;
    private int count;
    private long day;

    /// The text of a second, which most lines share with the line before.
    private byte[] second = {};

    private long secondOf = Long.MIN_VALUE;

    /// The day in UTC of a time, counted from 1970-01-01.
    static long day(long millis) {
        return Math.floorDiv(millis, DAY_MILLIS);
    }

    /// Whether a line of a time can be added before those that wait are written.
    boolean takes(long millis) {
        return length == 0 || (day == day(millis) && length <= BYTES_MAX - LINE_BYTES_MAX);
    }

    void add(long millis, EquipmentCheck check, Decision decision) {
        day = day(millis);
        time(millis);
        digits(check.imei().key(), Imei.DIGITS);
        put(',');
        if (check.svn() >= 0) {
            digits(check.svn(), 2);
        }
        put(',');
        Imsi imsi = check.imsi();
        if (imsi != null) {
            digits(imsi.value(), imsi.length());
        }
        put(',');
        Msisdn msisdn = check.msisdn();
        if (msisdn != null) {
            text(msisdn.digits());
        }
        for (int i = 0; i <= UNKNOWN_COLUMNS; i++) {
            put(',');
        }
        asker(check.operator());
        put(',');
        text(decision.verdict().name());
        put(',');
        text(decision.reason().text());
        put('\n');
        count++;
    }

    int count() {
        return count;
    }

    /// The day of the lines that wait, in days since 1970-01-01.
    long day() {
        return day;
    }

    /// What waits, to be read at once.
    ByteBuffer read() {
        return ByteBuffer.wrap(bytes, 0, length).asReadOnlyBuffer();
    }

    void clear() {
        length = 0;
        count = 0;
    }

    private void time(long millis) {
        long seconds = Math.floorDiv(millis, SECOND_MILLIS);
        if (seconds != secondOf) {
            secondOf = seconds;
            second =
                    "%tFT%<tT."
                            .formatted(LocalDateTime.ofEpochSecond(seconds, 0, ZoneOffset.UTC))
                            .getBytes(StandardCharsets.US_ASCII);
        }
        System.arraycopy(second, 0, bytes, length, second.length);
        length += second.length;
        digits(Math.floorMod(millis, SECOND_MILLIS), 3);
        put('Z');
        put(',');
    }

    private void digits(long value, int places) {
        long rest = value;
        for (int i = length + places - 1; i >= length; i--) {
            bytes[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += places;
    }

    private void text(String ascii) {
        for (int i = 0; i < ascii.length(); i++) {
            put(ascii.charAt(i));
        }
    }

    /// Names of a policy need no quotes; what else might come is made harmless.
    private void asker(String name) {
        int end = Math.min(name.length(), ASKER_MAX);
        for (int i = 0; i < end; i++) {
            char c = name.charAt(i);
            put(c > ' ' && c < 127 && c != ',' && c != '"' ? c : '?');
        }
    }

    private void put(char c) {
        bytes[length++] = (byte) c;
    }
}
