// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.usat;

/// What a terminal says it can do, by byte and bit of its profile (TS 102 223, clause 5.2).
public enum Facility {
    PROFILE_DOWNLOAD(1, 1),
    SMS_PP_DOWNLOAD(1, 2),
    TIMER_EXPIRATION(1, 6),
    CALL_CONTROL(2, 2),
    DISPLAY_TEXT(3, 1),
    REFRESH(3, 8),
    SEND_SHORT_MESSAGE(4, 2),
    /// The location and the IMEI.
    PROVIDE_LOCAL_INFORMATION(4, 7),
    SET_UP_EVENT_LIST(5, 1),
    EVENT_CARD_READER_STATUS(5, 8),
    POWER_ON_CARD(7, 1),
    POWER_OFF_CARD(7, 2),
    PERFORM_CARD_APDU(7, 3),
    GET_READER_STATUS(7, 4),
    TIMER_START_AND_STOP(8, 1),
    TIMER_CURRENT_VALUE(8, 2);

    final int octet;
    final int mask;

    Facility(int octet, int bit) {
        this.octet = octet;
        mask = 1 << (bit - 1);
    }
}
