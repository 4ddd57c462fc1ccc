// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.ota;

import org.jspecify.annotations.Nullable;
import org.veritac.card.ota.Protection.Slice;

import java.util.Arrays;

/// Writes and reads secured packets under one key set (TS 102 225, clause 5; TS 31.115, clause 4),
/// from CPL or RPL on. Both sides use it: who sends commands reads responses, and the other way
/// round.
///
/// One thread at a time: it keeps its ciphers.
public final class PacketCodec {
    /// What fits behind a length of two octets, whatever the protection.
    public static final int DATA_BYTES_MAX = 0xFFFF - 37;

    public static final int PACKET_BYTES_MAX = 2 + 0xFFFF;

    /// The checksum of a response covers the user data header that announces it (TS 31.115, 4.3).
    private static final byte[] RESPONSE_PREFIX = {0x02, 0x71, 0x00};

    private static final int RESPONSE_HEADER = 6;
    private static final int RESPONSE_LENGTH_MIN = 10;

    private final KeySet keys;
    private final Protection protection;

    public PacketCodec(KeySet keys) {
        this.keys = keys;
        protection = new Protection(keys);
    }

    /// Where the protected part of a packet begins, how much of it stands before the checksum, and
    /// how it is protected.
    private record Shape(int start, int fixed, boolean checksum, boolean ciphered) {
        static Shape of(Spi spi) {
            return new Shape(CommandHeader.BYTES, 6, spi.hasChecksum(), spi.ciphered());
        }

        static Shape ofResponse(Spi spi) {
            return new Shape(
                    RESPONSE_PREFIX.length + RESPONSE_HEADER,
                    7,
                    spi.hasPorChecksum(),
                    spi.porCiphered());
        }

        int checksumAt() {
            return start + fixed;
        }

        int checksumBytes() {
            return checksum ? Protection.CHECKSUM_BYTES : 0;
        }

        int dataAt() {
            return checksumAt() + checksumBytes();
        }
    }

    /// Protects a command as its SPI says.
    ///
    /// @return the packet, from CPL on
    public byte[] write(CommandPacket command) {
        Spi spi = command.spi();
        Shape shape = Shape.of(spi);
        byte[] packet = layOut(shape, command.counter(), command.dataShared());
        putShort(packet, 0, packet.length - 2);
        packet[2] = (byte) (CommandHeader.LENGTH_MIN + shape.checksumBytes());
        putShort(packet, 3, spi.octets());
        packet[5] = (byte) keys.kicOctet();
        packet[6] = (byte) keys.kidOctet();
        command.tar().write(packet, 7);
        seal(packet, shape);
        return packet;
    }

    /// Protects a response as the SPI of its command says.
    ///
    /// @return the packet, from RPL on
    public byte[] write(ResponsePacket response, Spi spi) {
        Shape shape = Shape.ofResponse(spi);
        byte[] packet = layOut(shape, response.counter(), response.dataShared());
        int start = RESPONSE_PREFIX.length;
        System.arraycopy(RESPONSE_PREFIX, 0, packet, 0, start);
        putShort(packet, start, packet.length - start - 2);
        packet[start + 2] = (byte) (RESPONSE_LENGTH_MIN + shape.checksumBytes());
        response.tar().write(packet, start + 3);
        packet[shape.checksumAt() - 1] = (byte) response.status().code();
        seal(packet, shape);
        return Arrays.copyOfRange(packet, start, packet.length);
    }

    /// A packet with counter, padding counter and data, everything else zero.
    private byte[] layOut(Shape shape, Counter counter, byte[] data) {
        int end = shape.dataAt() + data.length;
        int block = keys.kic().algorithm().blockBytes;
        int padding = shape.ciphered ? (block - (end - shape.start) % block) % block : 0;
        byte[] packet = new byte[end + padding];
        counter.write(packet, shape.start);
        packet[shape.start + Counter.BYTES] = (byte) padding;
        System.arraycopy(data, 0, packet, shape.dataAt(), data.length);
        return packet;
    }

    private void seal(byte[] packet, Shape shape) {
        if (shape.checksum) {
            protection.checksum(
                    before(packet, shape), behind(packet, shape), packet, shape.checksumAt());
        }
        if (shape.ciphered) {
            protection.encipher(new Slice(packet, shape.start, packet.length));
        }
    }

