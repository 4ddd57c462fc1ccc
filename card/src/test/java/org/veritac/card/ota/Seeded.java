// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.ota;

import org.veritac.card.Secret;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;

/// Random keys, packets and messages, the same for the same seed.
final class Seeded {
    private static final int[] INTEGRITY_BITS = {0b00, 0b10};
    private final Random random;

    Seeded(long seed) {
        random = new Random(seed);
    }

    static LongStream seeds() {
        return LongStream.range(0, 50);
    }

    int between(int min, int max) {
        return random.nextInt(min, max + 1);
    }

    byte[] octets(int count) {
        byte[] octets = new byte[count];
        random.nextBytes(octets);
        return octets;
    }

    Key key(Algorithm algorithm) {
        int bytes =
                switch (algorithm) {
                    case AES -> 8 * between(2, 4);
                    case TRIPLE_DES_TWO_KEYS -> 16;
                    case TRIPLE_DES_THREE_KEYS -> 24;
                };
        return new Key(algorithm, Secret.of(octets(bytes)));
    }

    Algorithm algorithm() {
        return pick(Algorithm.values());
    }

    KeySet keys() {
        return new KeySet(between(1, KeySet.VERSION_MAX), key(algorithm()), key(algorithm()));
    }

    private <T> T pick(T[] from) {
        return from[between(0, from.length - 1)];
    }

    Spi spi() {
        int first = INTEGRITY_BITS[between(0, 1)] | between(0, 7) << 2;
        int second = between(0, 2) | INTEGRITY_BITS[between(0, 1)] << 2 | between(0, 3) << 4;
        return Spi.of(first << 8 | second);
    }

    Counter counter() {
        return new Counter(random.nextLong(Counter.MAX.value() + 1));
    }

    CommandPacket command() {
        return new CommandPacket(
                spi(), new Tar(between(0, 0xFFFFFF)), counter(), octets(between(0, 300)));
    }

    ResponsePacket responseTo(CommandPacket command) {
        Status status = pick(Status.values());
        return new ResponsePacket(
                command.tar(), command.counter(), status, octets(between(0, 300)));
    }

    SmsAddress address() {
        var digits = new StringBuilder();
        for (int i = between(0, SmsAddress.SEMI_OCTETS_MAX); i > 0; i--) {
            digits.append("0123456789abcde".charAt(between(0, 14)));
        }
        return new SmsAddress(between(0x80, 0xFF), digits.toString());
    }

    SmsContent content() {
        List<InformationElement> header = new ArrayList<>();
        for (int i = between(0, 3); i > 0; i--) {
            header.add(new InformationElement(between(0, 255), octets(between(0, 20))));
        }
        return new SmsContent(header, octets(between(0, 70)));
    }

    SmsDeliver deliver() {
        return new SmsDeliver(
                between(0, 1) == 0,
                address(),
                between(0, 255),
                SmsDeliver.DCS_CLASS_2,
                new ServiceCentreTime(random.nextLong(1L << 56)),
                content());
    }

    SmsSubmit submit() {
        return new SmsSubmit(
                between(0, 255), address(), between(0, 255), SmsDeliver.DCS_CLASS_2, content());
    }

    /// The same octets with one bit, one octet or the end of them changed.
    byte[] spoiled(byte[] octets) {
        byte[] spoiled = octets.clone();
        switch (between(0, 3)) {
            case 0 -> spoiled[between(0, spoiled.length - 1)] ^= (byte) (1 << between(0, 7));
            case 1 -> spoiled[between(0, spoiled.length - 1)] += (byte) between(1, 255);
            case 2 -> spoiled = Arrays.copyOf(spoiled, between(0, spoiled.length - 1));
            default -> spoiled = Arrays.copyOf(spoiled, spoiled.length + between(1, 20));
        }
        return spoiled;
    }
}
