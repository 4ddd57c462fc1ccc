// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.ota;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

/// Whatever comes as a message, it is read or has a flaw; whatever comes as parts, little is kept.
class SmsFuzz {
    private static final int PACKETS_MAX = 3;

    @FuzzTest(maxDuration = "1m")
    void readsAnyMessage(byte[] tpdu) {
        if (SmsDeliver.read(tpdu) instanceof TpduRead.Whole<SmsDeliver>(SmsDeliver message)) {
            assertThat(SmsDeliver.read(message.write())).isEqualTo(new TpduRead.Whole<>(message));
        }
        if (SmsSubmit.read(tpdu) instanceof TpduRead.Whole<SmsSubmit>(SmsSubmit message)) {
            assertThat(SmsSubmit.read(message.write())).isEqualTo(new TpduRead.Whole<>(message));
        }
    }

    @FuzzTest(maxDuration = "1m")
    void keepsLittleOfAnyParts(FuzzedDataProvider input) {
        var clock = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
        var reassembler = new Reassembler(clock, Duration.ofMinutes(1), PACKETS_MAX);
        while (input.remainingBytes() > 0) {
            if (SmsDeliver.read(input.consumeBytes(40))
                    instanceof TpduRead.Whole<SmsDeliver>(SmsDeliver message)) {
                reassembler.accept(message.from(), message.content());
            }
            assertThat(reassembler.underWay()).isLessThanOrEqualTo(PACKETS_MAX);
        }
    }
}
