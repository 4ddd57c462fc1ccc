// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.files;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/// PINs and PUKs (TS 102 221, clauses 11.1.9 to 11.1.13; TS 51.011, clauses 9.2.9 to 9.2.13). A try
/// is taken off and stored before anything is compared, so that no cut of power gives one back.
final class Codes {
    private static final int CHV1 = 0x01;
    private static final int CHV2_IN_GSM = 0x02;
    private static final int CHV2 = 0x81;

    private final Session session;

    Codes(Session session) {
        this.session = session;
    }

    private Optional<CodeKey> pin(Command command) {
        int reference = command.p2();
        if (command.inGsm()) {
            reference =
                    switch (reference) {
                        case 0, CHV1 -> CHV1;
                        case CHV2_IN_GSM -> CHV2;
                        default -> reference;
                    };
        }
        return session.pin(reference, session.directory());
    }

    Reply verify(Command command) throws IOException {
        Optional<CodeKey> key = pin(command);
        if (key.isEmpty()) {
            return Reply.refused(Status.NO_SUCH_CODE);
        }
        if (command.data().length == 0 && !command.inGsm()) {
            return triesLeft(key.get());
        }
        if (command.data().length != Code.BYTES) {
            return Reply.refused(Status.WRONG_LENGTH);
        }
        if (!code(key.get()).has(Code.ENABLED)) {
            return Reply.refused(Status.CODE_DISABLED);
        }
        Reply reply = compare(key.get(), command.data(), command.inGsm());
        session.presented(key.get(), isDone(reply));
        return reply;
    }

    private Reply triesLeft(CodeKey key) {
        Code code = code(key);
        if (code.isBlocked()) {
            return Reply.refused(Status.BLOCKED);
        }
        return session.isPresented(key.reference(), session.directory())
                ? Reply.DONE
                : new Reply.RefusedAs(0x63C0 | code.triesLeft());
    }

    private static boolean isDone(Reply reply) {
        return reply instanceof Reply.Done;
    }

    private Code code(CodeKey key) {
        return session.state().code(key).orElseThrow();
    }

    /// Takes a try, compares, and gives all tries back when it was right.
    private Reply compare(CodeKey key, byte[] value, boolean inGsm) throws IOException {
        Code code = code(key);
        if (code.isBlocked()) {
            return Reply.refused(Status.BLOCKED);
        }
        Code tried = code.withTries(code.triesLeft() - 1);
        session.change(new Change.OfCode(key, tried));
        if (code.value().matches(value)) {
            session.change(new Change.OfCode(key, tried.withAllTries()));
            return Reply.DONE;
        }
        if (inGsm) {
            return Reply.refused(tried.isBlocked() ? Status.BLOCKED : Status.NOT_ALLOWED);
        }
        return new Reply.RefusedAs(0x63C0 | tried.triesLeft());
    }

    Reply change(Command command) throws IOException {
        byte[] data = command.data();
        Optional<CodeKey> key = pin(command);
        if (key.isEmpty()) {
            return Reply.refused(Status.NO_SUCH_CODE);
        }
        if (data.length != 2 * Code.BYTES) {
            return Reply.refused(Status.WRONG_LENGTH);
        }
        Code code = code(key.get());
        if (!code.has(Code.ENABLED) || !code.has(Code.CHANGEABLE)) {
            return Reply.refused(Status.CODE_DISABLED);
        }
        Reply reply = compare(key.get(), Arrays.copyOf(data, Code.BYTES), command.inGsm());
        session.presented(key.get(), isDone(reply));
        if (isDone(reply)) {
            byte[] changed = Arrays.copyOfRange(data, Code.BYTES, data.length);
            session.change(new Change.OfCode(key.get(), code(key.get()).withValue(changed)));
        }
        return reply;
    }

    Reply enable(Command command, boolean on) throws IOException {
        Optional<CodeKey> key = pin(command);
        if (key.isEmpty()) {
            return Reply.refused(Status.NO_SUCH_CODE);
        }
        if (command.data().length != Code.BYTES) {
            return Reply.refused(Status.WRONG_LENGTH);
        }
        Code code = code(key.get());
        if (!code.has(Code.SWITCHABLE) || code.has(Code.ENABLED) == on) {
            return Reply.refused(Status.CODE_DISABLED);
        }
        Reply reply = compare(key.get(), command.data(), command.inGsm());
        session.presented(key.get(), isDone(reply) && on);
        if (isDone(reply)) {
            session.change(new Change.OfCode(key.get(), code(key.get()).enabled(on)));
        }
        return reply;
    }

    /// UNBLOCK PIN: the right PUK sets a new PIN, which is enabled and presented then.
    Reply unblock(Command command) throws IOException {
        byte[] data = command.data();
        Optional<CodeKey> key = pin(command);
        Optional<CodeKey> puk =
                key.map(pin -> CodeKey.puk(code(pin).unblockedBy()))
                        .filter(one -> session.state().code(one).isPresent());
        if (key.isEmpty() || puk.isEmpty()) {
            return Reply.refused(Status.NO_SUCH_CODE);
        }
        if (data.length == 0 && !command.inGsm()) {
            return code(puk.get()).isBlocked()
                    ? Reply.refused(Status.BLOCKED)
                    : new Reply.RefusedAs(0x63C0 | code(puk.get()).triesLeft());
        }
        if (data.length != 2 * Code.BYTES) {
            return Reply.refused(Status.WRONG_LENGTH);
        }
        Reply reply = compare(puk.get(), Arrays.copyOf(data, Code.BYTES), command.inGsm());
        if (isDone(reply)) {
            byte[] changed = Arrays.copyOfRange(data, Code.BYTES, data.length);
            Code fresh = code(key.get()).withValue(changed).enabled(true);
            session.change(new Change.OfCode(key.get(), fresh));
            session.presented(key.get(), true);
        }
        return reply;
    }
}
