// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.diameter;

import com.code_intelligence.jazzer.junit.FuzzTest;

import java.util.Arrays;

/// Any octets, through the decoder and into an answer.
final class DecoderFuzz {
    @FuzzTest(maxDuration = "20s")
    void anyOctetsAreMessageOrRefusal(byte[] input) {
        byte[] octets = Arrays.copyOf(input, Math.max(Header.LENGTH, input.length));
        var answers = new Answers(Nodes.IDENTITY);
        var out = new Writer();
        switch (new Decoder(Echo.DICTIONARY).decode(octets, 0, octets.length)) {
            case Decoded.Whole(Message message) ->
                    answers.write(out, message, Answer.success(_ -> {}), true);
            case Decoded.Refused(Refusal refusal) -> answers.write(out, refusal, true);
        }
        if (out.size() % 4 != 0) {
            throw new AssertionError("an answer that is no multiple of four octets");
        }
    }
}
