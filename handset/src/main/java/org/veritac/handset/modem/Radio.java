// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.handset.modem;

import org.jspecify.annotations.Nullable;
import org.veritac.handset.air.Element;
import org.veritac.handset.air.Frame;
import org.veritac.handset.air.FrameType;
import org.veritac.handset.air.RadioLink;
import org.veritac.handset.terminal.ShortMessages;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;

/// The connection of one slot to the network. Short messages that arrive while something else is
/// waited for are kept for later.
public final class Radio implements ShortMessages, Closeable {
    /// How many frames are kept for later; a network that sends more is left.
    public static final int DEFERRED_MAX = 64;

    private final Antenna antenna;
    private final Duration patience;
    private final Deque<Frame> deferred = new ArrayDeque<>();
    private @Nullable RadioLink link;
    private int reference;
    private boolean attached;

    /// @param patience how long an answer of the network is waited for
    public Radio(Antenna antenna, Duration patience) {
        this.antenna = antenna;
        this.patience = patience;
    }

    /// Connects anew.
    void open() throws IOException {
        close();
        link = antenna.open();
    }

    boolean isOpen() {
        return link != null;
    }

    /// Says whether the network serves the phone: only then it takes short messages.
    void attached(boolean served) {
        attached = served;
    }

    void send(Frame frame) throws IOException {
        connected().send(frame.write());
    }

    /// Waits for one of these, or for the end of the service.
    ///
    /// @throws IOException when none comes in time, or the network sends what is no frame
    Frame await(Set<FrameType> wanted) throws IOException {
        while (true) {
            Frame frame =
                    received(patience)
                            .orElseThrow(() -> new IOException("the network does not answer"));
            if (wanted.contains(frame.type()) || frame.type() == FrameType.DETACH_REQUEST) {
                return frame;
            }
            if (deferred.size() == DEFERRED_MAX) {
                throw new IOException("the network sends too much that was not asked for");
            }
            deferred.addLast(frame);
        }
    }

    /// The next frame, first of those that were kept.
    Optional<Frame> next(Duration wait) throws IOException {
        Frame kept = deferred.pollFirst();
        return kept != null ? Optional.of(kept) : received(wait);
    }

    private Optional<Frame> received(Duration wait) throws IOException {
        Optional<byte[]> octets = connected().receive(wait);
        if (octets.isEmpty()) {
            return Optional.empty();
        }
        Optional<Frame> frame = Frame.read(octets.get());
        if (frame.isEmpty() || !frame.get().type().isDownlink()) {
            throw new IOException("the network sends what is no frame");
        }
        return frame;
    }

    @Override
    public boolean submit(byte[] unit) throws IOException {
        if (link == null || !attached) {
            return false;
        }
        byte[] number = {(byte) ++reference};
        send(
                Frame.of(FrameType.SMS_SUBMIT)
                        .with(Element.REFERENCE, number)
                        .with(Element.TPDU, unit));
        Frame answer = await(Set.of(FrameType.SMS_SUBMITTED));
        if (answer.type() == FrameType.DETACH_REQUEST) {
            deferred.addFirst(answer);
            return false;
        }
        return answer.element(Element.CAUSE).isEmpty();
    }

    private RadioLink connected() throws IOException {
        RadioLink open = link;
        if (open == null) {
            throw new IOException("not connected to a network");
        }
        return open;
    }

    /// Leaves the network without a word.
    @Override
    public void close() throws IOException {
        RadioLink open = link;
        link = null;
        attached = false;
        deferred.clear();
        if (open != null) {
            open.close();
        }
    }
}
