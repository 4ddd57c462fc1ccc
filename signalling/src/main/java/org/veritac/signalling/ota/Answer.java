// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.ota;

import org.jspecify.annotations.Nullable;
import org.veritac.card.ota.Counter;
import org.veritac.card.report.Instruction;

import java.util.ArrayList;
import java.util.List;

/// What a card is told about its report.
///
/// @param listed whether the proven phone is in the list
/// @param block that it is to be blocked; null when not
/// @param stopKeys whether the card makes no keys any more, in whatever phone
public record Answer(boolean listed, @Nullable Blocking block, boolean stopKeys) {
    /// Nothing is wrong.
    public static final Answer CLEAN = new Answer(false, null, false);

    /// Why, for the card and for its user.
    ///
    /// @param reason 0 to 255
    /// @param text at most 64 plain characters, see [Instruction.Block]
    public record Blocking(int reason, String text) {
        public Blocking {
            // The same conditions, known before the report is.
            var _ = new Instruction.Block(null, reason, text);
        }
    }

    /// As instructions that quote the counter of the report.
    ///
    /// @param report null for a polled report, which has none and is answered by having come; then
    ///   there may be nothing to say
    List<Instruction> to(@Nullable Counter report) {
        var instructions = new ArrayList<Instruction>();
        if (report != null) {
            instructions.add(new Instruction.Answer(report, listed));
        }
        if (block != null) {
            instructions.add(new Instruction.Block(report, block.reason(), block.text()));
        }
        if (stopKeys) {
            instructions.add(new Instruction.StopKeys());
        }
        return instructions;
    }
}
