// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

import org.veritac.card.apdu.CommandApdu;
import org.veritac.card.apdu.ResponseApdu;
import org.veritac.card.apdu.StatusWord;

import java.util.List;

/// Whatever bytes come: what is read as a request is written as it was; what is read as an answer,
/// binding, order, policy, manifest or receipt is read without harm.
class MessageFuzz {
    private static final int DATA_MAX = 60_000;

    @FuzzTest(maxDuration = "1m")
    void readsAnyRequest(byte[] bytes) {
        if (!(CommandApdu.read(bytes) instanceof CommandApdu.Reading.Whole(var command))) {
            return;
        }
        if (RequestReader.read(command) instanceof RequestReader.Reading.Whole(var request)) {
            var written = Requests.write(request);
            assertThat(written.data()).isEqualTo(command.data());
            assertThat(written.ins()).isEqualTo(command.ins());
        }
    }

    @FuzzTest(maxDuration = "1m")
    void readsAnyAnswer(byte[] bytes) {
        if (bytes.length > DATA_MAX) {
            return;
        }
        var none = Octets.NONE;
        var zeros = Octets.zeros(16);
        var response = ResponseApdu.of(bytes, StatusWord.OK);
        var asked =
                List.<Request>of(
                        new Request.Identify(none, none),
                        new Request.Status(zeros, 0, 0, 0, none, none),
                        new Request.Poll(),
                        new Request.Read(Part.KEYS, 0, 16),
                        new Request.Ready(1, none, none),
                        new Request.GiveBack(1, 1, new Manifest(List.of()), none),
                        new Request.Close(1, 1, none),
                        new Request.Released(1, 1, none, none),
                        new Request.ReadReceipt(0));
        for (Request request : asked) {
            Replies.read(request, response)
                    .ifPresent(answer -> assertThat(Replies.write(answer).data()).isEqualTo(bytes));
        }
        var octets = Octets.of(bytes);
        Binding.believed(octets, List.of());
        Order.believed(octets, List.of());
        SignedPolicy.read(octets)
                .ifPresent(policy -> assertThat(policy.octets()).isEqualTo(octets));
        Receipt.read(octets).ifPresent(receipt -> assertThat(receipt.octets()).isEqualTo(octets));
    }
}
