// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.ota;

import org.veritac.card.report.Report;

import java.util.concurrent.CompletionStage;

/// Who judges reports: the way to the register.
@FunctionalInterface
public interface Reports {
    /// Takes an authentic report, and says what the card is to be told. Where that fails or takes
    /// too long, the card is told nothing and will report again: no answer is better than a wrong
    /// one.
    ///
    /// @param subscriber whose keys verified it
    CompletionStage<Answer> take(Report report, Subscriber subscriber);
}
