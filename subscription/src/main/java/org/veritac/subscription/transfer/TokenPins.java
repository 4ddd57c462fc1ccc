// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.transfer;

import java.util.List;

/// A token's PIN: each try is taken away before it is looked at, in a write of its own.
final class TokenPins {
    private TokenPins() {}

    static TokenStep verify(TokenState state, TokenTap tap, Octets pin) {
        var record = state.record();
        if (record.pin().isBlocked()) {
            return TokenStep.refused(state, Refusal.PIN_BLOCKED);
        }
        var tried = record.with(record.pin().tried());
        if (!record.pin().pin().equals(pin)) {
            return wrong(tap, tried, tried.pin().tries());
        }
        var good = record.with(record.pin().good());
        return new TokenStep(
                new TokenState(good, tap.shown(true)),
                new Answer.Fine(),
                TokenMachine.writes(tried, good));
    }

    static TokenStep unblock(TokenState state, TokenTap tap, Octets puk, Octets pin) {
        var record = state.record();
        if (record.pin().pukTries() == 0) {
            return TokenStep.refused(state, Refusal.PIN_BLOCKED);
        }
        var tried = record.with(record.pin().pukTried());
        if (!record.pin().puk().equals(puk)) {
            return wrong(tap, tried, tried.pin().pukTries());
        }
        var good = record.with(record.pin().with(pin));
        return new TokenStep(
                new TokenState(good, tap.shown(false)),
                new Answer.Fine(),
                TokenMachine.writes(tried, good));
    }

    static TokenStep change(TokenState state, TokenTap tap, Octets pin, Octets next) {
        var verified = verify(state, tap, pin);
        if (!(verified.answer() instanceof Answer.Fine)) {
            return verified;
        }
        var before = verified.state().record();
        var changed = before.with(before.pin().with(next));
        return new TokenStep(
                new TokenState(changed, tap.shown(true)),
                new Answer.Fine(),
                List.of(verified.writes().getFirst(), new TokenWrite(changed, null)));
    }

    private static TokenStep wrong(TokenTap tap, TokenRecord tried, int left) {
        return new TokenStep(
                new TokenState(tried, tap.shown(false)),
                new Answer.Refused(Refusal.WRONG_PIN, left),
                TokenMachine.writes(tried));
    }
}
