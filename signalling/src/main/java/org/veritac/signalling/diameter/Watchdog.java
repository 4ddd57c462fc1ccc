// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.diameter;

/// The watchdog of a connection (RFC 3539, appendix A): a function of state and event. It asks a
/// silent peer for a sign of life and gives the connection up when there is none.
///
/// Deviates: Throwaway() in REOPEN is left to the connection, which answers requests then too. The
/// state is there to keep a node from sending requests to a peer that has just failed, and this
/// node only answers.
///
/// @param state how the connection is doing
/// @param pending whether a DWR is unanswered
/// @param answers NumDWA: how many DWR were answered since the connection came back
record Watchdog(State state, boolean pending, int answers) {

    /// What is known of a peer before its first connection.
    static final Watchdog INITIAL = new Watchdog(State.INITIAL, false, 0);

    /// How many DWR a connection that came back must answer before it counts as sound.
    private static final int ANSWERS_NEEDED = 3;

    enum State {
        INITIAL,
        OKAY,
        SUSPECT,
        REOPEN,
        DOWN
    }

    enum Event {
        UP,
        DOWN,
        RECEIVE_DWA,
        RECEIVE_OTHER,
        TIMER
    }

    /// What to do. SetWatchdog(), which every row but Throwaway() has, is part of each.
    enum Action {
        NONE,
        THROW_AWAY,
        SEND_WATCHDOG,
        FAIL_OVER,
        FAIL_BACK,
        ATTEMPT_OPEN,
        CLOSE_CONNECTION
    }

    record Step(Watchdog next, Action action) {}

    Step on(Event event) {
        return switch (event) {
            case UP -> onUp();
            case DOWN -> onDown();
            case RECEIVE_DWA -> onAnswer();
            case RECEIVE_OTHER -> onOther();
            case TIMER -> onTimer();
        };
    }

    private static Step to(State next, boolean pending, int answers, Action action) {
        return new Step(new Watchdog(next, pending, answers), action);
    }

    private Step onUp() {
        return switch (state) {
            // INITIAL   Connection up            SetWatchdog()                      OKAY
            case INITIAL -> to(State.OKAY, false, 0, Action.NONE);
            // DOWN      Connection up            NumDWA = 0, SendWatchdog(),
            //                                    SetWatchdog(), Pending = TRUE      REOPEN
            case DOWN -> to(State.REOPEN, true, 0, Action.SEND_WATCHDOG);
            case OKAY, SUSPECT, REOPEN -> new Step(this, Action.NONE);
        };
    }

    private Step onDown() {
        return switch (state) {
            // OKAY      Connection down          CloseConnection(), Failover(),
            //                                    SetWatchdog()                      DOWN
            // SUSPECT   Connection down          CloseConnection(), SetWatchdog()   DOWN
            // REOPEN    Connection down          CloseConnection(), SetWatchdog()   DOWN
            case OKAY, SUSPECT, REOPEN -> to(State.DOWN, false, 0, Action.CLOSE_CONNECTION);
            case INITIAL, DOWN -> new Step(this, Action.NONE);
        };
    }

    private Step onAnswer() {
        return switch (state) {
            // OKAY      Receive DWA              Pending = FALSE, SetWatchdog()     OKAY
            case OKAY -> to(State.OKAY, false, answers, Action.NONE);
            // SUSPECT   Receive DWA              Pending = FALSE, Failback(),
            //                                    SetWatchdog()                      OKAY
            case SUSPECT -> to(State.OKAY, false, answers, Action.FAIL_BACK);
            // REOPEN    Receive DWA, NumDWA == 2 Pending = FALSE, NumDWA++,
            //                                    Failback()                         OKAY
            // REOPEN    Receive DWA, NumDWA < 2  Pending = FALSE, NumDWA++          REOPEN
            case REOPEN ->
                    answers + 1 >= ANSWERS_NEEDED
                            ? to(State.OKAY, false, answers + 1, Action.FAIL_BACK)
                            : to(State.REOPEN, false, answers + 1, Action.NONE);
            // INITIAL   Receive DWA              Pending = FALSE, Throwaway()       INITIAL
            // DOWN      Receive DWA              Pending = FALSE, Throwaway()       DOWN
            case INITIAL, DOWN -> to(state, false, answers, Action.THROW_AWAY);
        };
    }

    private Step onOther() {
        return switch (state) {
            // OKAY      Receive non-DWA          SetWatchdog()                      OKAY
            case OKAY -> new Step(this, Action.NONE);
            // SUSPECT   Receive non-DWA          Failback(), SetWatchdog()          OKAY
            case SUSPECT -> to(State.OKAY, pending, answers, Action.FAIL_BACK);
            // REOPEN    Receive non-DWA          Throwaway()                        REOPEN
            // INITIAL   Receive non-DWA          Throwaway()                        INITIAL
            // DOWN      Receive non-DWA          Throwaway()                        DOWN
            case REOPEN, INITIAL, DOWN -> new Step(this, Action.THROW_AWAY);
        };
    }

    private Step onTimer() {
        return switch (state) {
            // OKAY      Timer expires, !Pending  SendWatchdog(), SetWatchdog(),
            //                                    Pending = TRUE                     OKAY
            // OKAY      Timer expires, Pending   Failover(), SetWatchdog()          SUSPECT
            case OKAY ->
                    pending
                            ? to(State.SUSPECT, true, answers, Action.FAIL_OVER)
                            : to(State.OKAY, true, answers, Action.SEND_WATCHDOG);
            // SUSPECT   Timer expires            CloseConnection(), SetWatchdog()   DOWN
            case SUSPECT -> to(State.DOWN, false, 0, Action.CLOSE_CONNECTION);
            // INITIAL   Timer expires            AttemptOpen(), SetWatchdog()       INITIAL
            // DOWN      Timer expires            AttemptOpen(), SetWatchdog()       DOWN
            case INITIAL, DOWN -> new Step(this, Action.ATTEMPT_OPEN);
            case REOPEN -> onTimerReopen();
        };
    }

    private Step onTimerReopen() {
        // REOPEN    Timer expires, !Pending      SendWatchdog(), SetWatchdog(),
        //                                        Pending = TRUE                     REOPEN
        if (!pending) {
            return to(State.REOPEN, true, answers, Action.SEND_WATCHDOG);
        }
        // REOPEN    Timer expires, Pending,      NumDWA = -1, SetWatchdog()         REOPEN
        //           NumDWA >= 0
        if (answers >= 0) {
            return to(State.REOPEN, true, -1, Action.NONE);
        }
        // REOPEN    Timer expires, Pending,      CloseConnection(), SetWatchdog()   DOWN
        //           NumDWA < 0
        return to(State.DOWN, false, 0, Action.CLOSE_CONNECTION);
    }
}
