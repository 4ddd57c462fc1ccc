// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.diameter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Every row of the table in RFC 3539, appendix A.
final class WatchdogTest {
    @ParameterizedTest
    @CsvSource({
        "INITIAL, false, 0, UP,            NONE,             OKAY,    false, 0",
        "INITIAL, false, 0, RECEIVE_DWA,   THROW_AWAY,       INITIAL, false, 0",
        "INITIAL, false, 0, RECEIVE_OTHER, THROW_AWAY,       INITIAL, false, 0",
        "INITIAL, false, 0, TIMER,         ATTEMPT_OPEN,     INITIAL, false, 0",
        "OKAY,    true,  0, RECEIVE_DWA,   NONE,             OKAY,    false, 0",
        "OKAY,    true,  0, RECEIVE_OTHER, NONE,             OKAY,    true,  0",
        "OKAY,    false, 0, TIMER,         SEND_WATCHDOG,    OKAY,    true,  0",
        "OKAY,    true,  0, TIMER,         FAIL_OVER,        SUSPECT, true,  0",
        "OKAY,    true,  0, DOWN,          CLOSE_CONNECTION, DOWN,    false, 0",
        "SUSPECT, true,  0, RECEIVE_DWA,   FAIL_BACK,        OKAY,    false, 0",
        "SUSPECT, true,  0, RECEIVE_OTHER, FAIL_BACK,        OKAY,    true,  0",
        "SUSPECT, true,  0, TIMER,         CLOSE_CONNECTION, DOWN,    false, 0",
        "SUSPECT, true,  0, DOWN,          CLOSE_CONNECTION, DOWN,    false, 0",
        "DOWN,    false, 0, UP,            SEND_WATCHDOG,    REOPEN,  true,  0",
        "DOWN,    true,  0, RECEIVE_DWA,   THROW_AWAY,       DOWN,    false, 0",
        "DOWN,    false, 0, RECEIVE_OTHER, THROW_AWAY,       DOWN,    false, 0",
        "DOWN,    false, 0, TIMER,         ATTEMPT_OPEN,     DOWN,    false, 0",
        "REOPEN,  true,  1, RECEIVE_DWA,   NONE,             REOPEN,  false, 2",
        "REOPEN,  true,  2, RECEIVE_DWA,   FAIL_BACK,        OKAY,    false, 3",
        "REOPEN,  true,  1, RECEIVE_OTHER, THROW_AWAY,       REOPEN,  true,  1",
        "REOPEN,  false, 1, TIMER,         SEND_WATCHDOG,    REOPEN,  true,  1",
        "REOPEN,  true,  1, TIMER,         NONE,             REOPEN,  true,  -1",
        "REOPEN,  true, -1, TIMER,         CLOSE_CONNECTION, DOWN,    false, 0",
        "REOPEN,  true,  1, DOWN,          CLOSE_CONNECTION, DOWN,    false, 0",
    })
    void followsTheTable(
            Watchdog.State state,
            boolean pending,
            int answers,
            Watchdog.Event event,
            Watchdog.Action action,
            Watchdog.State next,
            boolean nextPending,
            int nextAnswers) {
        Watchdog.Step step = new Watchdog(state, pending, answers).on(event);
        assertThat(step.action()).isEqualTo(action);
        assertThat(step.next()).isEqualTo(new Watchdog(next, nextPending, nextAnswers));
    }
}
