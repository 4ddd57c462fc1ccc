// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.handset.modem;

import org.jspecify.annotations.Nullable;
import org.veritac.handset.air.Cause;
import org.veritac.handset.air.Element;
import org.veritac.handset.air.Frame;
import org.veritac.handset.air.FrameType;
import org.veritac.handset.os.Software;
import org.veritac.handset.terminal.Terminal;
import org.veritac.identity.SemiOctets;

import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// One slot's subscription in its network. It is used by one thread.
public final class Modem {
    /// The most messages of one procedure that the network may want answered.
    public static final int STEPS_MAX = 16;

    private static final Set<FrameType> PROCEDURE =
            Set.of(
                    FrameType.AUTHENTICATION_REQUEST,
                    FrameType.SECURITY_MODE_COMMAND,
                    FrameType.ACCEPT,
                    FrameType.REJECT,
                    FrameType.CALL_CONNECTED,
                    FrameType.CALL_REFUSED);

    /// Emergency numbers of every phone (TS 22.101, clause 10.1.1).
    private static final Set<String> EMERGENCY = Set.of("112", "911");

    private static final String SOFTWARE_VERSION = "01";

    private final int slot;
    private final Software software;
    private final Radio radio;
    private final @Nullable Terminal terminal;
    private final Set<String> emergency = new HashSet<>(EMERGENCY);
    private Service service = new Service.Off();
    private @Nullable String imsi;

    /// @param terminal the operator's module; null when the slot is empty
    public Modem(int slot, Software software, Radio radio, @Nullable Terminal terminal) {
        this.slot = slot;
        this.software = software;
        this.radio = radio;
        this.terminal = terminal;
    }

    /// Switches the card on, which checks the vault, and reads who the subscriber is.
    ///
    /// @throws IOException when the card is broken
    public void start() throws IOException {
        if (terminal == null) {
            service = new Service.NoSubscription();
            return;
        }
        terminal.start();
        var usim = new Usim(terminal);
        usim.select();
        emergency.addAll(usim.emergencyNumbers());
        imsi = usim.imsi().orElse(null);
    }

    public Service service() {
        return service;
    }

    /// The subscriber's digits; empty without a card that tells them.
    public Optional<String> imsi() {
        return Optional.ofNullable(imsi);
    }

    /// Attaches to the network.
    ///
    /// @throws IOException when there is no network, or it falls silent
    public Service attach() throws IOException {
        String subscriber = imsi;
        if (terminal == null || subscriber == null) {
            service = new Service.NoSubscription();
            return service;
        }
        radio.open();
        Frame request =
                Frame.of(FrameType.ATTACH_REQUEST).with(Element.IMSI, SemiOctets.write(subscriber));
        service = procedure(request).service();
        if (service instanceof Service.Full) {
            radio.attached(true);
            terminal.poll();
        } else {
            radio.close();
        }
        return service;
    }

    /// Tells the network where the phone is, which may make the network check again.
    public Service update() throws IOException {
        if (service instanceof Service.Full && terminal != null) {
            service = procedure(Frame.of(FrameType.LOCATION_UPDATE_REQUEST)).service();
            if (service instanceof Service.Full) {
                terminal.poll();
            } else {
                radio.close();
            }
        }
        return service;
    }

    /// Calls a number; an emergency number in every state.
    ///
    /// @param number digits only
    public Call call(String number) throws IOException {
        if (emergency.contains(number)) {
            return emergencyCall(number);
        }
        if (!(service instanceof Service.Full) || terminal == null) {
            return Call.NO_SERVICE;
        }
        if (!new CallControl(terminal).allows(number)) {
            return Call.BARRED_BY_CARD;
        }
        return setUp(number);
    }

    private Call emergencyCall(String number) throws IOException {
        if (radio.isOpen()) {
            return setUp(number);
        }
        radio.open();
        try {
            Frame request = Frame.of(FrameType.EMERGENCY_ATTACH_REQUEST);
            if (imsi != null) {
                request = request.with(Element.IMSI, SemiOctets.write(imsi));
            }
            Outcome outcome = procedure(withClaim(request));
            return outcome.service() instanceof Service.Full ? setUp(number) : Call.REFUSED;
        } finally {
            radio.close();
        }
    }

    private Call setUp(String number) throws IOException {
        Frame request =
                Frame.of(FrameType.CALL_SETUP).with(Element.NUMBER, SemiOctets.write(number));
        Outcome outcome = procedure(request);
        if (outcome.end() != FrameType.CALL_CONNECTED
                && !(outcome.service() instanceof Service.Full)) {
            service = outcome.service();
            radio.close();
        }
        return outcome.end() == FrameType.CALL_CONNECTED ? Call.CONNECTED : Call.REFUSED;
    }

    /// How a procedure ended: the frame that ended it, if one did, and what the phone may do.
    private record Outcome(@Nullable FrameType end, Service service) {}

