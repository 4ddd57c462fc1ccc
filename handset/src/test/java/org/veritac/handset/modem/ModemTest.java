// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.handset.modem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.veritac.handset.air.Cause;
import org.veritac.handset.air.Element;
import org.veritac.handset.air.Frame;
import org.veritac.handset.air.FrameType;
import org.veritac.handset.connector.UiccSlot;
import org.veritac.handset.os.Software;
import org.veritac.handset.terminal.Screen;
import org.veritac.handset.terminal.Terminal;

import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

final class ModemTest {
    private static final Duration MOMENT = Duration.ofMillis(1);
    private static final Frame ACCEPT = Frame.of(FrameType.ACCEPT);
    private static final Frame CHALLENGE =
            Frame.of(FrameType.AUTHENTICATION_REQUEST)
                    .with(Element.RAND, HexFormat.of().parseHex("11".repeat(16)))
                    .with(Element.AUTN, new byte[16]);

    private final LabSim sim = new LabSim();
    private final Software software = _ -> Optional.of("490154203237518");
    private Frame verdict = ACCEPT;
    private final LabCell cell = new LabCell(this::answer);
    private final Radio radio = new Radio(() -> cell, MOMENT);
    private final UiccSlot slot = new UiccSlot(1);
    private final Modem modem =
            new Modem(
                    1,
                    software,
                    radio,
                    new Terminal(new Terminal.Parts(slot, null, software, new Screen(), radio)));

    @BeforeEach
    void insert() throws IOException {
        slot.insert(sim);
        modem.start();
    }

    @Test
    void attachesWithTheAnswerOfItsCardAndTheClaimOfItsSystem() throws IOException {
        assertThat(modem.attach()).isEqualTo(new Service.Full());
        assertThat(cell.sent())
                .containsExactly(
                        FrameType.ATTACH_REQUEST,
                        FrameType.AUTHENTICATION_RESPONSE,
                        FrameType.SECURITY_MODE_COMPLETE);
        assertThat(cell.uplink.get(0).element(Element.IMSI).map(HexFormat.of()::formatHex))
                .contains("00010121436587f9");
    }

    @Test
    void answersAgainWhenTheCardHadSeenALaterChallenge() throws IOException {
        sim.behind = true;
        assertThat(modem.attach()).isEqualTo(new Service.Full());
        Frame failure = cell.uplink.get(1);
        assertThat(failure.cause()).contains(Cause.SYNCH_FAILURE);
        assertThat(failure.element(Element.AUTS)).isPresent();
    }

    @Test
    void aClosedGateMeansNoService() throws IOException {
        sim.gate = false;
        assertThat(modem.attach()).isEqualTo(new Service.Closed());
        assertThat(cell.closed).isTrue();
        assertThat(modem.call("123456")).isEqualTo(Call.NO_SERVICE);
    }

    @Test
    void aCheckThatIsDueIsDoneAndTheChallengeAnswered() throws IOException {
        sim.gate = false;
        sim.checksAtStatus = true;
        assertThat(modem.attach()).isEqualTo(new Service.Full());
    }

    @Test
    void aForgedNetworkGetsNothing() throws IOException {
        sim.forged = true;
        assertThat(modem.attach()).isEqualTo(new Service.Forged());
        assertThat(cell.uplink.getLast().cause()).contains(Cause.MAC_FAILURE);
    }

    @Test
    void isRefusedByTheNetwork() throws IOException {
        verdict = Frame.of(FrameType.REJECT).with(Cause.ILLEGAL_ME);
        assertThat(modem.attach()).isEqualTo(new Service.Refused(Cause.ILLEGAL_ME));
        assertThat(new AtCommands(modem, software, 1).execute("AT+CEREG?"))
                .isEqualTo("+CEREG: 0,3\nOK");
    }

    @Test
    void callsEmergencyNumbersInEveryState() throws IOException {
        sim.gate = false;
        verdict = Frame.of(FrameType.REJECT).with(Cause.ILLEGAL_ME);
        modem.attach();
        verdict = ACCEPT;
        assertThat(modem.call("112")).isEqualTo(Call.CONNECTED);
        assertThat(modem.call("999")).as("a number of the card").isEqualTo(Call.CONNECTED);
        assertThat(modem.call("998")).isEqualTo(Call.NO_SERVICE);
        var empty = new Modem(1, software, radio, null);
        empty.start();
        assertThat(empty.attach()).isEqualTo(new Service.NoSubscription());
        assertThat(empty.call("112")).isEqualTo(Call.CONNECTED);
    }

    @Test
    void asksTheCardBeforeACall() throws IOException {
        modem.attach();
        assertThat(modem.call("5551234")).isEqualTo(Call.CONNECTED);
        assertThat(sim.envelopes.getLast())
                .isEqualTo("d40b" + "82028281" + "86058155153 2f4".replace(" ", ""));
        sim.calls = false;
        assertThat(modem.call("5551234")).isEqualTo(Call.BARRED_BY_CARD);
    }

