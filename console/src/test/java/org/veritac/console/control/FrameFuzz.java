// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.console.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

import java.io.ByteArrayInputStream;
import java.io.IOException;

final class FrameFuzz {
    /// Reading anything ends, and what is read is written as the same frame.
    @FuzzTest
    void readsAnything(byte[] octets) throws IOException {
        var in = new ByteArrayInputStream(octets);
        while (true) {
            switch (Frame.read(in)) {
                case Frame.Gone _, Frame.Garbled _ -> {
                    return;
                }
                case Frame.Out _, Frame.Err _, Frame.End _ -> {}
                case Frame.Ask ask -> again(ask);
                case Frame.Cancel cancel -> again(cancel);
                case Frame.Step step -> again(step);
            }
        }
    }

    private static void again(Frame frame) throws IOException {
        // Foreign octets that are no UTF-8 become longer when they are written again.
        if (!frame.toString().contains("\uFFFD")) {
            assertThat(Frame.read(new ByteArrayInputStream(frame.encoded()))).isEqualTo(frame);
        }
    }
}
