// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.intake;

import java.io.Serial;
import java.util.List;

/// Carries a refusal from where it is found up to [Intake], which makes it a value.
final class Refused extends Exception {
    @Serial private static final long serialVersionUID = 1L;

    private final transient Refusal refusal;

    Refused(Refusal refusal) {
        super(refusal.text(), null, false, false);
        this.refusal = refusal;
    }

    static Refused of(Check check, String figure, String limit) {
        return new Refused(Refusal.of(check, figure, limit));
    }

    static Refused at(Check check, String limit, Offence offence) {
        return new Refused(new Refusal(check, "a line that is not", limit, List.of(offence)));
    }

    Refusal refusal() {
        return refusal;
    }
}
