// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.ota;

import java.util.Map;

/// What a [Gateway] does and has done since its start.
///
/// @param underWay instructions that await their proof of receipt
/// @param packets how many packets were sent, repetitions included
/// @param answered how many instructions the card answered
/// @param unanswered how many ended otherwise
/// @param reports how many authentic reports came
/// @param unjudged how many of them got no answer because nobody could judge them
/// @param refusals what came in and was not taken, by reason; a reason that is absent never was
public record GatewayCounts(
        int underWay,
        long packets,
        long answered,
        long unanswered,
        long reports,
        long unjudged,
        Map<Refusal, Long> refusals) {
    public GatewayCounts {
        refusals = Map.copyOf(refusals);
    }
}
