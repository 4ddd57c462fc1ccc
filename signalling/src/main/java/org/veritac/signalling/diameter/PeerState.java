// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.diameter;

import static org.veritac.signalling.diameter.PeerState.Action.ELECT;
import static org.veritac.signalling.diameter.PeerState.Action.ERROR;
import static org.veritac.signalling.diameter.PeerState.Action.I_DISC;
import static org.veritac.signalling.diameter.PeerState.Action.I_SND_CER;
import static org.veritac.signalling.diameter.PeerState.Action.I_SND_CONN_REQ;
import static org.veritac.signalling.diameter.PeerState.Action.I_SND_DPA;
import static org.veritac.signalling.diameter.PeerState.Action.I_SND_DPR;
import static org.veritac.signalling.diameter.PeerState.Action.PROCESS_CEA;
import static org.veritac.signalling.diameter.PeerState.Action.R_ACCEPT;
import static org.veritac.signalling.diameter.PeerState.Action.R_DISC;
import static org.veritac.signalling.diameter.PeerState.Action.R_REJECT;
import static org.veritac.signalling.diameter.PeerState.Action.R_SND_CEA;
import static org.veritac.signalling.diameter.PeerState.Action.R_SND_DPA;
import static org.veritac.signalling.diameter.PeerState.Action.R_SND_DPR;

import java.util.List;

/// The state machine of a peer (RFC 6733, clause 5.6): a function of state and event. A peer may
/// have two connections at once, one that this node opened (I, initiator) and one that the peer
/// opened (R, responder), until the election leaves one of them.
///
/// The rows for messages of an open connection (Snd-Message, Rcv-Message, DWR, DWA) change nothing
/// here and have no event: the connection handles them while the state is open. What the table does
/// not name is not expected and has no effect.
enum PeerState {
    CLOSED,
    WAIT_CONN_ACK,
    WAIT_I_CEA,
    WAIT_CONN_ACK_ELECT,
    WAIT_RETURNS,
    R_OPEN,
    I_OPEN,
    CLOSING;

    /// What happens to a peer (clause 5.6.2).
    enum Event {
        START,
        R_CONN_CER,
        I_RCV_CONN_ACK,
        I_RCV_CONN_NACK,
        TIMEOUT,
        I_RCV_CEA,
        I_RCV_NON_CEA,
        I_PEER_DISC,
        R_PEER_DISC,
        I_RCV_DPR,
        R_RCV_DPR,
        I_RCV_DPA,
        R_RCV_DPA,
        WIN_ELECTION,
        STOP
    }

    /// What is to be done about it (clause 5.6.3). Process-CER is done before the event R-Conn-CER
    /// is raised, and Cleanup is what Error does.
    enum Action {
        I_SND_CONN_REQ,
        I_SND_CER,
        PROCESS_CEA,
        I_DISC,
        I_SND_DPR,
        I_SND_DPA,
        R_ACCEPT,
        R_SND_CEA,
        R_REJECT,
        R_DISC,
        R_SND_DPR,
        R_SND_DPA,
        ELECT,
        ERROR
    }

    /// @param next the state that follows
    /// @param actions what to do, in this order
    record Step(PeerState next, List<Action> actions) {}

    boolean isOpen() {
        return this == R_OPEN || this == I_OPEN;
    }

    Step on(Event event) {
        return switch (this) {
            case CLOSED -> onClosed(event);
            case WAIT_CONN_ACK -> onWaitConnAck(event);
            case WAIT_I_CEA -> onWaitCea(event);
            case WAIT_CONN_ACK_ELECT -> onWaitConnAckElect(event);
            case WAIT_RETURNS -> onWaitReturns(event);
            case R_OPEN -> onResponderOpen(event);
            case I_OPEN -> onInitiatorOpen(event);
            case CLOSING -> onClosing(event);
        };
    }

    private static Step to(PeerState next, Action... actions) {
        return new Step(next, List.of(actions));
    }

    private Step unexpected() {
        return new Step(this, List.of());
    }

    private Step onClosed(Event event) {
        // Closed         Start           I-Snd-Conn-Req                      Wait-Conn-Ack
        if (event == Event.START) {
            return to(WAIT_CONN_ACK, I_SND_CONN_REQ);
        }
        // Closed         R-Conn-CER      R-Accept, Process-CER, R-Snd-CEA    R-Open
        if (event == Event.R_CONN_CER) {
            return to(R_OPEN, R_ACCEPT, R_SND_CEA);
        }
        return unexpected();
    }

