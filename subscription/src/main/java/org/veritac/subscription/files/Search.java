// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.files;

import org.veritac.subscription.files.Condition.Operation;
import org.veritac.subscription.files.Records.Shape;
import org.veritac.subscription.files.Session.Target;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;

/// SEARCH RECORD (TS 102 221, clause 11.1.7) and SEEK (TS 51.011, clause 9.2.7).
final class Search {
    private static final int MODE_MASK = 0x07;
    private static final int ENHANCED = 6;
    private static final int BACKWARD = 1;
    private static final int FROM_POINTER = 2;
    private static final int AFTER_VALUE = 8;
    private static final int SIMPLE_MODES_FROM = 4;
    private static final int SEEK_WITH_NUMBER = 0x10;

    private final Session session;

    Search(Session session) {
        this.session = session;
    }

    /// Where to look and for what.
    ///
    /// @param start first record to look at
    /// @param backward whether numbers go down
    /// @param offset where in a record to begin, or after which value when `afterValue`
    private record Plan(
            int start, boolean backward, boolean afterValue, int offset, Content pattern) {}

    Reply search(Command command) throws IOException {
        return session.with(command.recordSfi(), Operation.READ, target -> search(command, target));
    }

    private Reply search(Command command, Target target) {
        Shape shape = Records.shape(target);
        if (shape.count() == 0) {
            return Reply.refused(Status.WRONG_STRUCTURE);
        }
        byte[] data = command.data();
        int mode = command.p2() & MODE_MASK;
        boolean enhanced = mode == ENHANCED;
        if (mode < SIMPLE_MODES_FROM || mode > ENHANCED) {
            return Reply.refused(Status.WRONG_PARAMETERS);
        }
        if (data.length <= (enhanced ? 2 : 0)) {
            return Reply.refused(Status.WRONG_LENGTH);
        }
        int how = enhanced ? data[0] & 0xFF : mode;
        byte[] pattern = enhanced ? Arrays.copyOfRange(data, 2, data.length) : data;
        boolean backward = (how & BACKWARD) != 0;
        var plan =
                new Plan(
                        start(command.p1(), how, shape),
                        backward,
                        enhanced && (how & AFTER_VALUE) != 0,
                        enhanced ? data[1] & 0xFF : 0,
                        Content.of(pattern));
        byte[] numbers = matches(target.content(), shape, plan);
        if (numbers.length == 0) {
            return Reply.refused(Status.NO_MATCH);
        }
        session.pointTo(numbers[0] & 0xFF);
        int wanted = command.wanted(numbers.length);
        return Reply.done(wanted < 0 ? numbers : Arrays.copyOf(numbers, wanted));
    }

    private int start(int p1, int how, Shape shape) {
        boolean backward = (how & BACKWARD) != 0;
        if ((how & FROM_POINTER) != 0) {
            return beside(backward, shape);
        }
        return p1 != 0 ? p1 : session.record();
    }

    /// The record behind the pointer, or before it.
    private int beside(boolean backward, Shape shape) {
        int pointer = session.record();
        if (backward) {
            return pointer == 0 ? shape.count() : pointer - 1;
        }
        return pointer + 1;
    }

    private static byte[] matches(Content content, Shape shape, Plan plan) {
        var numbers = new ByteArrayOutputStream();
        int step = plan.backward() ? -1 : 1;
        for (int i = plan.start(); i >= 1 && i <= shape.count(); i += step) {
            byte[] record = content.part((i - 1) * shape.length(), shape.length());
            if (isFound(record, plan)) {
                numbers.write(i);
            }
        }
        return numbers.toByteArray();
    }

    private static boolean isFound(byte[] record, Plan plan) {
        int from = plan.offset();
        if (plan.afterValue()) {
            from = 0;
            while (from < record.length && (record[from] & 0xFF) != plan.offset()) {
                from++;
            }
            from++;
        }
        byte[] pattern = plan.pattern().bytes();
        for (int at = from; at + pattern.length <= record.length; at++) {
            if (Arrays.equals(record, at, at + pattern.length, pattern, 0, pattern.length)) {
                return true;
            }
        }
        return false;
    }

    /// SEEK looks for a pattern at the start of records of a linear file.
    Reply seek(Command command) throws IOException {
        return session.with(0, Operation.READ, target -> seek(command, target));
    }

    private Reply seek(Command command, Target target) {
        Shape shape = Records.shape(target);
        byte[] pattern = command.data();
        if (shape.count() == 0 || shape.inRing()) {
            return Reply.refused(Status.WRONG_STRUCTURE);
        }
        int how = command.p2() & 0x0F;
        if (command.p1() != 0 || how > (FROM_POINTER | BACKWARD)) {
            return Reply.refused(Status.WRONG_PARAMETERS);
        }
        if (pattern.length == 0 || pattern.length > shape.length()) {
            return Reply.refused(Status.WRONG_LENGTH);
        }
        boolean backward = (how & BACKWARD) != 0;
        int edge = backward ? shape.count() : 1;
        int step = backward ? -1 : 1;
        int start = (how & FROM_POINTER) != 0 ? beside(backward, shape) : edge;
        for (int i = start; i >= 1 && i <= shape.count(); i += step) {
            byte[] record = target.content().part((i - 1) * shape.length(), pattern.length);
            if (Arrays.equals(record, pattern)) {
                session.pointTo(i);
                boolean told = (command.p2() & SEEK_WITH_NUMBER) != 0;
                return told ? Reply.done(new byte[] {(byte) i}) : Reply.DONE;
            }
        }
        return Reply.refused(Status.NO_MATCH);
    }
}
