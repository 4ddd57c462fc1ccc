// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.usat;

import java.util.Optional;

/// What a terminal can tell a UICC without being asked (TS 102 223, clause 8.25).
public enum Event {
    MT_CALL(0x00),
    CALL_CONNECTED(0x01),
    CALL_DISCONNECTED(0x02),
    LOCATION_STATUS(0x03),
    USER_ACTIVITY(0x04),
    IDLE_SCREEN(0x05),
    CARD_READER_STATUS(0x06),
    LANGUAGE(0x07),
    DATA_AVAILABLE(0x09),
    CHANNEL_STATUS(0x0A),
    ACCESS_TECHNOLOGY(0x0B),
    NETWORK_REJECTION(0x12);

    private final int code;

    Event(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    static Optional<Event> ofCode(int code) {
        for (Event event : values()) {
            if (event.code == code) {
                return Optional.of(event);
            }
        }
        return Optional.empty();
    }
}
