// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.transfer;

import org.veritac.card.CardLink;
import org.veritac.card.apdu.CommandApdu;
import org.veritac.card.apdu.Exchange;
import org.veritac.card.channel.Opening;
import org.veritac.card.channel.Outcome;
import org.veritac.card.channel.Scp03;
import org.veritac.card.channel.Scp11;
import org.veritac.card.channel.SecureLink;
import org.veritac.card.channel.Trust;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;

/// One tap from the handset's side, over a real link: selects the token, opens a channel, and does
/// what [HandsetMachine] says until it is over. Everything is written before the next word is said.
/// Used by one thread.
public final class HandOver {
    /// The most steps of a tap: the largest package in the smallest packets, twice.
    static final int STEPS_MAX = 300_000;

    private static final String AID = "f05645524954414302";

    private final HandsetMachine machine;
    private final Device device;
    private final SecureRandom random;

    /// @param machine of this handset
    public HandOver(HandsetMachine machine, Device device, SecureRandom random) {
        this.machine = machine;
        this.device = device;
        this.random = random;
    }

    /// What a tap needs of a handset.
    public interface Device {
        /// Does one write, so that it survives a loss of power.
        ///
        /// @throws IOException when the memory is broken; the tap ends there
        void write(HandsetWrite write) throws IOException;

        /// Hears every new state, after its writes: before an authentication,
        /// [HandsetState#mayAuthenticate] of the newest one is asked, and an authentication that
        /// goes on ends before this returns. After an `IOException` the newest one is that of the
        /// kept record, [HandsetState#of].
        void entered(HandsetState state);

        /// The parts that go back, as they are now; without those that there are not.
        Contents backup(Set<Part> parts) throws IOException;

        /// Shows a code and asks the user whether the token shows the same.
        boolean showsSame(String code);

        /// Asks the user what becomes of personal data that do not fit.
        ///
        /// @param free bytes that the token has for them
        Wish.Personal choose(int free);
    }

    /// How to get into a channel.
    public sealed interface Way {
        /// With certificates (SCP11a).
        ///
        /// @param trust in authorities of tokens
        record Certificates(Trust trust, Scp11.Credential own) implements Way {}

        /// With the operator's key (SCP03), and a fresh agreement inside.
        record Shared(OperatorKey key) implements Way {}
    }

    /// How a tap ended.
    public sealed interface Result {
        /// The machine ended it.
        record Over(Next.Over over) implements Result {}

        /// There is no token there.
        record NoToken() implements Result {}

        /// No channel was opened.
        record NotOpened(Opening opening) implements Result {}
    }

    /// What a user wants at a tap.
    ///
    /// @param time seconds since 1970
    public record Intent(Wish wish, Medium medium, long time) {}

    /// The token's application identifier, 9 bytes.
    public static byte[] aid() {
        return HexFormat.of().parseHex(AID);
    }

    /// One tap.
    ///
    /// @param record what the handset keeps
    /// @param card a link that takes commands of any length, such as a
    ///   [org.veritac.card.apdu.ChainingLink]
    /// @throws IOException when the wire or the memory is broken; what was written stays, and the
    ///   next tap goes on from there
    public Result tap(HandsetRecord record, CardLink card, Way way, Intent intent)
            throws IOException {
        var select = CommandApdu.of(0, 0xA4, 4, 0).with(aid()).expectingAny();
        if (!Exchange.send(card, select).status().isOk()) {
            return new Result.NoToken();
        }
        return switch (open(card, way)) {
            case Opening.Open(var link) -> {
                try (link) {
                    yield new Result.Over(run(record, link, way, intent));
                }
            }
            case Opening.Refused refused -> new Result.NotOpened(refused);
            case Opening.Distrusted distrusted -> new Result.NotOpened(distrusted);
        };
    }

    Opening open(CardLink card, Way way) throws IOException {
        var scp11 = new Scp11(random);
        return switch (way) {
            case Way.Certificates(var trust, var own) ->
                    scp11.openMutual(card, trust, own, Scp11.Keys.VAULT);
            case Way.Shared(var key) -> {
                var wish = Scp03.Wish.full(OperatorKey.VERSION);
                var outer = new Scp03(random).open(card, key, wish);
                yield outer instanceof Opening.Open(var link) ? scp11.renew(link) : outer;
            }
        };
    }

    private Next.Over run(HandsetRecord record, SecureLink link, Way way, Intent intent)
            throws IOException {
        var mode =
                way instanceof Way.Certificates
                        ? Channel.Mode.CERTIFICATES
                        : Channel.Mode.OPERATOR_KEY;
        var binder = Octets.of(link.binder());
        var channel = new Channel(mode, intent.medium(), binder, link.peer());
        byte[] fresh = new byte[Fresh.BYTES];
        random.nextBytes(fresh);
        Event event =
                new Event.Tapped(
                        channel, intent.wish(), new Fresh(Octets.of(fresh)), intent.time());
        var state = HandsetState.of(record);
        for (int i = 0; i < STEPS_MAX; i++) {
            var step = machine.on(state, event);
            state = step.state();
            for (HandsetWrite write : step.writes()) {
                device.write(write);
            }
            device.entered(state);
            switch (step.next()) {
                case Next.Over over -> {
                    return over;
                }
                case Next.Send(var request) -> event = exchange(link, request);
                case Next.NeedBackup(var parts) -> event = new Event.BackedUp(device.backup(parts));
                case Next.NeedComparison(var code) ->
                        event = new Event.Compared(device.showsSame(code));
                case Next.NeedChoice(var free) -> event = new Event.Chosen(device.choose(free));
            }
        }
        throw new IOException("the token never comes to an end");
    }

    /// An answer that the channel does not vouch for is a cut.
    private static Event exchange(SecureLink link, Request request) throws IOException {
        return switch (link.exchange(Requests.write(request))) {
            case Outcome.Answer(var response) ->
                    Replies.read(request, response)
                            .<Event>map(Event.Heard::new)
                            .orElse(new Event.Cut());
            case Outcome.Refused(var status) -> new Event.Heard(Replies.refused(status));
            case Outcome.Broken _ -> new Event.Cut();
        };
    }
}
