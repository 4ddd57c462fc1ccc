// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.pcsc;

import org.veritac.card.CardLink;
import org.veritac.card.apdu.CommandApdu;
import org.veritac.card.apdu.ResponseApdu;
import org.veritac.card.apdu.StatusWord;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

/// A card that answers with the data of the command, filled up with zeros to what was expected.
final class EchoCard implements CardLink {
    static final byte[] ATR = {0x3B, (byte) 0x80, (byte) 0x80, 0x01, 0x01};

    private final AtomicInteger resets = new AtomicInteger();

    int resets() {
        return resets.get();
    }

    @Override
    public byte[] reset() {
        resets.incrementAndGet();
        return ATR.clone();
    }

    @Override
    public byte[] transmit(byte[] bytes) {
        return switch (CommandApdu.read(bytes)) {
            case CommandApdu.Reading.Whole(var command) -> answer(command);
            case CommandApdu.Reading.Malformed(_) ->
                    ResponseApdu.of(StatusWord.WRONG_LENGTH).bytes();
        };
    }

    private static byte[] answer(CommandApdu command) {
        byte[] data = command.data();
        int length =
                command.ins() == 0xB0
                        ? command.expected()
                        : Math.min(data.length, command.expected());
        return ResponseApdu.of(Arrays.copyOf(data, length), StatusWord.OK).bytes();
    }

    @Override
    public void close() {}
}
