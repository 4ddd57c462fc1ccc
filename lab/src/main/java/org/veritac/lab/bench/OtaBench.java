// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.bench;

import org.veritac.card.Secret;
import org.veritac.card.ota.CommandPacket;
import org.veritac.card.ota.CommandRead;
import org.veritac.card.ota.Counter;
import org.veritac.card.ota.Key;
import org.veritac.card.ota.KeySet;
import org.veritac.card.ota.PacketCodec;
import org.veritac.card.ota.Spi;
import org.veritac.card.ota.Tar;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.function.LongFunction;
import java.util.function.LongUnaryOperator;

/// How many secured packets one thread protects, and how many it reads.
@Command(
        name = "ota",
        header = "Count the secured packets that one thread protects and reads.",
        description = {
            "Packets of TS 102 225 with counter, AES-CMAC and AES-CBC, keys of 128 bits, so many"
                    + " bytes of",
            "data. \"New keys\" takes other keys for each packet, as a gateway does that talks to"
                    + " many cards."
        },
        footer = {"", "Examples:", "  ./veritac bench ota", "  ./veritac bench ota --data 20"})
final class OtaBench implements Callable<Integer> {
    private static final int PACKETS = 200_000;
    private static final int KEY_BYTES = 16;

    /// Counter higher, cryptographic checksum, ciphered; proof of receipt with both (5.1.1).
    private static final Spi SPI = Spi.of(0x1639);

    private static final Tar TAR = Tar.VERITAC;

    @Option(names = "--data", description = "bytes of data (default: ${DEFAULT-VALUE})")
    private int data = 64;

    @Option(names = "--rounds", description = "rounds (default: ${DEFAULT-VALUE})")
    private int rounds = 7;

    private final SplittableRandom random = new SplittableRandom(42);

    @Override
    public Integer call() {
        Machine.say("%s", Machine.line());
        byte[] content = new byte[data];
        random.nextBytes(content);
        var kept = new PacketCodec(keys());
        LongFunction<CommandPacket> command =
                number -> new CommandPacket(SPI, TAR, new Counter(number), content);
        measure("protected", number -> kept.write(command.apply(number)).length);
        byte[] packet = kept.write(command.apply(1));
        measure("read", _ -> length(kept.read(packet)));
        measure(
                "protected, new keys",
                number -> new PacketCodec(keys()).write(command.apply(number)).length);
        return 0;
    }

    private static int length(CommandRead read) {
        return switch (read) {
            case CommandRead.Whole(CommandPacket whole) -> whole.data().length;
            case CommandRead.Malformed(var flaw) -> throw new AssertionError("own packet: " + flaw);
        };
    }

    private KeySet keys() {
        return new KeySet(1, key(), key());
    }

    private Key key() {
        byte[] bytes = new byte[KEY_BYTES];
        random.nextBytes(bytes);
        return Key.aes(Secret.taking(bytes));
    }

    private void measure(String what, LongUnaryOperator packet) {
        double[] rates = new double[rounds];
        long bytes = 0;
        for (int round = -1; round < rounds; round++) {
            long began = System.nanoTime();
            bytes = 0;
            for (long number = 1; number <= PACKETS; number++) {
                bytes += packet.applyAsLong(number);
            }
            double rate = PACKETS / ((System.nanoTime() - began) / 1e9);
            if (round >= 0) {
                rates[round] = rate;
            }
        }
        Machine.say(
                "%s: %,.0f packets a second on one thread (median of %d rounds of %,d; %d bytes"
                        + " each)",
                what, Machine.median(rates), rounds, PACKETS, bytes / PACKETS);
    }
}
