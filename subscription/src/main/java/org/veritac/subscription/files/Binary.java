// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.files;

import org.veritac.subscription.files.Condition.Operation;
import org.veritac.subscription.files.Session.Target;

import java.io.IOException;

/// READ BINARY and UPDATE BINARY (TS 102 221, clauses 11.1.3 and 11.1.4).
final class Binary {
    private final Session session;

    Binary(Session session) {
        this.session = session;
    }

    private static int offset(Command command) {
        return command.binarySfi() != 0 ? command.p2() : command.p1() << 8 | command.p2();
    }

    private static boolean isTransparent(Target target) {
        return target.structure() instanceof Structure.Transparent;
    }

    Reply read(Command command) throws IOException {
        return session.with(
                command.binarySfi(),
                Operation.READ,
                target ->
                        isTransparent(target)
                                ? read(command, target.content(), offset(command))
                                : Reply.refused(Status.WRONG_STRUCTURE));
    }

    private static Reply read(Command command, Content content, int offset) {
        int available = content.length() - offset;
        if (available <= 0) {
            return Reply.refused(Status.OUT_OF_RANGE);
        }
        int wanted = command.wanted(available);
        return wanted < 0
                ? command.wrongLength(available)
                : Reply.done(content.part(offset, wanted));
    }

    Reply update(Command command) throws IOException {
        return session.with(
                command.binarySfi(), Operation.UPDATE, target -> update(command, target));
    }

    private Reply update(Command command, Target target) throws IOException {
        byte[] data = command.data();
        int offset = offset(command);
        if (!isTransparent(target)) {
            return Reply.refused(Status.WRONG_STRUCTURE);
        }
        if (data.length == 0) {
            return Reply.refused(Status.WRONG_LENGTH);
        }
        if (offset + data.length > target.content().length()) {
            return Reply.refused(Status.OUT_OF_RANGE);
        }
        session.change(new Change.OfFile(target.owner(), target.content().with(offset, data)));
        return Reply.DONE;
    }
}