    /// Reads a command from a stranger.
    ///
    /// @param packet from CPL on; left as it is
    public CommandRead read(byte[] packet) {
        return switch (CommandHeader.read(packet)) {
            case CommandHeader.Illegible(Flaw flaw) -> new CommandRead.Malformed(flaw);
            case CommandHeader.Legible header -> read(packet, header);
        };
    }

    CommandRead read(byte[] packet, CommandHeader.Legible header) {
        if (!keys.isMeantBy(header.spi(), header.kic(), header.kid())) {
            return new CommandRead.Malformed(Flaw.KEYS);
        }
        Shape shape = Shape.of(header.spi());
        byte[] clear = packet.clone();
        Flaw flaw = open(clear, shape);
        return flaw != null
                ? new CommandRead.Malformed(flaw)
                : new CommandRead.Whole(
                        new CommandPacket(
                                header.spi(),
                                header.tar(),
                                Counter.read(clear, shape.start),
                                content(clear, shape)));
    }

    /// Reads the response to a command from a stranger. Less protection than the command asked for
    /// is a flaw: it is how an uncertified status looks.
    ///
    /// @param packet from RPL on; left as it is
    public ResponseRead read(byte[] packet, CommandPacket command) {
        Shape shape = Shape.ofResponse(command.spi());
        int start = RESPONSE_PREFIX.length;
        if (packet.length > PACKET_BYTES_MAX || packet.length + start < shape.dataAt()) {
            return new ResponseRead.Malformed(Flaw.LENGTH);
        }
        byte[] clear = Arrays.copyOf(RESPONSE_PREFIX, start + packet.length);
        System.arraycopy(packet, 0, clear, start, packet.length);
        if (CommandHeader.shortAt(packet, 0) != packet.length - 2
                || packet[2] != RESPONSE_LENGTH_MIN + shape.checksumBytes()) {
            return new ResponseRead.Malformed(Flaw.HEADER_LENGTH);
        }
        Flaw flaw = open(clear, shape);
        return flaw != null ? new ResponseRead.Malformed(flaw) : response(clear, shape, command);
    }

    private static ResponseRead response(byte[] clear, Shape shape, CommandPacket command) {
        var status = Status.ofCode(clear[shape.checksumAt() - 1] & 0xFF);
        if (status.isEmpty()) {
            return new ResponseRead.Malformed(Flaw.STATUS);
        }
        Tar tar = Tar.read(clear, RESPONSE_PREFIX.length + 3);
        Counter counter = Counter.read(clear, shape.start);
        boolean counted = command.spi().counter() != CounterRule.NONE;
        if (!tar.equals(command.tar()) || (counted && !counter.equals(command.counter()))) {
            return new ResponseRead.Malformed(Flaw.COMMAND);
        }
        return new ResponseRead.Whole(
                new ResponsePacket(tar, counter, status.get(), content(clear, shape)));
    }

    /// Deciphers in place and checks; null when all is well.
    private @Nullable Flaw open(byte[] packet, Shape shape) {
        if (packet.length < shape.dataAt()) {
            return Flaw.LENGTH;
        }
        int block = keys.kic().algorithm().blockBytes;
        if (shape.ciphered && (packet.length - shape.start) % block != 0) {
            return Flaw.BLOCKS;
        }
        if (shape.ciphered) {
            protection.decipher(new Slice(packet, shape.start, packet.length));
        }
        if (shape.checksum
                && !protection.holds(
                        before(packet, shape), behind(packet, shape), packet, shape.checksumAt())) {
            return Flaw.CHECKSUM;
        }
        int paddingMax = Math.min(shape.ciphered ? block - 1 : 0, packet.length - shape.dataAt());
        return padding(packet, shape) > paddingMax ? Flaw.PADDING : null;
    }

    private static int padding(byte[] packet, Shape shape) {
        return packet[shape.start + Counter.BYTES] & 0xFF;
    }

    private static byte[] content(byte[] clear, Shape shape) {
        return Arrays.copyOfRange(clear, shape.dataAt(), clear.length - padding(clear, shape));
    }

    private static Slice before(byte[] packet, Shape shape) {
        return new Slice(packet, 0, shape.checksumAt());
    }

    private static Slice behind(byte[] packet, Shape shape) {
        return new Slice(packet, shape.dataAt(), packet.length);
    }

    private static void putShort(byte[] into, int offset, int value) {
        into[offset] = (byte) (value >> 8);
        into[offset + 1] = (byte) value;
    }
}
