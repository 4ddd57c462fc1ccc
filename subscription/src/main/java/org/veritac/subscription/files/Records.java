// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.files;

import org.veritac.subscription.files.Condition.Operation;
import org.veritac.subscription.files.Session.Target;

import java.io.IOException;
import java.math.BigInteger;
import java.util.Arrays;

/// READ RECORD, UPDATE RECORD and INCREASE (TS 102 221, clauses 11.1.5, 11.1.6 and 11.1.8).
final class Records {
    private static final int MODE_MASK = 0x07;
    private static final int NEXT = 2;
    private static final int PREVIOUS = 3;
    private static final int ABSOLUTE = 4;

    private final Session session;

    Records(Session session) {
        this.session = session;
    }

    /// The records of a file.
    ///
    /// @param inRing whether the last is followed by the first
    record Shape(int length, int count, boolean inRing) {}

    /// No records at all.
    private static final Shape NONE = new Shape(0, 0, false);

    static Shape shape(Target target) {
        return switch (target.structure()) {
            case Structure.LinearFixed(int length, int count) -> new Shape(length, count, false);
            case Structure.Cyclic(int length, int count) -> new Shape(length, count, true);
            case Structure.Transparent _, Structure.BerTlv _ -> NONE;
        };
    }

    Reply read(Command command) throws IOException {
        return session.with(command.recordSfi(), Operation.READ, target -> read(command, target));
    }

    private Reply read(Command command, Target target) {
        Shape shape = shape(target);
        int number = number(command, shape);
        if (shape.count() == 0) {
            return Reply.refused(Status.WRONG_STRUCTURE);
        }
        if (number == 0) {
            return Reply.refused(notFound(command));
        }
        if (command.wanted(shape.length()) != shape.length()) {
            return command.wrongLength(shape.length());
        }
        point(command, number);
        return Reply.done(target.content().part((number - 1) * shape.length(), shape.length()));
    }

    private static Status notFound(Command command) {
        return switch (command.p2() & MODE_MASK) {
            case NEXT, PREVIOUS, ABSOLUTE -> Status.RECORD_NOT_FOUND;
            default -> Status.WRONG_PARAMETERS;
        };
    }

    /// The record that is meant, 0 for none.
    private int number(Command command, Shape shape) {
        int pointer = session.record();
        return switch (command.p2() & MODE_MASK) {
            case NEXT -> pointer < shape.count() ? pointer + 1 : shape.inRing() ? 1 : 0;
            case PREVIOUS ->
                    pointer > 1 ? pointer - 1 : pointer == 0 || shape.inRing() ? shape.count() : 0;
            case ABSOLUTE -> {
                int number = command.p1() == 0 ? pointer : command.p1();
                yield number <= shape.count() ? number : 0;
            }
            default -> 0;
        };
    }

    private void point(Command command, int number) {
        if ((command.p2() & MODE_MASK) != ABSOLUTE) {
            session.pointTo(number);
        }
    }

    Reply update(Command command) throws IOException {
        return session.with(
                command.recordSfi(), Operation.UPDATE, target -> update(command, target));
    }

    private Reply update(Command command, Target target) throws IOException {
        Shape shape = shape(target);
        if (shape.count() == 0) {
            return Reply.refused(Status.WRONG_STRUCTURE);
        }
        if (command.data().length != shape.length()) {
            return Reply.refused(Status.WRONG_LENGTH);
        }
        if (shape.inRing()) {
            return (command.p2() & MODE_MASK) == PREVIOUS && command.p1() == 0
                    ? put(target, command.data())
                    : Reply.refused(Status.WRONG_PARAMETERS);
        }
        int number = number(command, shape);
        if (number == 0) {
            return Reply.refused(notFound(command));
        }
        Content changed = target.content().with((number - 1) * shape.length(), command.data());
        session.change(new Change.OfFile(target.owner(), changed));
        point(command, number);
        return Reply.DONE;
    }

    /// Writes over the oldest record of a ring, which becomes the first.
    private Reply put(Target target, byte[] record) throws IOException {
        byte[] all = target.content().bytes();
        byte[] turned = Arrays.copyOf(record, all.length);
        System.arraycopy(all, 0, turned, record.length, all.length - record.length);
        session.change(new Change.OfFile(target.owner(), Content.of(turned)));
        session.pointTo(1);
        return Reply.DONE;
    }

    Reply increase(Command command) throws IOException {
        return session.with(
                command.binarySfi(), Operation.INCREASE, target -> increase(command, target));
    }

    private Reply increase(Command command, Target target) throws IOException {
        Shape shape = shape(target);
        byte[] data = command.data();
        if (!shape.inRing()) {
            return Reply.refused(Status.WRONG_STRUCTURE);
        }
        if (data.length == 0 || data.length > shape.length()) {
            return Reply.refused(Status.WRONG_LENGTH);
        }
        var before = new BigInteger(1, target.content().part(0, shape.length()));
        BigInteger sum = before.add(new BigInteger(1, data));
        if (sum.bitLength() > Byte.SIZE * shape.length()) {
            return Reply.refused(Status.MAX_REACHED);
        }
        byte[] record = bytes(sum, shape.length());
        put(target, record);
        byte[] answer = Arrays.copyOf(record, record.length + data.length);
        System.arraycopy(data, 0, answer, record.length, data.length);
        return Reply.done(answer);
    }

    private static byte[] bytes(BigInteger number, int length) {
        byte[] all = number.toByteArray();
        byte[] bytes = new byte[length];
        int count = Math.min(length, all.length);
        System.arraycopy(all, all.length - count, bytes, length - count, count);
        return bytes;
    }
}
