// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// Why a device is listed or found: the closed set of words that entries, findings and decisions
/// use. Their text is the name in kebab case. What each answers and what lifts it is policy.
public enum Reason {
    /// Nothing speaks against the device; no entry carries it.
    NONE,
    LOST,
    STOLEN,
    FRAUD,
    /// One IMEI in several devices.
    DUPLICATED,
    /// As an entry: disputed. As a finding: another subscriber's phone has proven this IMEI.
    CONTESTED,
    NON_PAYMENT,
    REGULATORY,
    FAULTY,
    UNSPECIFIED,
    /// A whole model is listed.
    TAC_BARRED,
    /// The TAC is in no loaded table of allocations.
    UNALLOCATED_TAC,
    /// In restrictive mode: on no white list.
    UNREGISTERED,
    /// All zeros.
    NONSENSE_IMEI,
    /// A TAC of test equipment.
    TEST_RANGE,
    /// The subscriber's phone has proven another IMEI than it now claims, or proves nothing where
    /// it should; a proof is awaited.
    PROOF_CONFLICT,
    /// The subscriber's phone claims what it was shown not to be, or the proof awaited did not
    /// come.
    PROOF_REFUTED,
    /// The subscriber lies in a screened range.
    SCREENED_IMSI;

    private final String text = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /// The kebab-case word.
    public String text() {
        return text;
    }

    /// The reason of a word from a file or a command.
    public static Optional<Reason> ifValid(String text) {
        return Arrays.stream(values()).filter(reason -> reason.text.equals(text)).findFirst();
    }

    /// Whether an entry of a list may carry it; the others are only found.
    public boolean isListable() {
        return switch (this) {
            case LOST, STOLEN, FRAUD, DUPLICATED, CONTESTED, NON_PAYMENT -> true;
            case REGULATORY, FAULTY, UNSPECIFIED, TAC_BARRED, SCREENED_IMSI -> true;
            case NONE, UNALLOCATED_TAC, UNREGISTERED, NONSENSE_IMEI -> false;
            case TEST_RANGE, PROOF_CONFLICT, PROOF_REFUTED -> false;
        };
    }
}