    @Test
    void givesTheCardWhatIsForIt() throws IOException {
        modem.attach();
        byte[] unit = HexFormat.of().parseHex("4403812143" + "7FF6" + "00000000000000" + "01AA");
        cell.downlink.add(
                Frame.of(FrameType.SMS_DELIVER)
                        .with(Element.REFERENCE, new byte[] {9})
                        .with(Element.TPDU, unit));
        assertThat(modem.listen(MOMENT)).isEqualTo(1);
        assertThat(cell.uplink.getLast().type()).isEqualTo(FrameType.SMS_DELIVERED);
        assertThat(sim.envelopes.getLast())
                .isEqualTo("d116" + "82028381" + "8b10" + HexFormat.of().formatHex(unit));
    }

    @Test
    void keepsAnOrdinaryMessageFromTheCard() throws IOException {
        modem.attach();
        byte[] unit = HexFormat.of().parseHex("0403812143" + "0000" + "00000000000000" + "00");
        cell.downlink.add(Frame.of(FrameType.SMS_DELIVER).with(Element.TPDU, unit));
        modem.listen(MOMENT);
        assertThat(sim.envelopes).isEmpty();
    }

    @Test
    void theNetworkMayEndTheService() throws IOException {
        modem.attach();
        cell.downlink.add(Frame.of(FrameType.DETACH_REQUEST).with(Cause.ILLEGAL_ME));
        modem.listen(MOMENT);
        assertThat(modem.service()).isEqualTo(new Service.Refused(Cause.ILLEGAL_ME));
        assertThat(modem.call("5551234")).isEqualTo(Call.NO_SERVICE);
    }

    @Test
    void keepsSoManyMessagesForLaterAndLeavesANetworkThatSendsMore() throws IOException {
        modem.attach();
        Frame message = Frame.of(FrameType.SMS_DELIVER).with(Element.TPDU, new byte[0]);
        cell.downlink.addAll(Collections.nCopies(Radio.DEFERRED_MAX, message));
        assertThat(modem.update()).isEqualTo(new Service.Full());
        assertThat(modem.listen(MOMENT)).isEqualTo(Radio.DEFERRED_MAX);
        cell.downlink.addAll(Collections.nCopies(Radio.DEFERRED_MAX + 1, message));
        assertThatThrownBy(modem::update).hasMessageContaining("too much");
    }

    @Test
    void leavesANetworkThatAsksWithoutEnd() throws IOException {
        modem.attach();
        cell.downlink.addAll(Collections.nCopies(Modem.STEPS_MAX - 1, CHALLENGE));
        assertThat(modem.update()).isEqualTo(new Service.Full());
        cell.downlink.clear();
        cell.downlink.addAll(Collections.nCopies(Modem.STEPS_MAX, CHALLENGE));
        assertThatThrownBy(modem::update).hasMessageContaining("without end");
    }

    @Test
    void refusesCommandsThatRewriteTheImei() throws IOException {
        var serial = new AtCommands(modem, software, 1);
        for (String line :
                List.of(
                        "AT+EGMR=1,7,\"123456789012347\"",
                        "at+egmr=1,10,\"123456789012347\"",
                        "AT^CIMEI=123456789012347",
                        "AT+SIMEI=123456789012347",
                        "AT!NVIMEIUNLOCK",
                        "AT%IMEIWRITE=\"123456789012347\"")) {
            assertThat(serial.execute(line)).isEqualTo("+CME ERROR: 3");
        }
        assertThat(serial.execute("AT+CGSN")).isEqualTo("490154203237518\nOK");
        assertThat(serial.execute("AT+CIMI")).isEqualTo("001010123456789\nOK");
        assertThat(serial.execute("A".repeat(AtCommands.LINE_MAX + 1))).isEqualTo("+CME ERROR: 3");
        modem.attach();
        assertThat(serial.execute("ATD5551234;")).isEqualTo("OK");
        assertThat(serial.execute("AT+CREG?")).isEqualTo("+CREG: 0,1\nOK");
    }

    private List<Frame> answer(Frame frame) {
        return switch (frame.type()) {
            case ATTACH_REQUEST -> List.of(CHALLENGE);
            case AUTHENTICATION_RESPONSE ->
                    modem.service() instanceof Service.Full
                            ? List.of()
                            : List.of(Frame.of(FrameType.SECURITY_MODE_COMMAND));
            case AUTHENTICATION_FAILURE ->
                    frame.cause().equals(Optional.of(Cause.SYNCH_FAILURE))
                            ? List.of(CHALLENGE)
                            : List.of();
            case SECURITY_MODE_COMPLETE, EMERGENCY_ATTACH_REQUEST -> List.of(verdict);
            case LOCATION_UPDATE_REQUEST -> List.of(ACCEPT);
            case CALL_SETUP -> List.of(Frame.of(FrameType.CALL_CONNECTED));
            default -> List.of();
        };
    }
}
