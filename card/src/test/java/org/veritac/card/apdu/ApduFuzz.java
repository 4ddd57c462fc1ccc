// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.apdu;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

/// Whatever bytes come: what is read as an APDU is those bytes.
class ApduFuzz {
    @FuzzTest(maxDuration = "1m")
    void readsAnyBytes(byte[] bytes) {
        if (CommandApdu.read(bytes) instanceof CommandApdu.Reading.Whole(var command)) {
            assertThat(command.bytes()).isEqualTo(bytes);
            Chaining.split(command, 255).forEach(new Chaining.Joining()::on);
        }
        if (ResponseApdu.read(bytes) instanceof ResponseApdu.Reading.Whole(var response)) {
            assertThat(response.bytes()).isEqualTo(bytes);
        }
    }
}
