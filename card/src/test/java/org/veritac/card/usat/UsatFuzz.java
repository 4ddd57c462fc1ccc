// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.usat;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

/// Whatever comes over the interface, it is read or has a flaw; what is read is read again the
/// same.
class UsatFuzz {
    @FuzzTest(maxDuration = "1m")
    void readsAnything(byte[] data) {
        readAgain(data);
    }

    static void readAgain(byte[] data) {
        if (ProactiveMessage.read(data)
                instanceof UsatRead.Whole<ProactiveMessage>(ProactiveMessage message)) {
            assertThat(ProactiveMessage.read(message.write()))
                    .isEqualTo(new UsatRead.Whole<>(message));
        }
        if (TerminalResponse.read(data)
                instanceof UsatRead.Whole<TerminalResponse>(TerminalResponse response)) {
            assertThat(TerminalResponse.read(response.write()))
                    .isEqualTo(new UsatRead.Whole<>(response));
        }
        if (Envelope.read(data) instanceof UsatRead.Whole<Envelope>(Envelope envelope)) {
            assertThat(Envelope.read(envelope.write())).isEqualTo(new UsatRead.Whole<>(envelope));
        }
    }
}
