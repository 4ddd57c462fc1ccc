// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.diameter;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.InetAddress;

/// One connection with one peer: reads, answers, and keeps its timers. Its thread reads what has
/// arrived, answers all of it into one buffer and writes that at once, so that there is no queue
/// between a peer and its answers: who does not read is not read.
final class Connection implements Transport.Receiver {
    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

    /// Answers are written when so many octets have gathered.
    private static final int FLUSH_AT = 64 * 1024;

    private final Context context;
    private final Transport transport;
    private final boolean incoming;
    private final Decoder decoder;
    private final Requests requests;
    private final Writer out = new Writer();
    private final Outlet outlet;
    private final Pulse pulse;
    private volatile long phaseSince;
    private volatile Phase phase = Phase.GREETING;
    private volatile @Nullable Peer peer;
    private volatile String expectedHost = "";
    private boolean introduced;
    private volatile @Nullable Header awaiting;

    Connection(Context context, Transport transport, boolean incoming, Watchdog watchdog) {
        this.context = context;
        this.transport = transport;
        this.incoming = incoming;
        decoder = new Decoder(context.dictionary);
        requests = new Requests(context, out);
        outlet = new Outlet(transport, context);
        pulse = new Pulse(watchdog, context);
        phaseSince = context.now();
    }

    /// Whom this node means to have connected to; empty for whoever answers.
    void expect(String host) {
        expectedHost = host;
    }

    /// Lives until the connection is closed.
    void run() {
        try {
            transport.greet();
            if (!incoming) {
                introduceOurselves();
            }
            while (phase != Phase.CLOSED && transport.receive(this)) {
                flush();
            }
            flush();
        } catch (IOException e) {
            LOG.debug("connection with {} ended: {}", name(), e.toString());
        } finally {
            gone();
        }
    }

    private void introduceOurselves() {
        introduced = true;
        if (expectedHost.isEmpty()) {
            perform(PeerState.Action.I_SND_CER);
        } else {
            context.peers.raise(expectedHost, PeerState.Event.I_RCV_CONN_ACK, this);
        }
    }

    private void gone() {
        boolean wasOpen = phase == Phase.OPEN;
        close();
        Peer known = peer;
        String host = known == null ? expectedHost : known.host();
        if (!host.isEmpty()) {
            context.peers.raise(host, lost(), this);
        }
        if (wasOpen) {
            LOG.info("peer {} is gone", host);
        }
    }

    private PeerState.Event lost() {
        if (incoming) {
            return PeerState.Event.R_PEER_DISC;
        }
        return introduced ? PeerState.Event.I_PEER_DISC : PeerState.Event.I_RCV_CONN_NACK;
    }

    @Override
    public void unframeable(String why) {
        LOG.debug("closing {}: {}", name(), why);
    }

    @Override
    public void message(byte[] octets, int from, int to) throws IOException {
        if (phase == Phase.SILENT || phase == Phase.CLOSED) {
            return;
        }
        switch (decoder.decode(octets, from, to)) {
            case Decoded.Whole(Message message) -> {
                if (message.header().isRequest()) {
                    onRequest(message);
                } else {
                    onAnswer(message);
                }
            }
            case Decoded.Refused(Refusal refusal) -> onRefused(refusal);
        }
        if (out.size() > FLUSH_AT) {
            flush();
        }
    }

    private void onRequest(Message message) throws IOException {
        Peer known = peer;
        boolean base = message.header().application() == 0;
        if (phase == Phase.GREETING || known == null) {
            greet(message);
        } else if (!base) {
            pulse.heard(false);
            requests.answer(message, known);
        } else {
            pulse.heard(false);
            flush();
            onBase(message, known);
        }
    }

