// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.handset.modem;

import org.veritac.handset.air.Frame;
import org.veritac.handset.air.FrameType;
import org.veritac.handset.air.RadioLink;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// A network in memory: a function from what a phone sends to what it gets.
final class LabCell implements RadioLink {
    private final Function<Frame, List<Frame>> network;
    final Deque<Frame> downlink = new ArrayDeque<>();
    final List<Frame> uplink = new ArrayList<>();
    boolean closed;

    LabCell(Function<Frame, List<Frame>> network) {
        this.network = network;
    }

    @Override
    public void send(byte[] frame) {
        Frame read = Frame.read(frame).orElseThrow();
        uplink.add(read);
        downlink.addAll(network.apply(read));
    }

    @Override
    public Optional<byte[]> receive(Duration patience) {
        return Optional.ofNullable(downlink.pollFirst()).map(Frame::write);
    }

    @Override
    public void close() {
        closed = true;
    }

    List<FrameType> sent() {
        return uplink.stream().map(Frame::type).toList();
    }
}
