// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.radio;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.veritac.handset.air.Cause;
import org.veritac.handset.connector.UiccSlot;
import org.veritac.handset.modem.Call;
import org.veritac.handset.modem.Modem;
import org.veritac.handset.modem.Radio;
import org.veritac.handset.modem.Service;
import org.veritac.handset.os.Software;
import org.veritac.handset.terminal.Screen;
import org.veritac.handset.terminal.Terminal;
import org.veritac.identity.Imsi;
import org.veritac.identity.Msisdn;
import org.veritac.lab.network.Answer;
import org.veritac.lab.network.Network;
import org.veritac.lab.network.Question;
import org.veritac.register.Verdict;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

final class MobileNetworkTest {
    private static final Imsi IMSI = Imsi.of("001010123456789");
    private static final Subscriber ALICE = new Subscriber(IMSI, Msisdn.of("49151000001"));
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final List<Question> questions = new ArrayList<>();
    private final List<byte[]> messages = new ArrayList<>();
    private Answer answer = new Answer("white", Set.of(Verdict.WHITE));
    private String claim = "490154203237518";
    private final TestSim sim = new TestSim();
    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable one : open.reversed()) {
            one.close();
        }
    }

    @Test
    void admitsWhomTheRegisterAdmits() throws IOException {
        MobileNetwork network = network(Checks.USUAL);
        Modem modem = modem(network);
        assertThat(modem.attach()).isEqualTo(new Service.Full());
        assertThat(network.isAttached(IMSI)).isTrue();
        assertThat(questions).containsExactly(new Question("49015420323751", "01", IMSI.digits()));
        assertThat(modem.call("5551234")).isEqualTo(Call.CONNECTED);
        assertThat(questions).as("no call is checked").hasSize(1);
        modem.update();
        assertThat(questions).hasSize(2);
    }

    @Test
    void refusesWhomTheRegisterRefuses() throws IOException {
        answer = new Answer("black", Set.of(Verdict.BLACK));
        Modem modem = modem(network(Checks.USUAL));
        assertThat(modem.attach()).isEqualTo(new Service.Refused(Cause.ILLEGAL_ME));
        assertThat(modem.call("112")).isEqualTo(Call.CONNECTED);
    }

    @Test
    void refusesAPhoneThatClaimsNothing() throws IOException {
        claim = "";
        Modem modem = modem(network(Checks.USUAL));
        assertThat(modem.attach()).isEqualTo(new Service.Refused(Cause.ILLEGAL_ME));
        assertThat(questions).isEmpty();
    }

    @Test
    void checksTheShareOfCallsItIsToldTo() throws IOException {
        Modem modem = modem(network(new Checks(false, 0.5, true)));
        modem.attach();
        for (int i = 0; i < 40; i++) {
            modem.call("5551234");
        }
        assertThat(questions.size()).isBetween(10, 31);
        modem.update();
        answer = new Answer("black", Set.of(Verdict.BLACK));
        Call call = Call.CONNECTED;
        for (int i = 0; i < 40 && call == Call.CONNECTED; i++) {
            call = modem.call("5551234");
        }
        assertThat(call).isEqualTo(Call.REFUSED);
        assertThat(modem.service()).isEqualTo(new Service.Refused(Cause.ILLEGAL_ME));
    }

    @Test
    void whenTheRegisterIsSilentItDoesAsConfigured() throws IOException {
        answer = new Answer("5012", Set.of());
        assertThat(modem(network(new Checks(true, 0, true))).attach())
                .isEqualTo(new Service.Full());
        assertThat(modem(network(new Checks(true, 0, false))).attach())
                .isEqualTo(new Service.Refused(Cause.ILLEGAL_ME));
    }

    @Test
    void challengesAgainAfterASynchronisationFailure() throws IOException {
        sim.behind = true;
        assertThat(modem(network(Checks.USUAL)).attach()).isEqualTo(new Service.Full());
    }

    @Test
    void carriesShortMessagesBothWays() throws Exception {
        MobileNetwork network = network(Checks.USUAL);
        var radio = new Radio(() -> SocketLink.connect(network.address()), PATIENCE);
        Modem modem = modem(radio);
        assertThat(radio.submit(new byte[] {1, 2})).as("before it is attached").isFalse();
        modem.attach();
        assertThat(radio.submit(new byte[] {1, 2})).isTrue();
        assertThat(messages).hasSize(1);
        var delivered = new CompletableFuture<Optional<Boolean>>();
        Thread.ofVirtual()
                .start(() -> {
                    try {
                        delivered.complete(network.deliver("49151000001", new byte[12]));
                    } catch (IOException e) {
                        delivered.completeExceptionally(e);
                    }
                });
        while (!delivered.isDone()) {
            modem.listen(Duration.ofMillis(20));
        }
        assertThat(delivered.get()).contains(true);
        assertThat(network.deliver("49151000002", new byte[12])).isEmpty();
    }

    @Test
    void endsTheServiceOfWhomItIsToldOrFindsToBeRefused() throws IOException {
        MobileNetwork network = network(Checks.USUAL);
        Modem modem = modem(network);
        modem.attach();
        assertThat(network.cancelLocation(IMSI, Cause.ILLEGAL_ME)).isTrue();
        modem.listen(Duration.ofMillis(200));
        assertThat(modem.service()).isEqualTo(new Service.Refused(Cause.ILLEGAL_ME));
        modem.attach();
        assertThat(network.checkAll()).isZero();
        answer = new Answer("black", Set.of(Verdict.BLACK));
        assertThat(network.checkAll()).isEqualTo(1);
        assertThat(network.isAttached(IMSI)).isFalse();
    }

    private MobileNetwork network(Checks checks) throws IOException {
        var register =
                new Network() {
                    @Override
                    public Answer ask(Question question) {
                        questions.add(question);
                        return answer;
                    }

                    @Override
                    public void close() {}
                };
        SmsCentre centre =
                (msisdn, unit) -> {
                    messages.add(unit);
                    return true;
                };
        MobileNetwork network =
                MobileNetwork.open(
                        new MobileNetwork.Parts(
                                new Home(), register, centre, checks, new Random(5)));
        open.add(network);
        return network;
    }

    private Modem modem(MobileNetwork network) throws IOException {
        return modem(new Radio(() -> SocketLink.connect(network.address()), PATIENCE));
    }

    private Modem modem(Radio radio) throws IOException {
        open.add(radio);
        var slot = new UiccSlot(1);
        slot.insert(sim);
        Software software = _ -> Optional.of(claim).filter(digits -> !digits.isEmpty());
        var parts = new Terminal.Parts(slot, null, software, new Screen(), radio);
        var modem = new Modem(1, software, radio, new Terminal(parts));
        modem.start();
        return modem;
    }

    private static final class Home implements HomeNetwork {
        @Override
        public Optional<Subscriber> find(Imsi imsi) {
            return imsi.equals(IMSI) ? Optional.of(ALICE) : Optional.empty();
        }

        @Override
        public Optional<Challenge> challenge(Imsi imsi) {
            byte[] random = new byte[16];
            Arrays.fill(random, (byte) 7);
            return Optional.of(new Challenge(random, new byte[16], Arrays.copyOf(random, 8)));
        }

        @Override
        public boolean resynchronise(Imsi imsi, Challenge challenge, byte[] token) {
            return token.length == 14;
        }
    }
}
