// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.diameter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Arrays;
import java.util.stream.Stream;

/// The rows of the table in RFC 6733, clause 5.6, but those for messages of an open connection.
final class PeerStateTest {
    @ParameterizedTest
    @CsvSource({
        "CLOSED, START, I_SND_CONN_REQ, WAIT_CONN_ACK",
        "CLOSED, R_CONN_CER, R_ACCEPT R_SND_CEA, R_OPEN",
        "WAIT_CONN_ACK, I_RCV_CONN_ACK, I_SND_CER, WAIT_I_CEA",
        "WAIT_CONN_ACK, I_RCV_CONN_NACK, ERROR, CLOSED",
        "WAIT_CONN_ACK, R_CONN_CER, R_ACCEPT, WAIT_CONN_ACK_ELECT",
        "WAIT_CONN_ACK, TIMEOUT, ERROR, CLOSED",
        "WAIT_I_CEA, I_RCV_CEA, PROCESS_CEA, I_OPEN",
        "WAIT_I_CEA, R_CONN_CER, R_ACCEPT ELECT, WAIT_RETURNS",
        "WAIT_I_CEA, I_PEER_DISC, I_DISC, CLOSED",
        "WAIT_I_CEA, I_RCV_NON_CEA, ERROR, CLOSED",
        "WAIT_I_CEA, TIMEOUT, ERROR, CLOSED",
        "WAIT_CONN_ACK_ELECT, I_RCV_CONN_ACK, I_SND_CER ELECT, WAIT_RETURNS",
        "WAIT_CONN_ACK_ELECT, I_RCV_CONN_NACK, R_SND_CEA, R_OPEN",
        "WAIT_CONN_ACK_ELECT, R_PEER_DISC, R_DISC, WAIT_CONN_ACK",
        "WAIT_CONN_ACK_ELECT, R_CONN_CER, R_REJECT, WAIT_CONN_ACK_ELECT",
        "WAIT_CONN_ACK_ELECT, TIMEOUT, ERROR, CLOSED",
        "WAIT_RETURNS, WIN_ELECTION, I_DISC R_SND_CEA, R_OPEN",
        "WAIT_RETURNS, I_PEER_DISC, I_DISC R_SND_CEA, R_OPEN",
        "WAIT_RETURNS, I_RCV_CEA, R_DISC PROCESS_CEA, I_OPEN",
        "WAIT_RETURNS, R_PEER_DISC, R_DISC, WAIT_I_CEA",
        "WAIT_RETURNS, R_CONN_CER, R_REJECT, WAIT_RETURNS",
        "WAIT_RETURNS, TIMEOUT, ERROR, CLOSED",
        "R_OPEN, R_CONN_CER, R_REJECT, R_OPEN",
        "R_OPEN, STOP, R_SND_DPR, CLOSING",
        "R_OPEN, R_RCV_DPR, R_SND_DPA, CLOSING",
        "R_OPEN, R_PEER_DISC, R_DISC, CLOSED",
        "I_OPEN, R_CONN_CER, R_REJECT, I_OPEN",
        "I_OPEN, STOP, I_SND_DPR, CLOSING",
        "I_OPEN, I_RCV_DPR, I_SND_DPA, CLOSING",
        "I_OPEN, I_PEER_DISC, I_DISC, CLOSED",
        "CLOSING, I_RCV_DPA, I_DISC, CLOSED",
        "CLOSING, R_RCV_DPA, R_DISC, CLOSED",
        "CLOSING, TIMEOUT, ERROR, CLOSED",
        "CLOSING, I_PEER_DISC, I_DISC, CLOSED",
        "CLOSING, R_PEER_DISC, R_DISC, CLOSED",
    })
    void followsTheTable(PeerState state, PeerState.Event event, String actions, PeerState next) {
        PeerState.Step step = state.on(event);
        assertThat(step.next()).isEqualTo(next);
        assertThat(step.actions())
                .containsExactlyElementsOf(
                        Stream.of(actions.split(" ")).map(PeerState.Action::valueOf).toList());
    }

    @ParameterizedTest
    @CsvSource({"CLOSED, R_RCV_DPR", "R_OPEN, I_RCV_CEA", "I_OPEN, TIMEOUT", "CLOSING, STOP"})
    void whatTheTableDoesNotNameHasNoEffect(PeerState state, PeerState.Event event) {
        assertThat(state.on(event)).isEqualTo(new PeerState.Step(state, java.util.List.of()));
        assertThat(Arrays.asList(PeerState.values())).contains(state);
    }
}
