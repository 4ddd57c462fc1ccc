// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.files;

import org.veritac.subscription.files.Condition.Operation;
import org.veritac.subscription.files.Session.Target;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;

/// RETRIEVE DATA and SET DATA on files of data objects (TS 102 221, clauses 11.3.1 and 11.3.2),
/// which may take several commands each.
final class DataObjects {
    private static final int FIRST_BLOCK = 0x80;
    private static final int TAG_LIST = 0x5C;
    private static final int MORE_TO_READ = 0x62F1;
    private static final int MORE_TO_WRITE = 0x63F1;

    private final Session session;
    private byte[] outgoing = {};
    private final ByteArrayOutputStream incoming = new ByteArrayOutputStream();

    DataObjects(Session session) {
        this.session = session;
    }

    void reset() {
        outgoing = new byte[0];
        incoming.reset();
    }

    Reply retrieve(Command command) throws IOException {
        return session.with(
                command.binarySfi(), Operation.READ, target -> retrieve(command, target));
    }

    private Reply retrieve(Command command, Target target) {
        if (!(target.structure() instanceof Structure.BerTlv)) {
            return Reply.refused(Status.WRONG_STRUCTURE);
        }
        if ((command.p2() & FIRST_BLOCK) != 0) {
            byte[] tag = command.data();
            if (tag.length < 1) {
                return Reply.refused(Status.WRONG_LENGTH);
            }
            outgoing =
                    tag[0] == TAG_LIST && tag.length == 1
                            ? tagList(target.content().bytes())
                            : object(target.content().bytes(), tag);
            if (outgoing.length == 0) {
                return Reply.refused(Status.OBJECT_NOT_FOUND);
            }
        }
        if (outgoing.length == 0) {
            return Reply.refused(Status.CONDITIONS);
        }
        return nextBlock(command);
    }

    private Reply nextBlock(Command command) {
        int wanted = command.wanted(outgoing.length);
        if (wanted < 0) {
            return command.wrongLength(outgoing.length);
        }
        byte[] block = Arrays.copyOf(outgoing, wanted);
        outgoing = Arrays.copyOfRange(outgoing, wanted, outgoing.length);
        return outgoing.length == 0
                ? Reply.done(block)
                : new Reply.Remarked(Content.of(block), MORE_TO_READ);
    }

    private static byte[] object(byte[] all, byte[] tag) {
        for (ObjectPlace place : ObjectPlace.all(all)) {
            if (place.hasTag(all, tag)) {
                return Arrays.copyOfRange(all, place.from(), place.end());
            }
        }
        return new byte[0];
    }

    private static byte[] tagList(byte[] all) {
        var tags = new ByteArrayOutputStream();
        for (ObjectPlace place : ObjectPlace.all(all)) {
            tags.write(all, place.from(), place.tagBytes());
        }
        var list = new ByteArrayOutputStream();
        list.write(TAG_LIST);
        if (tags.size() > 0x7F) {
            list.write(0x82);
            list.write(tags.size() >> 8);
        }
        list.write(tags.size());
        list.writeBytes(tags.toByteArray());
        return list.toByteArray();
    }

    Reply set(Command command) throws IOException {
        return session.with(command.binarySfi(), Operation.UPDATE, target -> set(command, target));
    }

    private Reply set(Command command, Target target) throws IOException {
        if (!(target.structure() instanceof Structure.BerTlv(int most))) {
            return Reply.refused(Status.WRONG_STRUCTURE);
        }
        boolean first = (command.p2() & FIRST_BLOCK) != 0;
        if (first) {
            incoming.reset();
        } else if (incoming.size() == 0) {
            return Reply.refused(Status.CONDITIONS);
        }
        byte[] block = command.data();
        if (block.length == 0) {
            return Reply.refused(Status.WRONG_LENGTH);
        }
        if (incoming.size() + block.length > most) {
            incoming.reset();
            return Reply.refused(Status.NO_ROOM);
        }
        incoming.writeBytes(block);
        return put(target, most);
    }

    private Reply put(Target target, int most) throws IOException {
        byte[] object = incoming.toByteArray();
        ObjectPlace place = ObjectPlace.read(object, 0);
        boolean deletes =
                place.end() == ObjectPlace.INCOMPLETE && object.length == place.tagBytes();
        boolean grows = !deletes && place.end() != ObjectPlace.MALFORMED && !place.isIn(object);
        if (grows) {
            return new Reply.Remarked(Content.EMPTY, MORE_TO_WRITE);
        }
        incoming.reset();
        if (!deletes && place.end() != object.length) {
            return Reply.refused(Status.WRONG_CONTENT);
        }
        byte[] tag = Arrays.copyOf(object, place.tagBytes());
        var changed = new ByteArrayOutputStream();
        byte[] all = target.content().bytes();
        for (ObjectPlace other : ObjectPlace.all(all)) {
            if (!other.hasTag(all, tag)) {
                changed.write(all, other.from(), other.end() - other.from());
            }
        }
        if (!deletes) {
            changed.writeBytes(object);
        }
        if (changed.size() > most) {
            return Reply.refused(Status.NO_ROOM);
        }
        session.change(new Change.OfFile(target.owner(), Content.of(changed.toByteArray())));
        return Reply.DONE;
    }
}
