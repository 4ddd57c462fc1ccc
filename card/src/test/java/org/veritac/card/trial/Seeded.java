// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.trial;

import org.veritac.card.apdu.CommandApdu;
import org.veritac.card.tlv.Tlv;
import org.veritac.card.tlv.TlvList;

import java.util.ArrayList;
import java.util.Random;
import java.util.stream.LongStream;

/// Random values and random nonsense, the same for the same seed.
public final class Seeded {
    private static final int[] PRIMITIVE = {0x42, 0x53, 0x80, 0x81, 0x93, 0x5F20, 0xDF21, 0x9F8101};
    private static final int[] CONSTRUCTED = {0x6F, 0xA0, 0x7F21, 0xBF21, 0xBF8101};

    private final Random random;

    public Seeded(long seed) {
        random = new Random(seed);
    }

    /// The seeds that property tests run with; a failing test's display name shows its seed.
    public static LongStream seeds() {
        return LongStream.range(0, 50);
    }

    public int between(int min, int max) {
        return random.nextInt(min, max + 1);
    }

    public byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    public CommandApdu command() {
        int dataMax = between(0, 2) == 0 ? 3000 : 300;
        var command =
                CommandApdu.of(between(0, 255), between(0, 255), between(0, 255), between(0, 255))
                        .with(bytes(between(0, 3) == 0 ? 0 : between(0, dataMax)))
                        .expecting(between(0, 2) == 0 ? 0 : between(0, 65_536) >> between(0, 9));
        return between(0, 3) == 0 ? command.extended() : command;
    }

    public TlvList tlvs(int depth) {
        var items = new ArrayList<Tlv>();
        for (int i = between(0, 4); i > 0; i--) {
            items.add(
                    depth > 1 && between(0, 2) == 0
                            ? Tlv.of(CONSTRUCTED[between(0, 4)], tlvs(depth - 1))
                            : Tlv.of(
                                    PRIMITIVE[between(0, 7)],
                                    bytes(between(0, 400) >> between(0, 8))));
        }
        return TlvList.of(items);
    }

    /// Bytes with one change: a bit flipped, a byte left out or put in, the end cut off.
    public byte[] spoiled(byte[] bytes) {
        var list = new ArrayList<Byte>();
        for (byte b : bytes) {
            list.add(b);
        }
        if (list.isEmpty()) {
            return bytes(between(1, 5));
        }
        int at = between(0, list.size() - 1);
        switch (between(0, 3)) {
            case 0 -> list.set(at, (byte) (list.get(at) ^ 1 << between(0, 7)));
            case 1 -> list.remove(at);
            case 2 -> list.add(at, (byte) between(0, 255));
            default -> list.subList(at, list.size()).clear();
        }
        byte[] spoiled = new byte[list.size()];
        for (int i = 0; i < spoiled.length; i++) {
            spoiled[i] = list.get(i);
        }
        return spoiled;
    }
}
