// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.gsup;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

import org.veritac.register.Decision;
import org.veritac.register.Reason;
import org.veritac.register.Verdict;

import java.net.InetAddress;

/// Whatever bytes come: each frame has at most one answer, and each answer can be framed and read.
class FrameFuzz {
    @FuzzTest(maxDuration = "1m")
    void answersAnyBytes(byte[] bytes) {
        var session =
                new Session(
                        check -> new Decision(Verdict.WHITE, Reason.NONE, null, 0, 0),
                        asker -> "",
                        new Tally(),
                        InetAddress.getLoopbackAddress());
        int at = 0;
        while (Frame.read(bytes, at, bytes.length) instanceof Frame.Reading.Whole whole) {
            assertThat(whole.bytesUsed()).isBetween(3, bytes.length - at);
            var step = session.on(whole.frame());
            assertThat(step.send()).hasSizeLessThanOrEqualTo(1);
            for (Frame answer : step.send()) {
                byte[] written = answer.write();
                assertThat(Frame.read(written, 0, written.length))
                        .isInstanceOf(Frame.Reading.Whole.class);
            }
            at += whole.bytesUsed();
        }
    }
}
