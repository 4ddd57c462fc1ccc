// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.policy;

import org.veritac.identity.Tac;
import org.veritac.register.Verdict;

import java.time.Duration;
import java.util.Set;

/// What proofs are worth, and what becomes of phones that prove nothing.
///
/// @param window how long a proof is awaited after a check has claimed another IMEI than the one
///   proven last; 1 second to 1 day
/// @param valid how long a proof is good; 1 minute to 10 years
/// @param withoutVault what a phone is that reports by its UICC that it has no vault: white, grey
///   (until it proves something) or black
/// @param vaultModels models that are sold with a vault: one without it was tampered with
public record Proving(Duration window, Duration valid, Verdict withoutVault, Set<Tac> vaultModels) {

    public static final Duration WINDOW_MAX = Duration.ofDays(1);
    public static final Duration VALID_MIN = Duration.ofMinutes(1);
    public static final Duration VALID_MAX = Duration.ofDays(3653);

    public Proving {
        vaultModels = Set.copyOf(vaultModels);
    }
}
