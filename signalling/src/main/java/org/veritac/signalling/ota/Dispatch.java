// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.ota;

import org.veritac.card.ota.CommandPacket;
import org.veritac.card.ota.Concatenation;
import org.veritac.card.ota.Counter;
import org.veritac.card.ota.PacketCodec;
import org.veritac.card.ota.PacketKind;
import org.veritac.card.ota.ResponsePacket;
import org.veritac.card.ota.SmsContent;
import org.veritac.card.ota.Spi;
import org.veritac.card.ota.Status;
import org.veritac.card.ota.Tar;
import org.veritac.card.report.Reading;
import org.veritac.card.report.Reply;
import org.veritac.signalling.smpp.Address;
import org.veritac.signalling.smpp.ShortMessage;
import org.veritac.signalling.smpp.Submission;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/// Sends what a [Mission] carries: counter to disk, packet, parts, SMSC; then waits for the proof
/// of receipt, and tries again with a new counter.
final class Dispatch {
    /// CC, enciphering, counter that rises; proof of receipt always, with CC, enciphered, in an
    /// SMS-SUBMIT.
    static final Spi DOWNLINK = Spi.of(0x1639);

    private static final ShortMessage.Format FOR_CARD = new ShortMessage.Format(true, 0x7F, 0xF6);
    private static final int LANES = 256;
    private static final int REFERENCES = 256;

    private final GatewaySettings settings;
    private final CardStore store;
    private final Carrier carrier;
    private final Missions missions;
    private final Tally tally;
    private final CountDownLatch closing;

    /// Packets to one card leave in the order of their counters, or the later ones would shut out
    /// the earlier.
    private final ReentrantLock[] lanes = new ReentrantLock[LANES];

    Dispatch(
            GatewaySettings settings,
            CardStore store,
            Carrier carrier,
            Missions missions,
            Tally tally,
            CountDownLatch closing) {
        this.settings = settings;
        this.store = store;
        this.carrier = carrier;
        this.missions = missions;
        this.tally = tally;
        this.closing = closing;
        for (int i = 0; i < LANES; i++) {
            lanes[i] = new ReentrantLock();
        }
    }

    /// Runs a mission to its end.
    ///
    /// @throws IOException when the store is broken
    Outcome run(Mission mission) throws IOException, InterruptedException {
        Outcome outcome = new Outcome.Unsent(Outcome.Cause.CLOSED);
        for (int attempt = 1; attempt <= settings.limits().attempts(); attempt++) {
            if (closing.getCount() == 0) {
                return outcome;
            }
            var messages = new ArrayList<String>();
            try {
                outcome = attempt(mission, messages);
            } finally {
                missions.forget(messages);
            }
            if (!isWorthAnother(outcome)) {
                return outcome;
            }
        }
        return outcome;
    }

    /// A counter that is too low is no refusal of what the packet says: a later packet was faster.
    private static boolean isWorthAnother(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Silent(), Outcome.Undelivered() -> true;
            case Outcome.Refused(Status status) -> status == Status.COUNTER_LOW;
            case Outcome.Answered _, Outcome.Unreadable(), Outcome.Unsent _ -> false;
        };
    }

    private Outcome attempt(Mission mission, List<String> messages)
            throws IOException, InterruptedException {
        ReentrantLock lane = lanes[Math.floorMod(mission.subscriber().iccid().hashCode(), LANES)];
        lane.lock();
        try {
            Optional<Counter> counter = store.next(mission.subscriber().iccid());
            if (counter.isEmpty()) {
                return new Outcome.Unsent(Outcome.Cause.NO_COUNTER);
            }
            if (!send(mission, counter.get(), messages)) {
                rest();
                return new Outcome.Undelivered();
            }
        } finally {
            lane.unlock();
        }
        return switch (mission.await(settings.limits().proof())) {
            case Mission.News.Proof(var packet) -> outcome(packet);
            case Mission.News.GivenUp() ->
                    closing.getCount() == 0 ? new Outcome.Silent() : new Outcome.Undelivered();
            case Mission.News.Silence() -> new Outcome.Silent();
        };
    }

    private void rest() throws InterruptedException {
        closing.await(settings.limits().pause().toNanos(), TimeUnit.NANOSECONDS);
    }

    /// Hands all parts to the SMSC; false as soon as it does not take one.
    private boolean send(Mission mission, Counter counter, List<String> messages)
            throws InterruptedException {
        var packet = new CommandPacket(DOWNLINK, Tar.VERITAC, counter, mission.data());
        mission.begin(packet);
        tally.packets.increment();
        byte[] octets = new PacketCodec(mission.keys()).write(packet);
        var reference = Concatenation.Reference.narrow((int) (counter.value() % REFERENCES));
        for (SmsContent part : Concatenation.split(PacketKind.COMMAND, octets, reference)) {
            var message =
                    new ShortMessage(
                            settings.number(),
                            Address.of(mission.subscriber().msisdn()),
                            FOR_CARD,
                            part.userData());
            switch (submit(message)) {
                case Submission.Accepted(String id) -> {
                    messages.add(id);
                    missions.name(id, mission);
                }
                // It may have arrived: its proof of receipt says so.
                case Submission.Uncertain() -> {}
                case Submission.Refused _, Submission.Unsent _ -> {
                    return false;
                }
            }
        }
        return true;
    }

    private Submission submit(ShortMessage message) throws InterruptedException {
        try {
            return carrier.submit(message, settings.limits().proof()).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a carrier says what became of a message", e);
        }
    }

    private static Outcome outcome(ResponsePacket proof) {
        if (proof.status() != Status.OK) {
            return new Outcome.Refused(proof.status());
        }
        return switch (Reply.read(proof.data())) {
            case Reading.Whole<Reply>(Reply(int statusWord, var report)) ->
                    new Outcome.Answered(statusWord, report);
            case Reading.Malformed<Reply> _ -> new Outcome.Unreadable();
        };
    }
}
