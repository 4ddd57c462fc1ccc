// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.ota;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/// When the service centre got a short message, TP-SCTS: year to second and the zone in quarters of
/// an hour, two swapped digits each (TS 23.040, clause 9.2.3.11). Kept as it came, because senders
/// write nonsense here and the message is good for all that.
///
/// @param semiOctets the seven octets
public record ServiceCentreTime(long semiOctets) {
    static final int BYTES = 7;
    private static final int QUARTER_SECONDS = 15 * 60;
    private static final int CENTURY = 2000;
    private static final int WEST = 0x08;

    public ServiceCentreTime {
        if (semiOctets < 0 || semiOctets >= 1L << (8 * BYTES)) {
            throw new IllegalArgumentException("a time stamp has seven octets");
        }
    }

    /// A moment from 2000 to 2099; seconds are the finest, and zones go to a quarter of an hour.
    public static ServiceCentreTime of(OffsetDateTime time) {
        int quarters = time.getOffset().getTotalSeconds() / QUARTER_SECONDS;
        long octets = swapped(time.getYear() % 100);
        octets = octets << 8 | swapped(time.getMonthValue());
        octets = octets << 8 | swapped(time.getDayOfMonth());
        octets = octets << 8 | swapped(time.getHour());
        octets = octets << 8 | swapped(time.getMinute());
        octets = octets << 8 | swapped(time.getSecond());
        octets = octets << 8 | swapped(Math.abs(quarters)) | (quarters < 0 ? WEST : 0);
        return new ServiceCentreTime(octets);
    }

    private static int swapped(int twoDigits) {
        return twoDigits % 10 << 4 | twoDigits / 10;
    }

    /// The moment, when it is one.
    public Optional<OffsetDateTime> time() {
        int zone = octet(6);
        int quarters = number(zone & ~WEST) * ((zone & WEST) == 0 ? 1 : -1);
        try {
            return Optional.of(
                    OffsetDateTime.of(
                            CENTURY + number(octet(0)),
                            number(octet(1)),
                            number(octet(2)),
                            number(octet(3)),
                            number(octet(4)),
                            number(octet(5)),
                            0,
                            ZoneOffset.ofTotalSeconds(quarters * QUARTER_SECONDS)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private int octet(int index) {
        return (int) (semiOctets >> (8 * (BYTES - 1 - index))) & 0xFF;
    }

    /// Two swapped digits; more than 99 where one is none, which no date takes.
    private static int number(int swapped) {
        int tens = swapped & 0xF;
        int ones = swapped >> 4;
        return tens > 9 || ones > 9 ? 1000 : 10 * tens + ones;
    }

    byte[] octets() {
        byte[] octets = new byte[BYTES];
        for (int i = 0; i < BYTES; i++) {
            octets[i] = (byte) octet(i);
        }
        return octets;
    }

    static ServiceCentreTime read(byte[] octets) {
        long value = 0;
        for (byte octet : octets) {
            value = value << 8 | (octet & 0xFF);
        }
        return new ServiceCentreTime(value);
    }
}
