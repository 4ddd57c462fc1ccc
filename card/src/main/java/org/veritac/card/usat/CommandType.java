// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.usat;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// The types of command that are implemented, with the items each knows (TS 102 223, clauses 6.6
/// and 9.4).
enum CommandType {
    REFRESH(0x01),
    SET_UP_EVENT_LIST(0x05),
    SEND_SHORT_MESSAGE(0x13),
    DISPLAY_TEXT(0x21),
    PROVIDE_LOCAL_INFORMATION(0x26),
    TIMER_MANAGEMENT(0x27),
    PERFORM_CARD_APDU(0x30),
    POWER_ON_CARD(0x31),
    POWER_OFF_CARD(0x32),
    GET_READER_STATUS(0x33);

    private final int code;

    CommandType(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }

    /// What may stand in a command besides its details and devices. Names, icons and the lists of
    /// files of REFRESH are understood, and not used.
    private Set<Integer> items() {
        return switch (this) {
            case REFRESH -> Set.of(Item.FILE_LIST, Item.AID, Item.ALPHA_IDENTIFIER, Item.ICON);
            case SEND_SHORT_MESSAGE ->
                    Set.of(Item.ADDRESS, Item.SMS_TPDU, Item.ALPHA_IDENTIFIER, Item.ICON);
            case DISPLAY_TEXT -> Set.of(Item.TEXT_STRING, Item.ICON, Item.IMMEDIATE_RESPONSE);
            case TIMER_MANAGEMENT -> Set.of(Item.TIMER_IDENTIFIER, Item.TIMER_VALUE);
            case SET_UP_EVENT_LIST -> Set.of(Item.EVENT_LIST);
            case PERFORM_CARD_APDU -> Set.of(Item.C_APDU);
            case PROVIDE_LOCAL_INFORMATION, POWER_ON_CARD, POWER_OFF_CARD, GET_READER_STATUS ->
                    Set.of();
        };
    }

    boolean understands(Items all) {
        var known = new HashSet<>(items());
        known.add(Item.COMMAND_DETAILS);
        known.add(Item.DEVICE_IDENTITIES);
        return !all.asksMoreThan(known);
    }

    static Optional<CommandType> ofCode(int code) {
        for (CommandType type : values()) {
            if (type.code == code) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}
