// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.smpp;

import java.util.Optional;

/// What became of a message in the end (SMPP 5.2.28, message_state; appendix B, stat).
public enum MessageState {
    DELIVERED(2, "DELIVRD"),
    EXPIRED(3, "EXPIRED"),
    DELETED(4, "DELETED"),
    UNDELIVERABLE(5, "UNDELIV"),
    ACCEPTED(6, "ACCEPTD"),
    UNKNOWN(7, "UNKNOWN"),
    REJECTED(8, "REJECTD");

    private final int code;
    private final String stat;

    MessageState(int code, String stat) {
        this.code = code;
        this.stat = stat;
    }

    int code() {
        return code;
    }

    String stat() {
        return stat;
    }

    static Optional<MessageState> ofCode(int code) {
        for (MessageState state : values()) {
            if (state.code == code) {
                return Optional.of(state);
            }
        }
        return Optional.empty();
    }

    static Optional<MessageState> ofStat(String stat) {
        for (MessageState state : values()) {
            if (state.stat.equals(stat)) {
                return Optional.of(state);
            }
        }
        return Optional.empty();
    }
}
