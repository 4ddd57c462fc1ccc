// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.transfer;

import java.util.EnumSet;
import java.util.Optional;

/// A token that gets its subscription back: from its handset, or by its operator's order.
final class TokenReturning {
    private final TokenSetup setup;

    TokenReturning(TokenSetup setup) {
        this.setup = setup;
    }

    TokenStep giveBack(TokenState state, TokenTap tap, Request.GiveBack request) {
        var record = state.record();
        var upload = record.upload();
        int last = upload == null ? 0 : upload.attempt();
        boolean again =
                upload != null
                        && upload.attempt() == request.attempt()
                        && upload.manifest().equals(request.manifest());
        if (record.phase() != TokenPhase.HANDED
                || !TokenMachine.isOwn(state, tap, request.tid(), request)
                || !isBackup(record, request.manifest())
                || !(again || request.attempt() > last)) {
            return TokenStep.refused(state, Refusal.CONDITIONS);
        }
        int personal = request.manifest().find(Part.PERSONAL).map(Manifest.Entry::length).orElse(0);
        if (personal > setup.personalBytesMax()) {
            return TokenStep.only(state, room(record, tap, request, false));
        }
        var answer = room(record, tap, request, true);
        if (again) {
            return TokenStep.only(state, answer);
        }
        var next = new Upload(request.attempt(), request.manifest(), Contents.EMPTY, false);
        return TokenStep.kept(state, record.with(next), answer);
    }

    /// Sequence numbers always; changed files when the policy wants them; nothing that goes the
    /// other way.
    private static boolean isBackup(TokenRecord record, Manifest manifest) {
        var allowed = EnumSet.of(Part.SEQUENCE, Part.PERSONAL);
        if (record.policy().policy().writeBack()) {
            allowed.add(Part.FILES);
        }
        return manifest.find(Part.SEQUENCE).isPresent()
                && allowed.containsAll(manifest.parts())
                && manifest.entries().stream().noneMatch(Manifest.Entry::prestored);
    }

    private Answer room(TokenRecord record, TokenTap tap, Request.GiveBack request, boolean fits) {
        int free = setup.personalBytesMax();
        int tid = request.tid();
        var open = new Answer.Room(tid, request.attempt(), fits, free, Octets.NONE);
        var mac = mac(record, Replies.signed(Instruction.GIVE_BACK, open, tap.channel()));
        return new Answer.Room(tid, request.attempt(), fits, free, mac);
    }

    private static Octets mac(TokenRecord record, Octets message) {
        var pairing = record.pairing();
        return pairing == null ? Octets.NONE : pairing.key().mac(message);
    }

    TokenStep write(TokenState state, TokenTap tap, Request.Write write) {
        var record = state.record();
        var pairing = record.pairing();
        var upload = record.upload();
        if (record.phase() != TokenPhase.HANDED
                || pairing == null
                || !tap.isPeer(pairing.handset())
                || upload == null
                || upload.closed()
                || write.attempt() != (upload.attempt() & 0xFF)) {
            return TokenStep.refused(state, Refusal.CONDITIONS);
        }
        int here = upload.received(write.part()).length();
        int end = write.offset() + write.bytes().length();
        int length = upload.manifest().find(write.part()).map(Manifest.Entry::length).orElse(0);
        if (end <= here) {
            return TokenStep.only(state, new Answer.Fine());
        }
        if (write.offset() != here || end > length) {
            return TokenStep.refused(state, Refusal.CONDITIONS);
        }
        var next = upload.with(write.part(), write.bytes());
        return TokenStep.kept(state, record.with(next), new Answer.Fine());
    }

    TokenStep close(TokenState state, TokenTap tap, Request.Close close) {
        var record = state.record();
        var upload = record.upload();
        if (record.phase() != TokenPhase.HANDED
                || upload == null
                || upload.attempt() != close.attempt()
                || !TokenMachine.isOwn(state, tap, close.tid(), close)
                || !(upload.closed() || upload.isWhole())) {
            return TokenStep.refused(state, Refusal.CONDITIONS);
        }
        var digest = upload.manifest().digest();
        var open = new Answer.Backup(record.tid(), upload.attempt(), digest, Octets.NONE);
        var mac = mac(record, Replies.signed(Instruction.CLOSE, open, tap.channel()));
        var answer = new Answer.Backup(open.tid(), open.attempt(), digest, mac);
        return upload.closed()
                ? TokenStep.only(state, answer)
                : TokenStep.kept(state, record.with(upload.close()), answer);
    }