    private void greet(Message message) throws IOException {
        boolean cer = message.header().command() == Base.CAPABILITIES;
        if (!cer || !incoming || awaiting != null) {
            LOG.debug("closing {}: {} before the capabilities", name(), message);
            close();
            return;
        }
        Capabilities.Meeting meeting =
                context.capabilities.meet(message, transport, context.rules());
        if (meeting.objection() != null) {
            LOG.info("refusing {}: {}", meeting.peer().host(), meeting.objection());
            context.tally.turnedAway.increment();
            outlet.answer(message.header(), meeting.objection());
            lastWords();
            return;
        }
        awaiting = message.header();
        introduce(meeting.peer());
        context.peers.raise(meeting.peer().host(), PeerState.Event.R_CONN_CER, this);
    }

    /// Deviates: RFC 6733 has no row for a second CER; RFC 3588, clause 5.6, answers it.
    private void greetAgain(Message message, Peer known) throws IOException {
        var meeting = context.capabilities.meet(message, transport, context.rules());
        if (meeting.peer().host().equalsIgnoreCase(known.host())) {
            outlet.answer(message.header(), meeting.objection());
        } else {
            close();
        }
    }

    private void introduce(Peer known) {
        peer = known;
        requests.from(known);
    }

    private void onBase(Message message, Peer known) throws IOException {
        Header header = message.header();
        switch (header.command()) {
            case Base.WATCHDOG -> context.capabilities.watchdogAnswer(out, header);
            case Base.DISCONNECT -> {
                awaiting = header;
                context.peers.raise(
                        known.host(),
                        incoming ? PeerState.Event.R_RCV_DPR : PeerState.Event.I_RCV_DPR,
                        this);
            }
            case Base.CAPABILITIES -> greetAgain(message, known);
            default -> close();
        }
    }

    private void onAnswer(Message message) {
        switch (message.header().command()) {
            case Base.CAPABILITIES -> onCapabilitiesAnswer(message);
            case Base.WATCHDOG -> pulse.heard(true);
            case Base.DISCONNECT -> onGoodbyeAnswer();
            default -> pulse.heard(false);
        }
    }

    private void onGoodbyeAnswer() {
        Peer known = peer;
        if (known != null && phase == Phase.CLOSING) {
            context.peers.raise(
                    known.host(),
                    incoming ? PeerState.Event.R_RCV_DPA : PeerState.Event.I_RCV_DPA,
                    this);
        }
    }

    private void onCapabilitiesAnswer(Message message) {
        if (incoming || phase != Phase.GREETING) {
            close();
            return;
        }
        var meeting = context.capabilities.meet(message, transport, context.rules());
        String host = meeting.peer().host();
        boolean expected = expectedHost.isEmpty() || expectedHost.equalsIgnoreCase(host);
        if (!expected || !meeting.succeeds(message)) {
            LOG.warn("{} and this node do not get along", host);
            if (expectedHost.isEmpty()) {
                close();
            } else {
                context.peers.raise(expectedHost, PeerState.Event.I_RCV_NON_CEA, this);
            }
            return;
        }
        introduce(meeting.peer());
        if (expectedHost.isEmpty()) {
            context.peers.introduce(host, this);
        } else {
            context.peers.raise(host, PeerState.Event.I_RCV_CEA, this);
        }
    }

    private void onRefused(Refusal refusal) throws IOException {
        LOG.debug("{} sent a malformed message: {}", name(), refusal.text());
        Header header = refusal.header();
        boolean versionUnknown = refusal.code() == ResultCode.UNSUPPORTED_VERSION;
        if (!header.isRequest()) {
            if (phase == Phase.GREETING) {
                close();
            }
            return;
        }
        boolean cer = header.command() == Base.CAPABILITIES && header.application() == 0;
        if (phase == Phase.GREETING && !cer && !versionUnknown) {
            close();
            return;
        }
        requests.refuse(refusal);
        if (phase == Phase.GREETING || versionUnknown) {
            lastWords();
        }
    }

