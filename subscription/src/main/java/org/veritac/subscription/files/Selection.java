// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.files;

import org.jspecify.annotations.Nullable;
import org.veritac.card.tlv.Tlv;
import org.veritac.subscription.files.FileNode.Directory;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// SELECT and STATUS (TS 102 221, clauses 8.4, 11.1.1 and 11.1.2; TS 51.011, clauses 9.2.1 and
/// 9.2.2).
final class Selection {
    private static final int BY_IDENTIFIER = 0x00;
    private static final int PARENT = 0x03;
    private static final int BY_NAME = 0x04;
    private static final int BY_PATH_FROM_MF = 0x08;
    private static final int BY_PATH_FROM_HERE = 0x09;
    private static final int CURRENT_APPLICATION = 0x7FFF;
    private static final int ANSWER_MASK = 0x1C;
    private static final int WITH_CONTROL = 0x04;
    private static final int WITHOUT = 0x0C;
    private static final int OCCURRENCE_MASK = 0x03;
    private static final int LAST = 0x01;
    private static final int NAME_ONLY = 0x01;

    private final Session session;
    private final FileControl control;
    private final GsmFileControl gsmControl;

    Selection(Session session) {
        this.session = session;
        control = new FileControl(session);
        gsmControl = new GsmFileControl(session);
    }

    Reply select(Command command) {
        int answer = command.p2() & ANSWER_MASK;
        boolean valid =
                command.inGsm()
                        ? command.p1() == 0 && command.p2() == 0
                        : answer == WITH_CONTROL || answer == WITHOUT || command.p2() == 0;
        if (!valid) {
            return Reply.refused(Status.WRONG_PARAMETERS);
        }
        Optional<FilePath> found = find(command);
        if (found.isEmpty()) {
            return Reply.refused(Status.FILE_NOT_FOUND);
        }
        session.select(found.get());
        if (!command.inGsm() && answer == WITHOUT) {
            return Reply.DONE;
        }
        return Reply.done(describe(found.get(), command.inGsm()));
    }

    private byte[] describe(FilePath path, boolean inGsm) {
        FileNode node = session.tree.find(path).orElseThrow();
        return inGsm ? gsmControl.of(path, node) : control.of(path, node);
    }

    private Optional<FilePath> find(Command command) {
        byte[] data = command.data();
        int occurrence = command.p2() & OCCURRENCE_MASK;
        return switch (command.p1()) {
            case BY_IDENTIFIER -> byIdentifier(data, command.inGsm());
            case PARENT -> Optional.of(session.directory().parent());
            case BY_NAME ->
                    data.length > Directory.NAME_BYTES_MAX || occurrence > LAST
                            ? Optional.empty()
                            : session.tree.application(data);
            case BY_PATH_FROM_MF -> byPath(data, FilePath.MF);
            case BY_PATH_FROM_HERE -> byPath(data, session.directory());
            default -> Optional.empty();
        };
    }

    /// What a directory shows by its identifier: not its applications.
    private @Nullable FilePath shown(FilePath directory, int id) {
        if (directory.ids().size() == FilePath.DEPTH_MAX) {
            return null;
        }
        FilePath path = directory.child(id);
        boolean there = session.tree.find(path).isPresent() && !session.tree.isApplication(path);
        return there ? path : null;
    }

    /// Clause 8.4.1: a child, the directory itself, the parent, a directory beside it, the MF, the
    /// current application.
    private Optional<FilePath> byIdentifier(byte[] data, boolean inGsm) {
        if (data.length == 0 && !inGsm) {
            return Optional.of(FilePath.MF);
        }
        Optional<FilePath> given = FilePath.read(data).filter(path -> path.ids().size() == 1);
        if (given.isEmpty()) {
            return Optional.empty();
        }
        int id = given.get().id();
        FilePath here = session.directory();
        if (id == FileTree.MF_ID) {
            return Optional.of(FilePath.MF);
        }
        if (id == CURRENT_APPLICATION && !inGsm) {
            return session.tree.applicationOf(here);
        }
        List<@Nullable FilePath> candidates = new ArrayList<>();
        candidates.add(shown(here, id));
        candidates.add(here.id() == id && !session.tree.isApplication(here) ? here : null);
        FilePath parent = here.parent();
        candidates.add(parent.id() == id && !session.tree.isApplication(parent) ? parent : null);
        FilePath beside = shown(parent, id);
        candidates.add(
                beside != null && session.tree.directory(beside).isPresent() ? beside : null);
        for (FilePath candidate : candidates) {
            if (candidate != null) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    private Optional<FilePath> byPath(byte[] data, FilePath from) {
        Optional<FilePath> path = FilePath.read(data).filter(given -> !given.isMf());
        if (path.isEmpty()) {
            return Optional.empty();
        }
        FilePath at = from;
        boolean first = true;
        for (int id : path.get().ids()) {
            FilePath next =
                    first && from.isMf() && id == CURRENT_APPLICATION
                            ? session.tree.applicationOf(session.directory()).orElse(null)
                            : shown(at, id);
            if (next == null) {
                return Optional.empty();
            }
            at = next;
            first = false;
        }
        return Optional.of(at);
    }

    Reply status(Command command) {
        if (command.inGsm()) {
            return answer(command, describe(session.directory(), true));
        }
        return switch (command.p2()) {
            case 0 -> answer(command, describe(session.directory(), false));
            case NAME_ONLY -> name(command);
            case WITHOUT -> Reply.DONE;
            default -> Reply.refused(Status.WRONG_PARAMETERS);
        };
    }

    private Reply name(Command command) {
        return session.tree
                .applicationOf(session.directory())
                .flatMap(session.tree::directory)
                .map(application ->
                        answer(command, Tlv.of(0x84, application.name().bytes()).bytes()))
                .orElseGet(() -> Reply.refused(Status.FILE_NOT_FOUND));
    }

    /// A terminal may ask for less than there is.
    private static Reply answer(Command command, byte[] all) {
        int wanted = command.wanted(all.length);
        return wanted < 0
                ? command.wrongLength(all.length)
                : Reply.done(Arrays.copyOf(all, wanted));
    }
}