    /// The handset has destroyed its keys: what it gave back counts, and the token is free.
    TokenStep released(TokenState state, TokenTap tap, Request.Released released) {
        var record = state.record();
        if (!TokenMachine.isOwn(state, tap, released.tid(), released)) {
            return TokenStep.refused(state, Refusal.CONDITIONS);
        }
        var open = new Answer.Ack(record.tid(), Octets.NONE);
        var mac = mac(record, Replies.signed(Instruction.RELEASED, open, tap.channel()));
        var ack = new Answer.Ack(record.tid(), mac);
        if (record.phase() == TokenPhase.FREE) {
            return TokenStep.only(state, ack);
        }
        var back = comingBack(record, released);
        if (back.isEmpty()) {
            return TokenStep.refused(state, Refusal.CONDITIONS);
        }
        var next = record.free(back.get());
        var entry = TokenMachine.entry(Receipt.Event.RETURNED, setup.id(), record, tap);
        return TokenStep.kept(state, next, entry, ack);
    }

    /// What the token holds afterwards; empty when this is not the release of what it was given.
    private static Optional<Contents> comingBack(TokenRecord record, Request.Released released) {
        var upload = record.upload();
        boolean never =
                released.attempt() == 0
                        && released.digest().equals(Octets.zeros(Manifest.DIGEST_BYTES));
        if (never && upload == null) {
            return Optional.of(record.contents());
        }
        boolean same =
                upload != null
                        && record.phase() == TokenPhase.HANDED
                        && upload.closed()
                        && upload.attempt() == released.attempt()
                        && upload.manifest().digest().equals(released.digest());
        return same && upload != null
                ? Optional.of(record.contents().with(upload.received()))
                : Optional.empty();
    }

    TokenStep deliver(TokenState state, TokenTap tap, Octets bytes) {
        var policy = SignedPolicy.read(bytes);
        if (policy.isPresent()) {
            return policy(state, policy.get());
        }
        return Order.believed(bytes, setup.operators())
                .filter(Order.Reclaim.class::isInstance)
                .map(Order.Reclaim.class::cast)
                .map(reclaim -> reclaim(state, tap, reclaim))
                .orElseGet(() -> TokenStep.refused(state, Refusal.CONDITIONS));
    }

    private TokenStep policy(TokenState state, SignedPolicy policy) {
        var record = state.record();
        boolean good =
                policy.token().equals(setup.id())
                        && policy.number() > record.policy().number()
                        && record.phase() == TokenPhase.FREE
                        && !policy.seal().isEmpty()
                        && policy.isBelieved(setup.operators());
        return good
                ? TokenStep.kept(state, record.with(policy), new Answer.Fine())
                : TokenStep.refused(state, Refusal.CONDITIONS);
    }

    /// Never revives the old keys: the lost handset may use them still.
    private TokenStep reclaim(TokenState state, TokenTap tap, Order.Reclaim order) {
        var record = state.record();
        var context = Order.context(setup.id(), record.tid(), record.generation() + 1);
        var keys = new KeyParcel(order.point(), order.sealed()).open(setup.agreement(), context);
        boolean meant =
                record.phase() == TokenPhase.HANDED
                        && order.token().equals(setup.id())
                        && order.tid() == record.tid()
                        && order.generation() == record.generation() + 1
                        && record.generation() < Fields.SHORT_MAX;
        if (!meant || keys.isEmpty() || keys.get().length() > Envelope.CLEAR_BYTES_MAX) {
            return TokenStep.refused(state, Refusal.CONDITIONS);
        }
        var contents =
                personal(record)
                        .without(Part.SEQUENCE)
                        .without(Part.FILES)
                        .with(Part.KEYS, keys.get());
        var next = record.reclaimed(contents);
        var entry = TokenMachine.entry(Receipt.Event.RECLAIMED, setup.id(), next, tap);
        return TokenStep.kept(state, next, entry, new Answer.Fine());
    }

    /// A backup that was closed is newer than what the token had, also when nobody released it.
    private static Contents personal(TokenRecord record) {
        var upload = record.upload();
        return upload != null && upload.closed()
                ? upload.received()
                        .find(Part.PERSONAL)
                        .map(bytes -> record.contents().with(Part.PERSONAL, bytes))
                        .orElse(record.contents())
                : record.contents();
    }
}