    private Step onWaitConnAck(Event event) {
        return switch (event) {
            // Wait-Conn-Ack  I-Rcv-Conn-Ack   I-Snd-CER                      Wait-I-CEA
            case I_RCV_CONN_ACK -> to(WAIT_I_CEA, I_SND_CER);
            // Wait-Conn-Ack  I-Rcv-Conn-Nack  Cleanup                        Closed
            case I_RCV_CONN_NACK -> to(CLOSED, ERROR);
            // Wait-Conn-Ack  R-Conn-CER       R-Accept, Process-CER          Wait-Conn-Ack/Elect
            case R_CONN_CER -> to(WAIT_CONN_ACK_ELECT, R_ACCEPT);
            // Wait-Conn-Ack  Timeout          Error                          Closed
            case TIMEOUT, STOP -> to(CLOSED, ERROR);
            case START,
                    I_RCV_CEA,
                    I_RCV_NON_CEA,
                    I_PEER_DISC,
                    R_PEER_DISC,
                    I_RCV_DPR,
                    R_RCV_DPR,
                    I_RCV_DPA,
                    R_RCV_DPA,
                    WIN_ELECTION ->
                    unexpected();
        };
    }

    private Step onWaitCea(Event event) {
        return switch (event) {
            // Wait-I-CEA     I-Rcv-CEA        Process-CEA                    I-Open
            case I_RCV_CEA -> to(I_OPEN, PROCESS_CEA);
            // Wait-I-CEA     R-Conn-CER       R-Accept, Process-CER, Elect   Wait-Returns
            case R_CONN_CER -> to(WAIT_RETURNS, R_ACCEPT, ELECT);
            // Wait-I-CEA     I-Peer-Disc      I-Disc                         Closed
            case I_PEER_DISC -> to(CLOSED, I_DISC);
            // Wait-I-CEA     I-Rcv-Non-CEA    Error                          Closed
            // Wait-I-CEA     Timeout          Error                          Closed
            case I_RCV_NON_CEA, TIMEOUT, STOP -> to(CLOSED, ERROR);
            case START,
                    I_RCV_CONN_ACK,
                    I_RCV_CONN_NACK,
                    R_PEER_DISC,
                    I_RCV_DPR,
                    R_RCV_DPR,
                    I_RCV_DPA,
                    R_RCV_DPA,
                    WIN_ELECTION ->
                    unexpected();
        };
    }

    private Step onWaitConnAckElect(Event event) {
        return switch (event) {
            // Wait-Conn-Ack/Elect  I-Rcv-Conn-Ack   I-Snd-CER, Elect         Wait-Returns
            case I_RCV_CONN_ACK -> to(WAIT_RETURNS, I_SND_CER, ELECT);
            // Wait-Conn-Ack/Elect  I-Rcv-Conn-Nack  R-Snd-CEA                R-Open
            case I_RCV_CONN_NACK -> to(R_OPEN, R_SND_CEA);
            // Wait-Conn-Ack/Elect  R-Peer-Disc      R-Disc                   Wait-Conn-Ack
            case R_PEER_DISC -> to(WAIT_CONN_ACK, R_DISC);
            // Wait-Conn-Ack/Elect  R-Conn-CER       R-Reject                 Wait-Conn-Ack/Elect
            case R_CONN_CER -> to(WAIT_CONN_ACK_ELECT, R_REJECT);
            // Wait-Conn-Ack/Elect  Timeout          Error                    Closed
            case TIMEOUT, STOP -> to(CLOSED, ERROR);
            case START,
                    I_RCV_CEA,
                    I_RCV_NON_CEA,
                    I_PEER_DISC,
                    I_RCV_DPR,
                    R_RCV_DPR,
                    I_RCV_DPA,
                    R_RCV_DPA,
                    WIN_ELECTION ->
                    unexpected();
        };
    }

