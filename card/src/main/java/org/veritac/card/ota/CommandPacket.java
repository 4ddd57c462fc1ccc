// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.ota;

import java.util.Arrays;

/// A command packet in clear (TS 102 225, clause 5.1).
public final class CommandPacket {
    private final Spi spi;
    private final Tar tar;
    private final Counter counter;
    private final byte[] data;

    /// @param data copied; 0 to [PacketCodec#DATA_BYTES_MAX] bytes
    public CommandPacket(Spi spi, Tar tar, Counter counter, byte[] data) {
        if (data.length > PacketCodec.DATA_BYTES_MAX) {
            throw new IllegalArgumentException("too long for one packet: " + data.length);
        }
        this.spi = spi;
        this.tar = tar;
        this.counter = counter;
        this.data = data.clone();
    }

    public Spi spi() {
        return spi;
    }

    public Tar tar() {
        return tar;
    }

    public Counter counter() {
        return counter;
    }

    /// A copy of the data.
    public byte[] data() {
        return data.clone();
    }

    /// The data itself, for those who only read.
    byte[] dataShared() {
        return data;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CommandPacket that
                && spi.equals(that.spi)
                && tar.equals(that.tar)
                && counter.equals(that.counter)
                && Arrays.equals(data, that.data);
    }

    @Override
    public int hashCode() {
        return 31 * counter.hashCode() + Arrays.hashCode(data);
    }

    /// Without the data, which may name subscribers.
    @Override
    public String toString() {
        return "command " + counter.value() + " of " + data.length + " bytes";
    }
}
