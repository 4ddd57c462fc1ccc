// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.handset.connector;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.veritac.card.CardLink;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

final class VaultReaderTest {
    private static final Duration SHORT = Duration.ofMillis(20);
    private final VaultReader reader = new VaultReader(new Echo(), SHORT);

    @Test
    void answersOnlyTheSlotWhoseTurnItIs() throws IOException {
        assertThat(reader.transmit(1, new byte[4])).as("no power yet").isEmpty();
        reader.powerOn(1);
        assertThat(reader.transmit(1, new byte[4])).isPresent();
        assertThat(reader.transmit(2, new byte[4])).isEmpty();
        reader.powerOff(2);
        assertThat(reader.isOwnedBy(1)).as("another cannot end it").isTrue();
        reader.powerOff(1);
        assertThat(reader.transmit(1, new byte[4])).isEmpty();
    }

    @Test
    void anotherSlotWaitsForTheEndOfTheSession() throws Exception {
        var patient = new VaultReader(new Echo(), Duration.ofMinutes(1));
        patient.powerOn(1);
        var taken = new CountDownLatch(1);
        Thread other =
                Thread.ofVirtual()
                        .start(() -> {
                            try {
                                patient.powerOn(2);
                                taken.countDown();
                            } catch (IOException e) {
                                throw new AssertionError(e);
                            }
                        });
        assertThat(patient.isOwnedBy(2)).isFalse();
        patient.powerOff(1);
        taken.await();
        other.join();
        assertThat(patient.isOwnedBy(2)).isTrue();
    }

    @Test
    void whoHoldsItTooLongLosesIt() throws IOException {
        reader.powerOn(1);
        reader.powerOn(2);
        assertThat(reader.transmit(1, new byte[4])).isEmpty();
        assertThat(reader.transmit(2, new byte[4])).isPresent();
    }

    private static final class Echo implements CardLink {
        @Override
        public byte[] reset() {
            return new byte[] {0x3B, 0x00};
        }

        @Override
        public byte[] transmit(byte[] command) {
            return new byte[] {(byte) 0x90, 0x00};
        }

        @Override
        public void close() {}
    }
}
