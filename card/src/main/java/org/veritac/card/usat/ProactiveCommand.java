// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.usat;

import org.jspecify.annotations.Nullable;
import org.veritac.card.ota.SmsAddress;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/// What a UICC asks its terminal to do (TS 102 223, clause 6.4).
public sealed interface ProactiveCommand {
    /// Additional card readers, 0 to 7.
    int READER_MAX = 7;

    /// Timers, 1 to 8.
    int TIMER_MAX = 8;

    /// A command for the terminal's copy of the files, or a reset.
    ///
    /// @param mode 0 to FF (clause 8.6): 00 all files changed, 04 reset of the UICC, and so on
    record Refresh(int mode) implements ProactiveCommand {
        /// Read EF_IMSI and all that hangs on it again.
        public static final int INITIALISATION = 0x03;

        /// Reset the UICC.
        public static final int UICC_RESET = 0x04;

        public Refresh {
            if (mode < 0 || mode > 0xFF) {
                throw new IllegalArgumentException("one byte");
            }
        }
    }

    /// Send a short message.
    ///
    /// @param centre address of the service centre; null for the one in EF_SMSP
    /// @param tpdu SMS-SUBMIT
    record SendShortMessage(@Nullable SmsAddress centre, Bytes tpdu) implements ProactiveCommand {}

    /// Show a text.
    ///
    /// @param high whether it may displace what is shown
    /// @param userClears whether it stays until the user has seen it
    /// @param dcs data coding scheme: 04 eight bits of the default alphabet, 08 UCS2
    /// @param text as coded
    record DisplayText(boolean high, boolean userClears, int dcs, Bytes text)
            implements ProactiveCommand {
        public DisplayText {
            if (dcs < 0 || dcs > 0xFF) {
                throw new IllegalArgumentException("one byte");
            }
        }
    }

    /// Tell something about the terminal, and be believed in nothing.
    record ProvideLocalInformation(LocalInformation what) implements ProactiveCommand {}

    /// Start, stop or read a timer.
    ///
    /// @param timer 1 to 8
    /// @param value up to 24 hours; null where the action has none
    record TimerManagement(TimerAction action, int timer, @Nullable Duration value)
            implements ProactiveCommand {
        public TimerManagement {
            if (timer < 1
                    || timer > TIMER_MAX
                    || (value != null) != (action == TimerAction.START)) {
                throw new IllegalArgumentException("timers 1 to 8; only a start has a value");
            }
            if (value != null && (value.isNegative() || value.compareTo(TimerValue.MAX) > 0)) {
                throw new IllegalArgumentException("up to 24 hours");
            }
        }
    }

    /// Tell when these happen, and nothing else; none ends it.
    record SetUpEventList(Set<Event> events) implements ProactiveCommand {
        public SetUpEventList {
            events =
                    Set.copyOf(
                            events.isEmpty()
                                    ? EnumSet.noneOf(Event.class)
                                    : EnumSet.copyOf(events));
        }
    }

    /// Power another card up.
    ///
    /// @param reader 0 to 7
    record PowerOnCard(int reader) implements ProactiveCommand {
        public PowerOnCard {
            requireReader(reader);
        }
    }

    /// Power another card down.
    ///
    /// @param reader 0 to 7
    record PowerOffCard(int reader) implements ProactiveCommand {
        public PowerOffCard {
            requireReader(reader);
        }
    }

    /// Send an APDU to another card.
    ///
    /// @param reader 0 to 7
    /// @param command 4 to 241 bytes: up to 236 of data and no Le (clause 8.35), so that the answer
    ///   to FETCH holds it
    record PerformCardApdu(int reader, Bytes command) implements ProactiveCommand {
        public static final int BYTES_MAX = 4 + 1 + 236;

        public PerformCardApdu {
            requireReader(reader);
            if (command.length() < 4 || command.length() > BYTES_MAX) {
                throw new IllegalArgumentException("a C-APDU of 4 to 241 bytes");
            }
        }
    }

    /// Say which other readers there are and what is in them.
    record GetReaderStatus() implements ProactiveCommand {}

    private static void requireReader(int reader) {
        if (reader < 0 || reader > READER_MAX) {
            throw new IllegalArgumentException("readers 0 to 7");
        }
    }
}
