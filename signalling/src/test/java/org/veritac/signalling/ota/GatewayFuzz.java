// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.ota;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

import org.junit.jupiter.api.io.TempDir;
import org.veritac.signalling.smpp.Address;
import org.veritac.signalling.smpp.ShortMessage;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/// Whatever the user data of a deliver_sm are, the gateway refuses them or waits for more, and
/// answers nothing.
class GatewayFuzz {
    @TempDir static Path folder = Path.of("");

    @FuzzTest(maxDuration = "30s")
    void userDataOfAStranger(byte[] data) throws IOException {
        try (var desk = new Desk(folder, Desk.QUICK)) {
            byte[] userData =
                    Arrays.copyOf(data, Math.min(data.length, ShortMessage.USER_DATA_MAX));
            desk.gateway.work(
                    new ShortMessage(
                            Address.of(Desk.ANNA.msisdn()),
                            Desk.NUMBER,
                            new ShortMessage.Format(true, 0x7F, 0xF6),
                            userData));

            assertThat(desk.judged).isEmpty();
            assertThat(desk.carried).isEmpty();
        }
    }
}
