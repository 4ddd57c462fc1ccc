// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.ota;

import java.util.Arrays;

/// A response packet in clear: the proof of receipt, PoR (TS 102 225, clause 5.2). It has the
/// application and the counter of the command it answers.
public final class ResponsePacket {
    private final Tar tar;
    private final Counter counter;
    private final Status status;
    private final byte[] data;

    /// @param data copied; 0 to [PacketCodec#DATA_BYTES_MAX] bytes
    public ResponsePacket(Tar tar, Counter counter, Status status, byte[] data) {
        if (data.length > PacketCodec.DATA_BYTES_MAX) {
            throw new IllegalArgumentException("too long for one packet: " + data.length);
        }
        this.tar = tar;
        this.counter = counter;
        this.status = status;
        this.data = data.clone();
    }

    public Tar tar() {
        return tar;
    }

    public Counter counter() {
        return counter;
    }

    public Status status() {
        return status;
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
        return other instanceof ResponsePacket that
                && tar.equals(that.tar)
                && counter.equals(that.counter)
                && status == that.status
                && Arrays.equals(data, that.data);
    }

    @Override
    public int hashCode() {
        return 31 * counter.hashCode() + Arrays.hashCode(data);
    }

    /// Without the data, which may name subscribers.
    @Override
    public String toString() {
        return "response " + status + " to " + counter.value();
    }
}
