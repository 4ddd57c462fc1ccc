// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.transfer;

import org.veritac.card.CardLink;
import org.veritac.card.apdu.CommandApdu;
import org.veritac.card.apdu.Exchange;
import org.veritac.card.channel.Opening;
import org.veritac.card.channel.Outcome;
import org.veritac.card.channel.SecureLink;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A visit of a handset to a token that transfers nothing: the token says how it stands, takes a
/// new PIN, an operator's order, or shows its receipts.
public final class TokenVisit {
    /// The most receipts that are fetched.
    public static final int RECEIPTS_MAX = 1024;

    private final HandsetSetup setup;
    private final HandOver driver;
    private final SecureRandom random;

    public TokenVisit(HandsetSetup setup, SecureRandom random) {
        this.setup = setup;
        this.driver = new HandOver(new HandsetMachine(setup), new NoDevice(), random);
        this.random = random;
    }

    /// How a visit went.
    public sealed interface Result {
        /// The token spoke.
        ///
        /// @param standing what it says of itself to this handset
        /// @param answer to what was asked; the standing again when nothing was
        /// @param receipts when they were asked for, oldest first
        record Spoken(
                Binding token, Answer.Standing standing, Answer answer, List<Receipt> receipts)
                implements Result {
            public Spoken {
                receipts = List.copyOf(receipts);
            }
        }

        /// It did not want to, or is not believed.
        record Silent(Ending ending) implements Result {}

        /// There is no token there.
        record NoToken() implements Result {}

        /// No channel was opened.
        record NotOpened(Opening opening) implements Result {}
    }

    /// What a visit is for.
    ///
    /// @param request to be sent after the greeting; empty for none
    /// @param receipts whether they are fetched
    /// @param time seconds since 1970
    public record Purpose(Optional<Request> request, boolean receipts, long time) {}

    /// One visit.
    ///
    /// @throws IOException when the wire is broken
    public Result visit(HandsetRecord record, CardLink card, HandOver.Way way, Purpose purpose)
            throws IOException {
        var select = CommandApdu.of(0, 0xA4, 4, 0).with(HandOver.aid()).expectingAny();
        if (!Exchange.send(card, select).status().isOk()) {
            return new Result.NoToken();
        }
        return switch (driver.open(card, way)) {
            case Opening.Open(var link) -> {
                try (link) {
                    yield greet(record, link, way, purpose);
                }
            }
            case Opening.Refused refused -> new Result.NotOpened(refused);
            case Opening.Distrusted distrusted -> new Result.NotOpened(distrusted);
        };
    }

    private Result greet(HandsetRecord record, SecureLink link, HandOver.Way way, Purpose purpose)
            throws IOException {
        boolean keyed = way instanceof HandOver.Way.Shared;
        var mode = keyed ? Channel.Mode.OPERATOR_KEY : Channel.Mode.CERTIFICATES;
        var channel = new Channel(mode, Medium.SLOT, Octets.of(link.binder()), link.peer());
        byte[] nonce = new byte[PairKey.NONCE_BYTES];
        random.nextBytes(nonce);
        var commitment = SessionCode.commit(Octets.of(nonce));
        var first = exchange(link, new Request.Identify(setup.binding(), commitment));
        if (!(first instanceof Answer.Identified(var bytes, _))) {
            return new Result.Silent(Ending.TOKEN_REFUSED);
        }
        var binding =
                Binding.believed(bytes, setup.tokens())
                        .filter(found -> found.role() == Binding.Role.TOKEN)
                        .filter(found -> keyed || found.certificate() == channel.peer());
        if (binding.isEmpty()) {
            return new Result.Silent(Ending.NOT_BELIEVED);
        }
        var status = status(record, binding.get(), channel, Octets.of(nonce), purpose.time());
        var second = exchange(link, status);
        if (!(second instanceof Answer.Standing standing)
                || !Proof.holds(binding.get(), channel, standing.proof())) {
            return new Result.Silent(Ending.TOKEN_REFUSED);
        }
        return ask(link, binding.get(), standing, purpose);
    }

    private Request status(
            HandsetRecord record, Binding token, Channel channel, Octets nonce, long time) {
        var loan = record.loan();
        boolean own = loan != null && loan.token().value() == token.id();
        int tid = own && loan != null ? loan.tid() : 0;
        int generation = own && loan != null ? loan.generation() : 0;
        var proof = Proof.make(Binding.Role.HANDSET, channel, setup.signer());
        var open = new Request.Status(nonce, tid, generation, time, proof, Octets.NONE);
        if (!own || loan == null) {
            return open;
        }
        var mac = loan.key().mac(Requests.signed(open, channel));
        return new Request.Status(nonce, tid, generation, time, proof, mac);
    }

    private static Result ask(
            SecureLink link, Binding token, Answer.Standing standing, Purpose purpose)
            throws IOException {
        Answer answer = standing;
        if (purpose.request().isPresent()) {
            answer = exchange(link, purpose.request().get());
        }
        var receipts = new ArrayList<Receipt>();
        if (purpose.receipts()) {
            fetch(link, receipts);
        }
        return new Result.Spoken(token, standing, answer, receipts);
    }

    /// The newest tells the numbers of the others; a token may have dropped the oldest.
    private static void fetch(SecureLink link, List<Receipt> receipts) throws IOException {
        Optional<Receipt> next = receipt(link, 0);
        while (next.isPresent() && receipts.size() < RECEIPTS_MAX) {
            receipts.addFirst(next.get());
            int before = next.get().number() - 1;
            next = before < 1 ? Optional.empty() : receipt(link, before);
        }
    }

    private static Optional<Receipt> receipt(SecureLink link, int number) throws IOException {
        return exchange(link, new Request.ReadReceipt(number)) instanceof Answer.Proven(var bytes)
                ? Receipt.read(bytes)
                : Optional.empty();
    }

    /// An answer that the channel does not vouch for counts as a refusal.
    private static Answer exchange(SecureLink link, Request request) throws IOException {
        return switch (link.exchange(Requests.write(request))) {
            case Outcome.Answer(var response) ->
                    Replies.read(request, response)
                            .orElseGet(() -> Answer.Refused.of(Refusal.MALFORMED));
            case Outcome.Refused(var status) -> Replies.refused(status);
            case Outcome.Broken _ -> Answer.Refused.of(Refusal.SECURITY);
        };
    }

    /// A visit writes nothing.
    private static final class NoDevice implements HandOver.Device {
        @Override
        public void write(HandsetWrite write) {
            throw new AssertionError("a visit writes nothing");
        }

        @Override
        public void entered(HandsetState state) {}

        @Override
        public Contents backup(Set<Part> parts) {
            return Contents.EMPTY;
        }

        @Override
        public boolean showsSame(String code) {
            return false;
        }

        @Override
        public Wish.Personal choose(int free) {
            return Wish.Personal.KEEP_HERE;
        }
    }
}
