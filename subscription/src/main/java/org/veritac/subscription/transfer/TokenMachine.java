// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.transfer;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.List;

/// The token's side of the hand-over: a function of what it keeps, what the open channel has seen
/// and one request. Every request that is refused leaves everything as it was, but for the tries of
/// a PIN.
public final class TokenMachine {
    private final TokenSetup setup;
    private final TokenLoading loading;
    private final TokenReturning returning;

    public TokenMachine(TokenSetup setup) {
        this.setup = setup;
        this.loading = new TokenLoading(setup);
        this.returning = new TokenReturning(setup);
    }

    /// What follows on a request.
    ///
    /// @param fresh random bytes that are used for nothing else
    public TokenStep on(TokenState state, Request request, Fresh fresh) {
        var tap = state.tap();
        if (tap == null) {
            return TokenStep.refused(state, Refusal.SECURITY);
        }
        return switch (request) {
            case Request.Identify identify -> identify(state, tap, identify, fresh);
            case Request.Status status -> status(state, tap, status);
            case Request.VerifyPin _,
                    Request.Unblock _,
                    Request.ChangePin _,
                    Request.Begin _,
                    Request.Poll _,
                    Request.Read _,
                    Request.Ready _,
                    Request.Done _,
                    Request.GiveBack _,
                    Request.Write _,
                    Request.Close _,
                    Request.Released _,
                    Request.Deliver _,
                    Request.ReadReceipt _ ->
                    tap.greeted()
                            ? greeted(state, tap, request, fresh)
                            : TokenStep.refused(state, Refusal.SECURITY);
        };
    }

    private TokenStep greeted(TokenState state, TokenTap tap, Request request, Fresh fresh) {
        return switch (request) {
            case Request.VerifyPin(var pin) -> TokenPins.verify(state, tap, pin);
            case Request.Unblock(var puk, var pin) -> TokenPins.unblock(state, tap, puk, pin);
            case Request.ChangePin(var pin, var next) -> TokenPins.change(state, tap, pin, next);
            case Request.Begin begin -> loading.begin(state, tap, begin, fresh);
            case Request.Poll poll -> loading.poll(state, tap, poll);
            case Request.Read read -> loading.read(state, tap, read);
            case Request.Ready ready -> loading.ready(state, tap, ready);
            case Request.Done done -> loading.done(state, tap, done);
            case Request.GiveBack giveBack -> returning.giveBack(state, tap, giveBack);
            case Request.Write write -> returning.write(state, tap, write);
            case Request.Close close -> returning.close(state, tap, close);
            case Request.Released released -> returning.released(state, tap, released);
            case Request.Deliver(var order) -> returning.deliver(state, tap, order);
            case Request.ReadReceipt(var number) ->
                    setup.receipts()
                            .find(number)
                            .map(receipt ->
                                    TokenStep.only(state, new Answer.Proven(receipt.octets())))
                            .orElseGet(() -> TokenStep.refused(state, Refusal.NO_RECEIPT));
            case Request.Identify _, Request.Status _ ->
                    throw new AssertionError("answered before");
        };
    }

    private TokenStep identify(
            TokenState state, TokenTap tap, Request.Identify identify, Fresh fresh) {
        var channel = tap.channel();
        boolean keyed = channel.mode() == Channel.Mode.OPERATOR_KEY;
        var binding =
                Binding.believed(identify.binding(), setup.handsets())
                        .filter(found -> found.role() == Binding.Role.HANDSET)
                        .filter(found -> keyed || found.certificate() == channel.peer())
                        .filter(found -> !keyed || policy(state).operatorKey())
                        .filter(found -> setup.serves(found) || isPaired(state, found));
        if (tap.peer() != null || binding.isEmpty()) {
            return TokenStep.refused(state, Refusal.SECURITY);
        }
        var next = tap.identified(binding.get(), identify.commitment(), fresh.first());
        return TokenStep.only(
                state.with(next), new Answer.Identified(setup.binding(), fresh.first()));
    }

    private static Policy policy(TokenState state) {
        return state.record().policy().policy();
    }

