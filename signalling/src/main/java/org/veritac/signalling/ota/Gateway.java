// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.ota;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.veritac.card.ota.Counter;
import org.veritac.card.ota.Reassembler;
import org.veritac.card.report.Instruction;
import org.veritac.card.report.Instructions;
import org.veritac.card.report.Report;
import org.veritac.identity.Imsi;
import org.veritac.identity.Msisdn;
import org.veritac.signalling.smpp.Inbox;
import org.veritac.signalling.smpp.MessageState;
import org.veritac.signalling.smpp.Receipt;
import org.veritac.signalling.smpp.ShortMessage;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;

/// The operator's OTA gateway. It sends instructions to cards and knows what became of them, and
/// takes reports from cards, has them judged and tells the card.
///
/// Promised: no counter is used twice, in whatever moment the process is killed; no report is taken
/// twice; whoever's keys verify a report is its subscriber, whatever number it came from. Not
/// promised: that an instruction is carried out once. It is sent again until its proof of receipt
/// comes, and a proof may be lost; all instructions can be repeated without harm.
public final class Gateway implements Inbox, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);

    /// An SMSC that is told to try again rests for seconds, one that has to wait goes on at once.
    private static final Duration HOLD = Duration.ofSeconds(1);

    private static final int LANES = 256;

    private final GatewaySettings settings;
    private final Cards cards;
    private final Reports reports;
    private final Missions missions;
    private final Dispatch dispatch;
    private final Intake intake;
    private final Semaphore incoming;
    private final Tally tally = new Tally();

    /// What one card says is worked on in the order in which it is accepted, or an older proof
    /// could take the place of a newer one.
    private final ReentrantLock[] lanes = new ReentrantLock[LANES];

    private final CountDownLatch closing = new CountDownLatch(1);

    /// The cards and the key to them.
    ///
    /// @param master from which all keys are derived
    /// @param store of the cards; stays open when the gateway closes
    public record Cards(MasterKey master, CardStore store) {}

    /// @param links what it stands between
    /// @param clock for the age of incomplete packets
    public Gateway(GatewaySettings settings, Cards cards, Links links, Clock clock) {
        var limits = settings.limits();
        this.settings = settings;
        this.cards = cards;
        this.reports = links.reports();
        this.missions = new Missions(limits.underWay());
        this.dispatch =
                new Dispatch(settings, cards.store(), links.carrier(), missions, tally, closing);
        this.intake =
                new Intake(
                        cards.master(),
                        cards.store(),
                        missions,
                        new Reassembler(clock, limits.partsAge(), limits.incomplete()));
        this.incoming = new Semaphore(limits.incoming());
        for (int i = 0; i < LANES; i++) {
            lanes[i] = new ReentrantLock();
        }
    }

    /// What a gateway stands between.
    ///
    /// @param carrier takes messages to subscribers
    /// @param reports judges reports
    public record Links(Carrier carrier, Reports reports) {}

    /// Sends instructions to the card of a subscriber, in one packet.
    ///
    /// @param instructions 1 to 16, carried out in this order
    /// @return what became of them; fails with an [IOException] when the store is broken
    public CompletableFuture<Outcome> send(Imsi imsi, List<Instruction> instructions) {
        var outcome = new CompletableFuture<Outcome>();
        try {
            Optional<Subscriber> subscriber = cards.store().find(imsi);
            if (subscriber.isEmpty()) {
                outcome.complete(new Outcome.Unsent(Outcome.Cause.UNKNOWN_SUBSCRIBER));
            } else {
                start(subscriber.get(), instructions, outcome);
            }
        } catch (IOException e) {
            outcome.completeExceptionally(e);
        }
        return outcome;
    }

    /// Asks the card of a subscriber for a report. It comes in the proof of receipt and is judged
    /// like any other; it needs no answer, and what follows from it is sent without a counter.
    ///
    /// @param newCheck whether the phone is to be checked again for it
    /// @return as of [#send]; the report is in [Outcome.Answered]
    public CompletableFuture<Outcome> poll(Imsi imsi, boolean newCheck) {
        return send(imsi, List.of(new Instruction.Poll(newCheck)));
    }

    private void start(
            Subscriber subscriber,
            List<Instruction> instructions,
            CompletableFuture<Outcome> outcome) {
        var mission =
                new Mission(
                        subscriber,
                        cards.master().downlink(subscriber.iccid()),
                        Instructions.write(instructions));
        if (closing.getCount() == 0) {
            outcome.complete(new Outcome.Unsent(Outcome.Cause.CLOSED));
        } else if (!missions.add(mission)) {
            outcome.complete(new Outcome.Unsent(Outcome.Cause.BUSY));
        } else {
            Thread.ofVirtual().name("ota-send").start(() -> run(mission, outcome));
        }
    }

    private void run(Mission mission, CompletableFuture<Outcome> outcome) {
        Outcome result = new Outcome.Unsent(Outcome.Cause.CLOSED);
        try {
            result = dispatch.run(mission);
            if (result instanceof Outcome.Answered(_, Report report) && report != null) {
                polled(report, mission.subscriber());
            }
        } catch (IOException e) {
            LOG.error("the store of cards is broken: {}", e.getMessage());
            outcome.completeExceptionally(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            missions.remove(mission);
            tally.count(result);
            outcome.complete(result);
        }
    }

    /// Takes a message for the gateway's number. While too many are worked on the SMSC waits; after
    /// a second it is told to try again.
    @Override
    public boolean take(ShortMessage message) {
        if (!mayWork()) {
            return false;
        }
        Thread.ofVirtual()
                .name("ota-take")
                .start(() -> {
                    try {
                        work(message);
                    } finally {
                        incoming.release();
                    }
                });
        return true;
    }

    private boolean mayWork() {
        try {
            return closing.getCount() > 0
                    && incoming.tryAcquire(HOLD.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /// Takes what became of a message.
    @Override
    public void take(Receipt receipt) {
        if (receipt.state() != MessageState.DELIVERED && receipt.state() != MessageState.ACCEPTED) {
            missions.giveUp(receipt.messageId());
        }
    }

    /// Works on a message at once.
    void work(ShortMessage message) {
        ReentrantLock lane = lane(message.source().msisdn());
        lane.lock();
        try {
            switch (intake.take(message)) {
                case Intake.Arrival.Reported(var report, var subscriber, var counter) ->
                        judge(report, subscriber, counter);
                case Intake.Arrival.Refused(Refusal why) -> tally.count(why);
                case Intake.Arrival.Proven(), Intake.Arrival.Incomplete() -> {}
            }
        } catch (IOException e) {
            // The card counts the report as unanswered, and sends another.
            LOG.error("the store of cards is broken: {}", e.getMessage());
        } finally {
            lane.unlock();
        }
    }

    /// A report that came in a proof of receipt is as authentic as one that came by itself.
    private void polled(Report report, Subscriber subscriber) {
        if (!report.imsi().equals(subscriber.imsi())) {
            tally.count(Refusal.OTHER_SUBSCRIBER);
            return;
        }
        ReentrantLock lane = lane(Optional.of(subscriber.msisdn()));
        lane.lock();
        try {
            judge(report, subscriber, null);
        } finally {
            lane.unlock();
        }
    }

    private ReentrantLock lane(Optional<Msisdn> sender) {
        return lanes[Math.floorMod(sender.hashCode(), LANES)];
    }

    /// Waits for the judgement, so that the next report of this card is judged after it.
    ///
    /// @param counter of the report; null when it was polled
    private void judge(Report report, Subscriber subscriber, @Nullable Counter counter) {
        tally.reports.increment();
        try {
            Answer answer =
                    reports.take(report, subscriber)
                            .toCompletableFuture()
                            .get(settings.limits().judgement().toNanos(), TimeUnit.NANOSECONDS);
            answer(subscriber, answer.to(counter));
        } catch (ExecutionException e) {
            unjudged(e.getCause());
        } catch (TimeoutException e) {
            unjudged(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void unjudged(@Nullable Throwable failure) {
        tally.unjudged.increment();
        LOG.warn(
                "a report was not judged: {}",
                failure == null ? "no answer" : failure.getClass().getSimpleName());
    }

    private void answer(Subscriber subscriber, List<Instruction> instructions) {
        if (!instructions.isEmpty()) {
            start(subscriber, instructions, new CompletableFuture<>());
        }
    }

    /// What happens now and happened so far.
    public GatewayCounts counts() {
        return tally.counts(missions.size());
    }

    /// Takes and sends nothing more, and waits for nothing that is under way. Closing again does
    /// nothing.
    @Override
    public void close() {
        closing.countDown();
        missions.all().forEach(Mission::giveUp);
    }
}
