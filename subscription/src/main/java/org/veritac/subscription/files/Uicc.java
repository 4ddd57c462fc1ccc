// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.files;

import org.veritac.card.CardLink;
import org.veritac.card.apdu.CommandApdu;
import org.veritac.subscription.files.Condition.Operation;

import java.io.IOException;
import java.util.Arrays;

/// A UICC made of files: answers a terminal's commands in the classes 00 and 80 (TS 102 221) and A0
/// (TS 51.011). It has the basic channel only, and no toolkit.
///
/// One terminal at a time; where two share it, the caller serialises them.
public final class Uicc implements CardLink {
    /// T=1, nothing else told.
    private static final byte[] ATR = {0x3B, (byte) 0x80, (byte) 0x80, 0x01, 0x01};

    private static final int GSM_CLASS = 0xA0;
    private static final int INTERINDUSTRY = 0x00;
    private static final int PROPRIETARY = 0x80;
    private static final int MORE = 0x6100;
    private static final int MORE_IN_GSM = 0x9F00;
    private static final int SUCCESS = 0x9000;

    private final Session session;
    private final Selection selection;
    private final Binary binary;
    private final Records records;
    private final Search search;
    private final DataObjects objects;
    private final Codes codes;
    private final Authentications authentications;
    private byte[] waiting = {};

    /// A card just put in.
    ///
    /// @param state of the same tree
    /// @param keeper stores what changes, before the terminal is answered
    /// @param network answers challenges
    public Uicc(FileTree tree, UiccState state, Keeper keeper, NetworkAuthentication network) {
        session = new Session(tree, state, keeper);
        selection = new Selection(session);
        binary = new Binary(session);
        records = new Records(session);
        search = new Search(session);
        objects = new DataObjects(session);
        codes = new Codes(session);
        authentications = new Authentications(session, network);
    }

    /// What is in the card now.
    public UiccState state() {
        return session.state();
    }

    @Override
    public byte[] reset() {
        session.reset();
        objects.reset();
        waiting = new byte[0];
        return ATR.clone();
    }

    /// Answers one command.
    ///
    /// @throws IOException when a change could not be stored, or what answers challenges is broken;
    ///   nothing has changed then but a try that was taken off a PIN
    @Override
    public byte[] transmit(byte[] command) throws IOException {
        return switch (CommandApdu.read(command)) {
            case CommandApdu.Reading.Whole(var apdu) -> answer(apdu);
            case CommandApdu.Reading.Malformed _ -> word(Status.WRONG_LENGTH.word(false));
        };
    }

    /// Powers it down.
    @Override
    public void close() {
        reset();
    }

    private byte[] answer(CommandApdu apdu) throws IOException {
        boolean inGsm = apdu.cla() == GSM_CLASS;
        if (!inGsm && apdu.cla() != INTERINDUSTRY && apdu.cla() != PROPRIETARY) {
            return word(Status.UNKNOWN_CLASS.word(false));
        }
        var command = new Command(apdu, inGsm);
        if (apdu.ins() == 0xC0) {
            return getResponse(command);
        }
        waiting = new byte[0];
        Reply reply = inGsm ? inGsm(command) : inUicc(command);
        return switch (reply) {
            case Reply.Done(var content) -> give(command, content.bytes(), SUCCESS);
            case Reply.Remarked(var content, var word) -> give(command, content.bytes(), word);
            case Reply.Refused(var status) -> word(status.word(inGsm));
            case Reply.RefusedAs(var word) -> word(word);
        };
    }

    private Reply inUicc(Command command) throws IOException {
        return switch (command.apdu().ins()) {
            case 0xA2 -> search.search(command);
            case 0xCB -> objects.retrieve(command);
            case 0xDB -> objects.set(command);
            case 0x88 -> authentications.authenticate(command);
            // TERMINAL PROFILE and TERMINAL CAPABILITY: what a terminal can do changes nothing here
            case 0x10, 0xAA -> Reply.DONE;
            default -> ofBoth(command);
        };
    }

    private Reply inGsm(Command command) throws IOException {
        return switch (command.apdu().ins()) {
            case 0xA2 -> search.seek(command);
            case 0x88 -> authentications.runGsmAlgorithm(command);
            // SLEEP and TERMINAL PROFILE
            case 0xFA, 0x10 -> Reply.DONE;
            default -> ofBoth(command);
        };
    }

    private Reply ofBoth(Command command) throws IOException {
        return switch (command.apdu().ins()) {
            case 0xA4 -> selection.select(command);
            case 0xF2 -> selection.status(command);
            case 0xB0 -> binary.read(command);
            case 0xD6 -> binary.update(command);
            case 0xB2 -> records.read(command);
            case 0xDC -> records.update(command);
            case 0x32 -> records.increase(command);
            case 0x20 -> codes.verify(command);
            case 0x24 -> codes.change(command);
            case 0x26 -> codes.enable(command, false);
            case 0x28 -> codes.enable(command, true);
            case 0x2C -> codes.unblock(command);
            case 0x04 -> activate(Operation.DEACTIVATE);
            case 0x44 -> activate(Operation.ACTIVATE);
            default -> Reply.refused(Status.UNKNOWN_INSTRUCTION);
        };
    }

    /// DEACTIVATE and ACTIVATE FILE, INVALIDATE and REHABILITATE, of the selected file.
    private Reply activate(Operation operation) throws IOException {
        boolean active = operation == Operation.ACTIVATE;
        return session.with(
                0,
                operation,
                target -> {
                    session.change(new Change.OfLife(target.path(), active));
                    return Reply.DONE;
                });
    }

    /// Data goes out at once when the terminal said how much it takes, and waits for GET RESPONSE
    /// otherwise.
    private byte[] give(Command command, byte[] data, int word) {
        int expected = command.apdu().expected();
        if (data.length == 0) {
            return word(word);
        }
        if (expected > 0 && data.length <= expected) {
            return with(data, word);
        }
        waiting = data;
        return word(more(command, data.length));
    }

    private static int more(Command command, int length) {
        return (command.inGsm() ? MORE_IN_GSM : MORE) | (length > 0xFF ? 0 : length);
    }

    private byte[] getResponse(Command command) {
        if (waiting.length == 0) {
            return word(Status.CONDITIONS.word(command.inGsm()));
        }
        int wanted = command.wanted(waiting.length);
        if (wanted < 0) {
            return word(
                    switch (command.wrongLength(waiting.length)) {
                        case Reply.RefusedAs(var word) -> word;
                        case Reply.Refused(var status) -> status.word(command.inGsm());
                        case Reply.Done _, Reply.Remarked _ ->
                                throw new AssertionError("a wrong length is a refusal");
                    });
        }
        byte[] given = Arrays.copyOf(waiting, wanted);
        waiting = Arrays.copyOfRange(waiting, wanted, waiting.length);
        boolean more = waiting.length > 0 && !command.inGsm();
        return with(given, more ? more(command, waiting.length) : SUCCESS);
    }

    private static byte[] word(int word) {
        return with(new byte[0], word);
    }

    private static byte[] with(byte[] data, int word) {
        byte[] answer = Arrays.copyOf(data, data.length + 2);
        answer[data.length] = (byte) (word >> 8);
        answer[data.length + 1] = (byte) word;
        return answer;
    }
}
