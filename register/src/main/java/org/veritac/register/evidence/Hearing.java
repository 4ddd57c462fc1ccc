// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.evidence;

import org.jspecify.annotations.Nullable;
import org.veritac.identity.Imei;
import org.veritac.register.Change;
import org.veritac.register.Decision;
import org.veritac.register.EquipmentCheck;
import org.veritac.register.Evidence;
import org.veritac.register.Verdict;
import org.veritac.register.policy.Proving;
import org.veritac.register.store.Register;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;

/// Takes testimonies down and says what follows from each: the comparison with the black list that
/// the operator owes the phone.
public final class Hearing {
    /// The end of the wait when only a proof ends it.
    private static final Instant FOR_GOOD = Instant.parse("9999-12-31T23:59:59Z");

    private final Register register;
    private final Clock clock;

    public Hearing(Register register, Clock clock) {
        this.register = register;
        this.clock = clock;
    }

    /// What follows from a testimony.
    ///
    /// @param decision what the register says of the proven IMEI with this subscriber, or of the
    ///   claimed one when none is proven; null when there is neither
    public record Ruling(@Nullable Decision decision) {
        /// Whether the device is in the list, so that the phone is to be blocked.
        public boolean isListed() {
            Decision found = decision;
            return found != null && found.verdict() == Verdict.BLACK;
        }
    }

    /// Takes one testimony down; when it returns, the next check is answered by it.
    ///
    /// @param who the caller's name, for the journal
    /// @throws IOException when it could not be written down; then it may be heard again
    public Ruling hear(Testimony testimony, String who) throws IOException {
        Instant now = clock.instant();
        Imei proven = testimony.proven();
        Imei claimed = testimony.claimed();
        if (proven != null) {
            prove(testimony, proven, now, who);
        }
        Change.Doubt doubt = doubt(testimony, now);
        if (doubt != null) {
            register.apply(doubt, who);
        }
        Imei subject = proven != null ? proven : claimed;
        return new Ruling(
                subject == null
                        ? null
                        : register.decide(EquipmentCheck.of(subject, testimony.imsi())));
    }

    private void prove(Testimony testimony, Imei proven, Instant now, String who)
            throws IOException {
        var evidence =
                new Evidence(
                        testimony.imsi(),
                        proven,
                        testimony.method(),
                        now,
                        now.plus(register.policy().proving().valid()),
                        testimony.certificate());
        register.apply(new Change.Prove(evidence), who);
    }

    /// The doubt that a claim deserves; null for none.
    private Change.@Nullable Doubt doubt(Testimony testimony, Instant now) throws IOException {
        Imei claimed = testimony.claimed();
        if (claimed == null) {
            return null;
        }
        Proving policy = register.policy().proving();
        var refused = new Change.Doubt(testimony.imsi(), claimed, null);
        return switch (testimony.absence()) {
            case NONE -> testimony.isContradictory() ? refused : null;
            case DOWNGRADE, FALSE_VAULT -> refused;
            case BROKEN_OFF ->
                    new Change.Doubt(testimony.imsi(), claimed, now.plus(policy.window()));
            case NO_VAULT ->
                    policy.vaultModels().contains(claimed.tac())
                            ? refused
                            : switch (policy.withoutVault()) {
                                case WHITE -> null;
                                case GREY, UNKNOWN ->
                                        new Change.Doubt(testimony.imsi(), claimed, FOR_GOOD);
                                case BLACK -> refused;
                            };
        };
    }
}
