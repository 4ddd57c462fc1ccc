// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.smpp;

import org.jsmpp.bean.SubmitSm;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/// A short message service centre: peers bind to it by SMPP, subscribers are reached by a [Radio].
/// What is sent to a number of an account goes to the sessions of that account, everything else
/// over the air. Messages are kept in memory, tried again while they are valid, and receipted; what
/// does not fit is refused to its sender.
public final class Smsc implements AutoCloseable {
    private final SmscSettings settings;
    private final Radio radio;
    private final Clock clock;
    private final Store store;
    private final Doorway doorway;
    private final Semaphore air;
    private final AtomicLong lastId;
    private final LongAdder refused = new LongAdder();
    private volatile boolean closed;

    /// @param clock for time stamps and validity
    public Smsc(SmscSettings settings, Radio radio, Clock clock) {
        this.settings = settings;
        this.radio = radio;
        this.clock = clock;
        this.store = new Store(settings.limits(), clock, this::receipt);
        this.air = new Semaphore(settings.limits().radio());
        // Ids do not come again after a restart, as long as there are fewer than 2^20 a
        // millisecond.
        this.lastId = new AtomicLong(clock.millis() << 20);
        this.doorway =
                new Doorway(
                        settings,
                        account -> new Submissions(acceptance(account.systemId())),
                        account -> store.wake(mailbox(account)));
    }

    private Submissions.Acceptance acceptance(String account) {
        return new Submissions.Acceptance() {
            @Override
            public Taken take(SubmitSm pdu) {
                return Smsc.this.take(Order.of(pdu, account));
            }

            @Override
            public void answered(SubmitSm pdu) {
                Wire.destination(pdu).ifPresent(destination -> begin(destination));
            }
        };
    }

    /// Begins with what is kept for a destination.
    private void begin(Address destination) {
        Account account = account(destination);
        store.start(account == null ? mailbox(destination) : mailbox(account));
    }

    /// Listens. To be called once.
    ///
    /// @return the address, with the port taken where it was left open
    /// @throws IOException when the address cannot be taken
    public InetSocketAddress start() throws IOException {
        return doorway.start();
    }

    /// Takes what a handset sends.
    ///
    /// @param from its number, as the network knows it
    /// @param tpdu the SMS-SUBMIT (TS 23.040, clause 9.2.2.2)
    public Taken submit(Address from, byte[] tpdu) {
        Optional<Tpdu.Submit> read = Tpdu.submit(tpdu);
        if (read.isEmpty()) {
            return take(new Order.Flawed(Refusal.CODING));
        }
        Tpdu.Submit submit = read.get();
        var message =
                new ShortMessage(from, submit.destination(), submit.format(), submit.userData());
        Taken taken = take(new Order.Whole(message, Optional.empty(), null));
        begin(submit.destination());
        return taken;
    }

    /// A subscriber can be reached again: what is kept for it is tried at once (TS 23.040, clause
    /// 3.2.8, alert).
    public void alert(Address subscriber) {
        store.wake(mailbox(subscriber));
    }

    /// What happens now and happened so far.
    public SmscCounts counts() {
        return new SmscCounts(
                doorway.sessions().size(),
                doorway.turnedAway(),
                doorway.bindsRefused(),
                store.size(),
                refused.sum(),
                store.delivered(),
                store.given());
    }

    /// Ends all sessions. What is kept is lost. Closing again does nothing.
    @Override
    public void close() throws IOException {
        closed = true;
        doorway.close();
        store.close();
    }

    private Taken take(Order order) {
        Taken taken =
                switch (order) {
                    case Order.Flawed(var why) -> new Taken.Refused(why);
                    case Order.Whole whole -> keep(whole);
                };
        if (taken instanceof Taken.Refused) {
            refused.increment();
        }
        return taken;
    }

    private Taken keep(Order.Whole order) {
        ShortMessage message = order.message();
        @Nullable Account account = account(message.destination());
        if (closed) {
            return new Taken.Refused(Refusal.CLOSED);
        }
        if (account == null && !Tpdu.isInOctets(message.format().dataCoding())) {
            return new Taken.Refused(Refusal.CODING);
        }
        Instant now = clock.instant();
        Duration longest = settings.limits().validity();
        Duration validity =
                order.validity().filter(asked -> asked.compareTo(longest) < 0).orElse(longest);
        String id = String.format("%016x", lastId.incrementAndGet());
        var stored =
                new Stored(
                        id,
                        message,
                        new Stored.Times(now, now.plus(validity)),
                        order.receipts(),
                        null);
        Letter letter =
                account == null
                        ? new Letter(mailbox(message.destination()), overTheAir(), stored)
                        : letter(account, stored);
        return store.put(letter)
                ? new Taken.Accepted(id)
                : new Taken.Refused(closed ? Refusal.CLOSED : Refusal.FULL);
    }

    private @Nullable Account account(Address destination) {
        for (Account account : settings.accounts()) {
            if (account.numbers().contains(destination.digits())) {
                return account;
            }
        }
        return null;
    }

    private static String mailbox(Account account) {
        return "account " + account.systemId();
    }

    private static String mailbox(Address subscriber) {
        return subscriber.digits();
    }

    private Letter letter(Account account, Stored stored) {
        return new Letter(mailbox(account), toSessionsOf(account), stored);
    }

    /// The receipt goes from the destination to the source, as SMPP 5.2.12 has it.
    private @Nullable Letter receipt(Stored stored, MessageState state) {
        var wanted = stored.receipts();
        boolean delivered = state == MessageState.DELIVERED;
        if (wanted == null || (delivered && !wanted.alsoSuccess())) {
            return null;
        }
        Instant now = clock.instant();
        var receipt = new Receipt(stored.id(), state);
        var message =
                new ShortMessage(
                        /* source= */ stored.message().destination(),
                        /* destination= */ stored.message().source(),
                        new ShortMessage.Format(false, 0, 0),
                        receipt.write(stored.times().since(), now));
        var times = new Stored.Times(now, now.plus(settings.limits().validity()));
        var letter = new Stored(stored.id(), message, times, null, receipt);
        return settings.accounts().stream()
                .filter(account -> account.systemId().equals(wanted.account()))
                .findFirst()
                .map(account -> letter(account, letter))
                .orElse(null);
    }

    private Route toSessionsOf(Account account) {
        int window = settings.limits().window();
        return new Route() {
            @Override
            public Attempt attempt(Stored stored) {
                Esme esme = doorway.sessions().receiving(account.systemId());
                return esme == null ? Attempt.LATER : esme.deliver(stored);
            }

            @Override
            public int width() {
                return window;
            }
        };
    }

    private Route overTheAir() {
        return new Route() {
            @Override
            public Attempt attempt(Stored stored) throws InterruptedException {
                air.acquire();
                try {
                    byte[] tpdu = Tpdu.deliver(stored.message(), stored.times().since());
                    return switch (radio.deliver(stored.message().destination(), tpdu)) {
                        case DELIVERED -> Attempt.DELIVERED;
                        case ABSENT -> Attempt.LATER;
                        case REFUSED -> Attempt.NEVER;
                    };
                } catch (IOException e) {
                    return Attempt.LATER;
                } finally {
                    air.release();
                }
            }

            @Override
            public int width() {
                // One after the other: parts of a message arrive in their order.
                return 1;
            }
        };
    }
}