    private Step onWaitReturns(Event event) {
        return switch (event) {
            // Wait-Returns   Win-Election     I-Disc, R-Snd-CEA              R-Open
            // Wait-Returns   I-Peer-Disc      I-Disc, R-Snd-CEA              R-Open
            case WIN_ELECTION, I_PEER_DISC -> to(R_OPEN, I_DISC, R_SND_CEA);
            // Wait-Returns   I-Rcv-CEA        R-Disc                         I-Open
            case I_RCV_CEA -> to(I_OPEN, R_DISC, PROCESS_CEA);
            // Wait-Returns   R-Peer-Disc      R-Disc                         Wait-I-CEA
            case R_PEER_DISC -> to(WAIT_I_CEA, R_DISC);
            // Wait-Returns   R-Conn-CER       R-Reject                       Wait-Returns
            case R_CONN_CER -> to(WAIT_RETURNS, R_REJECT);
            // Wait-Returns   Timeout          Error                          Closed
            case TIMEOUT, STOP -> to(CLOSED, ERROR);
            case START,
                    I_RCV_CONN_ACK,
                    I_RCV_CONN_NACK,
                    I_RCV_NON_CEA,
                    I_RCV_DPR,
                    R_RCV_DPR,
                    I_RCV_DPA,
                    R_RCV_DPA ->
                    unexpected();
        };
    }

    private Step onResponderOpen(Event event) {
        return switch (event) {
            // R-Open         R-Conn-CER       R-Reject                       R-Open
            case R_CONN_CER -> to(R_OPEN, R_REJECT);
            // R-Open         Stop             R-Snd-DPR                      Closing
            case STOP -> to(CLOSING, R_SND_DPR);
            // R-Open         R-Rcv-DPR        R-Snd-DPA                      Closing
            case R_RCV_DPR -> to(CLOSING, R_SND_DPA);
            // R-Open         R-Peer-Disc      R-Disc                         Closed
            case R_PEER_DISC -> to(CLOSED, R_DISC);
            case START,
                    I_RCV_CONN_ACK,
                    I_RCV_CONN_NACK,
                    TIMEOUT,
                    I_RCV_CEA,
                    I_RCV_NON_CEA,
                    I_PEER_DISC,
                    I_RCV_DPR,
                    I_RCV_DPA,
                    R_RCV_DPA,
                    WIN_ELECTION ->
                    unexpected();
        };
    }

    private Step onInitiatorOpen(Event event) {
        return switch (event) {
            // I-Open         R-Conn-CER       R-Reject                       I-Open
            case R_CONN_CER -> to(I_OPEN, R_REJECT);
            // I-Open         Stop             I-Snd-DPR                      Closing
            case STOP -> to(CLOSING, I_SND_DPR);
            // I-Open         I-Rcv-DPR        I-Snd-DPA                      Closing
            case I_RCV_DPR -> to(CLOSING, I_SND_DPA);
            // I-Open         I-Peer-Disc      I-Disc                         Closed
            case I_PEER_DISC -> to(CLOSED, I_DISC);
            case START,
                    I_RCV_CONN_ACK,
                    I_RCV_CONN_NACK,
                    TIMEOUT,
                    I_RCV_CEA,
                    I_RCV_NON_CEA,
                    R_PEER_DISC,
                    R_RCV_DPR,
                    I_RCV_DPA,
                    R_RCV_DPA,
                    WIN_ELECTION ->
                    unexpected();
        };
    }

    private Step onClosing(Event event) {
        return switch (event) {
            // Closing        I-Rcv-DPA        I-Disc                         Closed
            // Closing        I-Peer-Disc      I-Disc                         Closed
            case I_RCV_DPA, I_PEER_DISC -> to(CLOSED, I_DISC);
            // Closing        R-Rcv-DPA        R-Disc                         Closed
            // Closing        R-Peer-Disc      R-Disc                         Closed
            case R_RCV_DPA, R_PEER_DISC -> to(CLOSED, R_DISC);
            // Closing        Timeout          Error                          Closed
            case TIMEOUT -> to(CLOSED, ERROR);
            // Not in the table. Both sides said goodbye at once: each answers the other.
            case I_RCV_DPR -> to(CLOSING, I_SND_DPA);
            case R_RCV_DPR -> to(CLOSING, R_SND_DPA);
            // Not in the table. The old connection is on its way out, so the new one has to wait.
            case R_CONN_CER -> to(CLOSING, R_REJECT);
            case START,
                    I_RCV_CONN_ACK,
                    I_RCV_CONN_NACK,
                    I_RCV_CEA,
                    I_RCV_NON_CEA,
                    WIN_ELECTION,
                    STOP ->
                    unexpected();
        };
    }
}