    /// A handset that was served may always give back.
    private static boolean isPaired(TokenState state, Binding handset) {
        var pairing = state.record().pairing();
        return pairing != null && pairing.handset().value() == handset.id();
    }

    private TokenStep status(TokenState state, TokenTap tap, Request.Status status) {
        var peer = tap.peer();
        if (peer == null
                || !SessionCode.commit(status.nonce()).equals(tap.commitment())
                || !Proof.holds(peer, tap.channel(), status.proof())) {
            return TokenStep.refused(state, Refusal.SECURITY);
        }
        var stand = stand(state.record(), peer, status.tid());
        var key = key(state.record(), peer, status.tid());
        if (stand == null || (key != null && !isAuthentic(key, status, tap.channel()))) {
            return TokenStep.refused(state, Refusal.CONDITIONS);
        }
        var code = SessionCode.of(tap.channel(), status.nonce(), tap.nonce());
        var answer = standing(state.record(), tap.channel(), status, stand);
        var sealed = key == null ? answer : seal(answer, key, tap.channel());
        return TokenStep.only(state.with(tap.greeted(status.time(), code)), sealed);
    }

    private static boolean isAuthentic(PairKey key, Request request, Channel channel) {
        return key.mac(Requests.signed(request, channel)).equals(Requests.mac(request));
    }

    private Answer.Standing standing(
            TokenRecord record, Channel channel, Request.Status status, Stand stand) {
        return new Answer.Standing(
                stand,
                status.tid(),
                record.generation(),
                record.pin().isBlocked() ? 0 : record.pin().tries(),
                record.policy(),
                Proof.make(Binding.Role.TOKEN, channel, setup.signer()),
                Octets.NONE);
    }

    private static Answer.Standing seal(Answer.Standing open, PairKey key, Channel channel) {
        var mac = key.mac(Replies.signed(Instruction.STATUS, open, channel));
        return new Answer.Standing(
                open.stand(),
                open.tid(),
                open.generation(),
                open.pinTries(),
                open.policy(),
                open.proof(),
                mac);
    }

    /// How the token stands to a handset about a tid; nothing when that cannot be this handset's.
    private static @Nullable Stand stand(TokenRecord record, Binding peer, int tid) {
        if (tid == 0) {
            boolean locked =
                    record.phase() == TokenPhase.HANDED && record.policy().policy().locks().token();
            return locked ? Stand.LOCKED : Stand.FREE;
        }
        if (tid < record.tid()) {
            return Stand.RETIRED;
        }
        var pairing = record.pairing();
        if (tid > record.tid() || pairing == null || pairing.handset().value() != peer.id()) {
            return null;
        }
        return switch (record.phase()) {
            case FREE -> Stand.RETIRED;
            case PREPARED -> Stand.PREPARED;
            case HANDED -> Stand.HANDED;
        };
    }

    /// The key of a pair, as long as the token has it.
    private static @Nullable PairKey key(TokenRecord record, Binding peer, int tid) {
        var pairing = record.pairing();
        return tid > 0
                        && tid == record.tid()
                        && pairing != null
                        && pairing.handset().value() == peer.id()
                ? pairing.key()
                : null;
    }

    /// Whether a request is the paired handset's own.
    static boolean isOwn(TokenState state, TokenTap tap, int tid, Request request) {
        var pairing = state.record().pairing();
        return pairing != null
                && tid == state.record().tid()
                && tap.isPeer(pairing.handset())
                && isAuthentic(pairing.key(), request, tap.channel());
    }

    /// A receipt about the newest transfer.
    static Receipt.Entry entry(
            Receipt.Event event, TokenId token, TokenRecord record, TokenTap tap) {
        var pairing = record.pairing();
        var handset = pairing == null ? new HandsetId(0) : pairing.handset();
        var digest = pairing == null ? Octets.zeros(Manifest.DIGEST_BYTES) : pairing.digest();
        return new Receipt.Entry(
                event, token, record.tid(), record.generation(), handset, digest, tap.time());
    }

    static List<TokenWrite> writes(TokenRecord... records) {
        return Arrays.stream(records).map(each -> new TokenWrite(each, null)).toList();
    }
}
