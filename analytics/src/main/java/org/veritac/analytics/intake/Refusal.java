// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.intake;

import java.util.List;

/// Why a file was not taken.
///
/// @param check what it did not pass
/// @param figure what was found
/// @param limit what is asked
/// @param offences the first lines that offend, at most [#OFFENCES_MAX]; none when no line does
public record Refusal(Check check, String figure, String limit, List<Offence> offences) {
    /// How many lines are named.
    public static final int OFFENCES_MAX = 10;

    public Refusal {
        offences = List.copyOf(offences.subList(0, Math.min(offences.size(), OFFENCES_MAX)));
    }

    static Refusal of(Check check, String figure, String limit) {
        return new Refusal(check, figure, limit, List.of());
    }

    /// All of it in one line.
    public String text() {
        StringBuilder text = new StringBuilder(check.text());
        text.append(": ").append(figure).append(", asked is ").append(limit);
        for (Offence offence : offences) {
            text.append("; line ").append(offence.line()).append(": ").append(offence.what());
        }
        return text.toString();
    }
}