    private Outcome procedure(Frame request) throws IOException {
        radio.send(request);
        for (int step = 0; step < STEPS_MAX; step++) {
            Frame frame = radio.await(PROCEDURE);
            switch (frame.type()) {
                case AUTHENTICATION_REQUEST -> {
                    Optional<Service> failed = authenticate(frame);
                    if (failed.isPresent()) {
                        return new Outcome(null, failed.get());
                    }
                }
                case SECURITY_MODE_COMMAND ->
                        radio.send(withClaim(Frame.of(FrameType.SECURITY_MODE_COMPLETE)));
                case ACCEPT, CALL_CONNECTED, CALL_REFUSED -> {
                    return new Outcome(frame.type(), new Service.Full());
                }
                default -> {
                    return new Outcome(frame.type(), refused(frame));
                }
            }
        }
        throw new IOException("the network asks without end");
    }

    private static Service refused(Frame frame) {
        return new Service.Refused(frame.cause().orElse(Cause.PROTOCOL_ERROR));
    }

    /// Answers a challenge; why the phone has no service when it cannot.
    private Optional<Service> authenticate(Frame request) throws IOException {
        if (terminal == null) {
            return Optional.of(new Service.NoSubscription());
        }
        byte[] challenge = request.element(Element.RAND).orElse(new byte[0]);
        byte[] token = request.element(Element.AUTN).orElse(new byte[0]);
        var usim = new Usim(terminal);
        Authentication answer = usim.authenticate(challenge, token);
        if (answer instanceof Authentication.Closed) {
            terminal.poll(); // a check may be due
            answer = usim.authenticate(challenge, token);
        }
        return switch (answer) {
            case Authentication.Done(Octets response) -> {
                radio.send(
                        Frame.of(FrameType.AUTHENTICATION_RESPONSE)
                                .with(Element.RES, response.value()));
                yield Optional.empty();
            }
            case Authentication.Behind(Octets auts) -> {
                radio.send(failure(Cause.SYNCH_FAILURE).with(Element.AUTS, auts.value()));
                yield Optional.empty();
            }
            case Authentication.Forged() -> {
                radio.send(failure(Cause.MAC_FAILURE));
                yield Optional.of(new Service.Forged());
            }
            case Authentication.Closed(_) -> {
                radio.send(failure(Cause.PROTOCOL_ERROR));
                yield Optional.of(new Service.Closed());
            }
        };
    }

    private static Frame failure(Cause cause) {
        return Frame.of(FrameType.AUTHENTICATION_FAILURE).with(cause);
    }

    private Frame withClaim(Frame frame) {
        return software.imei(slot)
                .map(imei ->
                        frame.with(
                                Element.IMEISV,
                                SemiOctets.write(imei.substring(0, 14) + SOFTWARE_VERSION)))
                .orElse(frame);
    }

    /// Takes what the network sends of its own accord, until nothing comes for that time.
    ///
    /// @return how many messages came
    public int listen(Duration wait) throws IOException {
        return listen(wait, Radio.DEFERRED_MAX);
    }

    /// As [#listen(Duration)], and no longer than until so many messages have come.
    public int listen(Duration wait, int most) throws IOException {
        int count = 0;
        while (radio.isOpen() && count < most) {
            Optional<Frame> frame = radio.next(wait);
            if (frame.isEmpty()) {
                return count;
            }
            count++;
            take(frame.get());
        }
        return count;
    }

    /// What a phone does from time to time while it is idle: it lets the card say whether it wants
    /// something.
    ///
    /// @return whether it wanted something
    public boolean idle() throws IOException {
        return terminal != null && imsi != null && terminal.poll();
    }

    private void take(Frame frame) throws IOException {
        switch (frame.type()) {
            case SMS_DELIVER -> radio.send(delivered(frame));
            case DETACH_REQUEST, REJECT -> {
                service = refused(frame);
                radio.close();
            }
            case AUTHENTICATION_REQUEST -> {
                Optional<Service> failed = authenticate(frame);
                if (failed.isPresent()) {
                    service = failed.get();
                    radio.close();
                }
            }
            case SECURITY_MODE_COMMAND ->
                    radio.send(withClaim(Frame.of(FrameType.SECURITY_MODE_COMPLETE)));
            default -> {} // an answer nobody waits for any more
        }
    }

    private Frame delivered(Frame frame) throws IOException {
        Frame answer =
                Frame.of(FrameType.SMS_DELIVERED)
                        .with(
                                Element.REFERENCE,
                                frame.element(Element.REFERENCE).orElse(new byte[0]));
        Optional<byte[]> unit = frame.element(Element.TPDU);
        if (terminal == null || unit.isEmpty()) {
            return answer.with(Cause.PROTOCOL_ERROR);
        }
        Optional<byte[]> passed = software.deliver(unit.get());
        if (passed.isEmpty()) {
            return answer;
        }
        byte[] centre = frame.element(Element.SERVICE_CENTRE).orElse(new byte[0]);
        return new Download(terminal)
                .take(passed.get(), centre)
                .map(report -> answer.with(Element.TPDU, report))
                .orElse(answer);
    }

    /// Leaves the network and switches the slot off.
    public void stop() throws IOException {
        if (radio.isOpen()) {
            radio.send(Frame.of(FrameType.DETACH));
        }
        radio.close();
        service = new Service.Off();
    }
}
