// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.radio;

import org.jspecify.annotations.Nullable;
import org.veritac.handset.air.Cause;
import org.veritac.handset.air.Element;
import org.veritac.handset.air.Frame;
import org.veritac.handset.air.FrameType;
import org.veritac.identity.Imsi;
import org.veritac.identity.SemiOctets;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/// One phone's connection, on the side of the network. Its own thread reads; others may send.
final class Session {
    /// The most challenges of one procedure: one, and one more after a synchronisation failure.
    static final int CHALLENGES_MAX = 2;

    /// How many short messages may be on their way to one phone.
    static final int DELIVERIES_MAX = 8;

    /// The most frames that are read while one is waited for.
    static final int AWAITED_MAX = DELIVERIES_MAX + 1;

    private static final int IMEISV_DIGITS = 16;
    private static final Duration IDLE_MAX = Duration.ofMinutes(10);
    private static final Duration DELIVERY_MAX = Duration.ofSeconds(5);

    private final MobileNetwork network;
    private final SocketLink link;
    private final Map<Integer, CompletableFuture<Boolean>> deliveries = new ConcurrentHashMap<>();
    private final AtomicInteger references = new AtomicInteger();
    private volatile @Nullable Subscriber subscriber;
    private volatile @Nullable String imeisv;
    private boolean emergency;

    Session(MobileNetwork network, SocketLink link) {
        this.network = network;
        this.link = link;
    }

    /// Serves the phone until it leaves.
    void serve() {
        try {
            Optional<Frame> frame = received();
            while (frame.isPresent() && frame.get().type() != FrameType.DETACH) {
                take(frame.get());
                frame = received();
            }
        } catch (IOException e) {
            // the phone has gone, which phones do
        } finally {
            end();
        }
    }

    private Optional<Frame> received() throws IOException {
        Optional<byte[]> octets = link.receive(IDLE_MAX);
        if (octets.isEmpty()) {
            return Optional.empty();
        }
        return Frame.read(octets.get()).filter(frame -> !frame.type().isDownlink());
    }

    private void take(Frame frame) throws IOException {
        switch (frame.type()) {
            case ATTACH_REQUEST -> attach(frame);
            case EMERGENCY_ATTACH_REQUEST -> {
                emergency = true;
                send(Frame.of(FrameType.ACCEPT));
            }
            case LOCATION_UPDATE_REQUEST -> update();
            case CALL_SETUP -> call();
            case SMS_SUBMIT -> submit(frame);
            case SMS_DELIVERED -> delivered(frame);
            default -> throw new IOException("a frame out of place");
        }
    }

    private void attach(Frame request) throws IOException {
        Optional<Imsi> imsi = digits(request, Element.IMSI).flatMap(Imsi::ifValid);
        Subscriber known = imsi.flatMap(network.parts().home()::find).orElse(null);
        if (known == null || !isAuthentic(known.imsi())) {
            reject(Cause.ILLEGAL_UE);
            return;
        }
        send(Frame.of(FrameType.SECURITY_MODE_COMMAND));
        Frame complete = await(Set.of(FrameType.SECURITY_MODE_COMPLETE));
        imeisv =
                digits(complete, Element.IMEISV)
                        .filter(digits -> digits.length() == IMEISV_DIGITS)
                        .orElse(null);
        if (!network.admits(imeisv, known.imsi())) {
            reject(Cause.ILLEGAL_ME);
            return;
        }
        subscriber = known;
        network.register(known.imsi(), this);
        send(Frame.of(FrameType.ACCEPT));
    }

    private boolean isAuthentic(Imsi imsi) throws IOException {
        for (int count = 0; count < CHALLENGES_MAX; count++) {
            Optional<Challenge> challenge = network.parts().home().challenge(imsi);
            if (challenge.isEmpty()) {
                return false;
            }
            send(
                    Frame.of(FrameType.AUTHENTICATION_REQUEST)
                            .with(Element.RAND, challenge.get().random())
                            .with(Element.AUTN, challenge.get().token()));
            Frame answer =
                    await(
                            Set.of(
                                    FrameType.AUTHENTICATION_RESPONSE,
                                    FrameType.AUTHENTICATION_FAILURE));
            if (answer.type() == FrameType.AUTHENTICATION_RESPONSE) {
                return answer.element(Element.RES).map(challenge.get()::isAnsweredBy).orElse(false);
            }
            byte[] token = answer.element(Element.AUTS).orElse(new byte[0]);
            if (answer.cause().orElse(Cause.PROTOCOL_ERROR) != Cause.SYNCH_FAILURE
                    || !network.parts().home().resynchronise(imsi, challenge.get(), token)) {
                return false;
            }
        }
        return false;
    }