    /// Does what the state machine of the peer asks. It may be called by any thread.
    void perform(PeerState.Action action) {
        try {
            switch (action) {
                case R_SND_CEA -> {
                    enter(Phase.OPEN);
                    outlet.answer(awaited(), null);
                    opened();
                }
                case PROCESS_CEA -> {
                    enter(Phase.OPEN);
                    opened();
                }
                case I_SND_CER -> outlet.request();
                case I_SND_DPR, R_SND_DPR -> {
                    enter(Phase.CLOSING);
                    outlet.goodbye();
                }
                case I_SND_DPA, R_SND_DPA -> {
                    outlet.goodbyeAnswer(awaited());
                    lastWords();
                }
                case I_DISC, R_DISC, R_REJECT, ERROR -> close();
                case I_SND_CONN_REQ, R_ACCEPT, ELECT -> {}
            }
        } catch (IOException e) {
            LOG.debug("writing to {} failed: {}", name(), e.toString());
            close();
        }
    }

    private Header awaited() throws IOException {
        Header header = awaiting;
        if (header == null) {
            throw new IOException("nothing to answer");
        }
        return header;
    }

    private void opened() throws IOException {
        LOG.info("peer {} is there", name());
        act(pulse.on(Watchdog.Event.UP));
    }

    private void enter(Phase next) {
        if (phase != Phase.CLOSED) {
            phaseSince = context.now();
            phase = next;
        }
    }

    /// Nothing more will be sent. The connection is closed when the peer has read it: closing now
    /// might reset it before the peer has (RFC 1122, clause 4.2.2.13).
    private void lastWords() throws IOException {
        flush();
        enter(Phase.SILENT);
        outlet.finish();
    }

    /// Looks at the timers. Called from time to time by a thread that must not wait.
    void tick(long now) {
        boolean stuck = outlet.isStuck(now);
        long age = now - phaseSince;
        switch (phase) {
            case GREETING -> stuck |= age > context.limits.greeting().toNanos();
            case CLOSING, SILENT -> stuck |= age > context.limits.goodbye().toNanos();
            case OPEN -> {
                if (pulse.isDue(now)) {
                    actSoon(pulse.on(Watchdog.Event.TIMER));
                }
            }
            case CLOSED -> {}
        }
        if (stuck) {
            LOG.info("cutting off {}", name());
            context.tally.cutOff.increment();
            close();
        }
    }

    /// Asks for a sign of life now, without waiting for the timer.
    void prod() {
        actSoon(Watchdog.Action.SEND_WATCHDOG);
    }

    private void actSoon(Watchdog.Action action) {
        Thread.ofVirtual().name("diameter-watchdog").start(() -> act(action));
    }

    private void act(Watchdog.Action action) {
        switch (action) {
            case SEND_WATCHDOG -> {
                try {
                    outlet.watchdog();
                } catch (IOException e) {
                    close();
                }
            }
            case CLOSE_CONNECTION -> {
                LOG.info("peer {} gives no sign of life", name());
                close();
            }
            case NONE, THROW_AWAY, FAIL_OVER, FAIL_BACK, ATTEMPT_OPEN -> {}
        }
    }

    private void flush() throws IOException {
        out.drainTo(outlet::write);
    }

    /// Ends it at once.
    void close() {
        phase = Phase.CLOSED;
        transport.close();
    }

    /// What the watchdog knows in the end, for the next connection.
    Watchdog watchdog() {
        return pulse.ended();
    }

    boolean wasMet() {
        return peer != null;
    }

    String name() {
        Peer known = peer;
        InetAddress address = transport.address();
        return known == null ? address.getHostAddress() : known.host();
    }

    PeerStatus status() {
        Peer known = peer;
        return new PeerStatus(
                known == null ? "" : known.host(),
                known == null ? "" : known.realm(),
                transport.address(),
                incoming,
                known != null && known.agent(),
                (known == null ? PeerState.CLOSED : context.peers.state(known.host())).name(),
                pulse.state().name(),
                requests.count(),
                requests.refusals());
    }
}
