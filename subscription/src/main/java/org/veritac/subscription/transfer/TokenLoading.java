// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.transfer;

import java.util.EnumSet;
import java.util.Set;

/// A token that loads a handset.
final class TokenLoading {
    private final TokenSetup setup;

    TokenLoading(TokenSetup setup) {
        this.setup = setup;
    }

    TokenStep begin(TokenState state, TokenTap tap, Request.Begin begin, Fresh fresh) {
        var record = state.record();
        var peer = tap.peer();
        if (peer == null || !mayBegin(record, tap, peer)) {
            return TokenStep.refused(state, Refusal.CONDITIONS);
        }
        var handset = new HandsetId(peer.id());
        var makings = new PairKey.Makings(fresh.first(), begin.nonce(), setup.id(), handset);
        var prestored = prestored(record, begin.administration());
        var offered = offered(record, fresh.second());
        var pairing =
                new Pairing(
                        handset,
                        PairKey.derive(makings, record.tid() + 1),
                        fresh.second(),
                        fresh.first(),
                        Manifest.of(offered, prestored).digest(),
                        prestored);
        var next = record.drawn(pairing);
        var state2 = new TokenState(next, tap.buffered(0));
        return TokenStep.kept(state2, next, offer(state2, tap.buffered(0), pairing));
    }

    private boolean mayBegin(TokenRecord record, TokenTap tap, Binding peer) {
        var policy = record.policy().policy();
        boolean unlocked = record.phase() != TokenPhase.HANDED || !policy.locks().token();
        return unlocked
                && (tap.pinShown() || !policy.pin())
                && (tap.compared() || !policy.comparison())
                && policy.media().contains(tap.channel().medium())
                && peer.protection() >= policy.protection()
                && setup.serves(peer)
                && record.tid() < Fields.NUMBER_MAX
                && record.contents().find(Part.KEYS).isPresent();
    }

    /// The operator's files, when the handset has the same.
    private static Set<Part> prestored(TokenRecord record, Octets administration) {
        boolean same =
                record.policy().policy().prestored()
                        && record.contents()
                                .find(Part.ADMINISTRATION)
                                .filter(own -> Manifest.sha256(own).equals(administration))
                                .isPresent();
        return same ? EnumSet.of(Part.ADMINISTRATION) : EnumSet.noneOf(Part.class);
    }

    /// What goes out: all there is, the keys enciphered.
    private static Contents offered(TokenRecord record, Octets kc) {
        var contents = record.contents();
        var keys = contents.find(Part.KEYS).orElse(Octets.NONE);
        return contents.with(Part.KEYS, Envelope.close(kc, keys));
    }

    private static boolean isBuffered(TokenRecord record, TokenTap tap) {
        var policy = record.policy().policy();
        return !policy.buffered()
                || !policy.polling()
                || tap.buffered() >= record.contents().parts().size();
    }

    private Answer offer(TokenState state, TokenTap tap, Pairing pairing) {
        var record = state.record();
        if (!isBuffered(record, tap)) {
            return new Answer.Wait();
        }
        var manifest = Manifest.of(offered(record, pairing.kc()), pairing.prestored());
        int packet = record.policy().policy().packetBytes();
        var open =
                new Answer.Offer(
                        record.tid(),
                        record.generation(),
                        pairing.nonce(),
                        manifest,
                        packet,
                        Octets.NONE);
        var mac = pairing.key().mac(Replies.signed(Instruction.BEGIN, open, tap.channel()));
        return new Answer.Offer(open.tid(), open.generation(), open.nonce(), manifest, packet, mac);
    }

    /// One part more is copied.
    TokenStep poll(TokenState state, TokenTap tap, Request.Poll poll) {
        var pairing = state.record().pairing();
        if (pairing == null || !isPrepared(state, tap, pairing)) {
            return TokenStep.refused(state, Refusal.CONDITIONS);
        }
        var next = tap.buffered(tap.buffered() + 1);
        return TokenStep.only(state.with(next), offer(state, next, pairing));
    }

    private static boolean isPrepared(TokenState state, TokenTap tap, Pairing pairing) {
        return state.record().phase() == TokenPhase.PREPARED && tap.isPeer(pairing.handset());
    }

    TokenStep read(TokenState state, TokenTap tap, Request.Read read) {
        var record = state.record();
        var pairing = record.pairing();
        if (pairing == null || !isPrepared(state, tap, pairing) || !isBuffered(record, tap)) {
            return TokenStep.refused(state, Refusal.CONDITIONS);
        }
        var policy = record.policy().policy();
        var part = offered(record, pairing.kc()).find(read.part()).orElse(Octets.NONE);
        boolean sent = !pairing.prestored().contains(read.part());
        boolean fits = policy.packetBytes() == 0 || read.length() <= policy.packetBytes();
        if (!sent || !fits || read.length() > part.length() - read.offset()) {
            return TokenStep.refused(state, Refusal.CONDITIONS);
        }
        var bytes = part.part(read.offset(), read.length());
        var mac =
                policy.eachPacket()
                        ? pairing.key().mac(Replies.signed(read, bytes, tap.channel()))
                        : Octets.NONE;
        return TokenStep.only(state, new Answer.Packet(bytes, mac));
    }

    /// The point at which the subscription passes over: kept first, told then, told again as often
    /// as it is asked for.
    TokenStep ready(TokenState state, TokenTap tap, Request.Ready ready) {
        var record = state.record();
        var pairing = record.pairing();
        if (pairing == null
                || record.phase() == TokenPhase.FREE
                || !ready.digest().equals(pairing.digest())
                || !TokenMachine.isOwn(state, tap, ready.tid(), ready)) {
            return TokenStep.refused(state, Refusal.CONDITIONS);
        }
        var open = new Answer.Commit(record.tid(), pairing.digest(), pairing.kc(), Octets.NONE);
        var mac = pairing.key().mac(Replies.signed(Instruction.READY, open, tap.channel()));
        var commit = new Answer.Commit(open.tid(), open.digest(), open.kc(), mac);
        if (record.phase() == TokenPhase.HANDED) {
            return TokenStep.only(state, commit);
        }
        var next = record.with(TokenPhase.HANDED, pairing);
        var entry = TokenMachine.entry(Receipt.Event.HANDED, setup.id(), next, tap);
        return TokenStep.kept(state, next, entry, commit);
    }

    /// Nothing depends on it.
    TokenStep done(TokenState state, TokenTap tap, Request.Done done) {
        return TokenMachine.isOwn(state, tap, done.tid(), done)
                ? TokenStep.only(state, new Answer.Fine())
                : TokenStep.refused(state, Refusal.CONDITIONS);
    }
}