    private void update() throws IOException {
        Subscriber known = attachedSubscriber();
        if (!network.parts().checks().atUpdate() || network.admits(imeisv, known.imsi())) {
            send(Frame.of(FrameType.ACCEPT));
        } else {
            reject(Cause.ILLEGAL_ME);
        }
    }

    private void call() throws IOException {
        if (emergency) {
            send(Frame.of(FrameType.CALL_CONNECTED));
            return;
        }
        Subscriber known = attachedSubscriber();
        if (!network.isCallChecked() || network.admits(imeisv, known.imsi())) {
            send(Frame.of(FrameType.CALL_CONNECTED));
        } else {
            reject(Cause.ILLEGAL_ME);
        }
    }

    private void submit(Frame frame) throws IOException {
        Subscriber known = attachedSubscriber();
        Optional<byte[]> unit = frame.element(Element.TPDU);
        boolean taken =
                unit.isPresent()
                        && network.parts().centre().submit(known.msisdn().digits(), unit.get());
        Frame answer =
                Frame.of(FrameType.SMS_SUBMITTED)
                        .with(
                                Element.REFERENCE,
                                frame.element(Element.REFERENCE).orElse(new byte[0]));
        send(taken ? answer : answer.with(Cause.NETWORK_FAILURE));
    }

    private Subscriber attachedSubscriber() throws IOException {
        Subscriber known = subscriber;
        if (known == null) {
            throw new IOException("a phone that is not attached");
        }
        return known;
    }

    private void reject(Cause cause) throws IOException {
        subscriber = null;
        network.forget(this);
        send(Frame.of(FrameType.REJECT).with(cause));
    }

    /// Waits for the phone's next step; reports of short messages may come in between.
    private Frame await(Set<FrameType> wanted) throws IOException {
        for (int count = 0; count < AWAITED_MAX; count++) {
            Frame frame = received().orElseThrow(() -> new IOException("no answer of a phone"));
            if (wanted.contains(frame.type())) {
                return frame;
            }
            if (frame.type() != FrameType.SMS_DELIVERED) {
                throw new IOException("a frame out of place");
            }
            delivered(frame);
        }
        throw new IOException("a phone that reports without end");
    }

    /// Whether the register still lets this phone be used.
    boolean isAdmitted() throws IOException {
        Subscriber known = subscriber;
        return known == null || network.admits(imeisv, known.imsi());
    }

    boolean isOf(String msisdn) {
        Subscriber known = subscriber;
        return known != null && known.msisdn().digits().equals(msisdn);
    }

    /// Ends the service, saying why.
    void detach(Cause cause) throws IOException {
        subscriber = null;
        network.forget(this);
        send(Frame.of(FrameType.DETACH_REQUEST).with(cause));
    }

    Optional<Boolean> deliver(byte[] unit) throws IOException {
        if (deliveries.size() >= DELIVERIES_MAX) {
            return Optional.empty();
        }
        int reference = references.incrementAndGet() & 0xFF;
        var delivery = new CompletableFuture<Boolean>();
        deliveries.put(reference, delivery);
        try {
            send(
                    Frame.of(FrameType.SMS_DELIVER)
                            .with(Element.REFERENCE, new byte[] {(byte) reference})
                            .with(Element.TPDU, unit));
            return Optional.of(delivery.get(DELIVERY_MAX.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IOException("a phone that left", e);
        } finally {
            deliveries.remove(reference);
        }
    }

    private void delivered(Frame frame) {
        byte[] reference = frame.element(Element.REFERENCE).orElse(new byte[0]);
        CompletableFuture<Boolean> delivery =
                reference.length == 1 ? deliveries.get(reference[0] & 0xFF) : null;
        if (delivery != null) {
            delivery.complete(frame.element(Element.CAUSE).isEmpty());
        }
    }

    private void send(Frame frame) throws IOException {
        link.send(frame.write());
    }

    private static Optional<String> digits(Frame frame, Element element) {
        return frame.element(element).flatMap(SemiOctets::read);
    }

    /// Leaves the phone without a word.
    void end() {
        network.forget(this);
        subscriber = null;
        deliveries
                .values()
                .forEach(delivery ->
                        delivery.completeExceptionally(new IOException("the phone has left")));
        try {
            link.close();
        } catch (IOException e) {
            // closed in any case
        }
    }
}
