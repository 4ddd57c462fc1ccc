// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.gsup;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.veritac.register.Decider;
import org.veritac.register.EquipmentCheck;
import org.veritac.signalling.Asker;
import org.veritac.signalling.Operators;

import java.io.IOException;
import java.net.InetAddress;
import java.util.List;

/// One peer: frames in, frames out. Used by one thread.
final class Session {
    /// What to do after a frame.
    ///
    /// @param send the frames to send
    /// @param close whether the peer is not worth another frame
    record Step(List<Frame> send, boolean close) {
        static final Step NOTHING = new Step(List.of(), false);
        static final Step CLOSE = new Step(List.of(), true);

        static Step send(Frame frame) {
            return new Step(List.of(frame), false);
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(Session.class);

    private final Decider decider;
    private final Operators operators;
    private final Tally tally;
    private Asker asker;
    private boolean identified;

    Session(Decider decider, Operators operators, Tally tally, InetAddress address) {
        this.decider = decider;
        this.operators = operators;
        this.tally = tally;
        asker = new Asker(address, "", "", "");
    }

    /// Whether the peer has said who it is.
    boolean isIdentified() {
        return identified;
    }

    Step on(Frame frame) {
        return switch (frame.stream()) {
            case Frame.MANAGEMENT -> management(frame.payload());
            case Frame.OSMOCOM -> osmocom(frame.payload());
            // Other protocols share the framing; none of them is spoken here.
            default -> Step.NOTHING;
        };
    }

    private Step management(byte[] message) {
        if (message.length == 0) {
            return Step.NOTHING;
        }
        return switch (message[0]) {
            case Identity.PING -> Step.send(Identity.message(Identity.PONG));
            case Identity.RESPONSE -> identify(message);
            // Acknowledging an acknowledgement could go on for ever.
            default -> Step.NOTHING;
        };
    }

    /// The first name counts: who asks does not change within a connection.
    private Step identify(byte[] response) {
        return switch (Identity.read(response)) {
            case Identity.Reading.Named(var name) -> {
                if (!identified) {
                    asker = new Asker(asker.address(), "", name, "");
                    identified = true;
                }
                yield Step.send(Identity.message(Identity.ACKNOWLEDGED));
            }
            case Identity.Reading.Malformed() -> Step.CLOSE;
        };
    }

    private Step osmocom(byte[] message) {
        if (message.length == 0 || message[0] != Response.EXTENSION) {
            return Step.NOTHING;
        }
        return switch (Request.read(message, 1)) {
            case Request.Reading.Check check -> Step.send(decide(check));
            case Request.Reading.Refused(var type, var cause, var elements) ->
                    Step.send(error(type, cause, elements));
            case Request.Reading.Unasked() -> Step.NOTHING;
        };
    }

    private Frame decide(Request.Reading.Check request) {
        var device = request.device();
        try {
            var check =
                    new EquipmentCheck(
                            device.imei(), device.svn(), request.imsi(), null, operators.of(asker));
            boolean mayBeUsed =
                    switch (decider.decide(check).verdict()) {
                        case WHITE, GREY -> true;
                        case BLACK, UNKNOWN -> false;
                    };
            tally.count(mayBeUsed);
            return Response.result(mayBeUsed, request.elements());
        } catch (IOException e) {
            LOG.warn("the register cannot answer: {}", e.toString());
        } catch (RuntimeException e) {
            LOG.error("a request met a bug", e);
        }
        return error(Request.CHECK_IMEI, Cause.NETWORK_FAILURE, request.elements());
    }

    private Frame error(int type, Cause cause, List<Element> elements) {
        tally.countError();
        return Response.error(type, cause, elements);
    }
}
