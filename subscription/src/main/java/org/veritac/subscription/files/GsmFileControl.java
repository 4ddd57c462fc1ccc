// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.files;

import org.veritac.subscription.files.Condition.Operation;
import org.veritac.subscription.files.FileNode.Directory;
import org.veritac.subscription.files.FileNode.ElementaryFile;

import java.nio.ByteBuffer;
import java.util.Optional;

/// What a file is, as an answer to SELECT in class A0 (TS 51.011, clause 9.2.1).
final class GsmFileControl {
    private static final int MF = 1;
    private static final int DF = 2;
    private static final int EF = 4;
    private static final int DIRECTORY_BYTES = 23;
    private static final int FILE_BYTES = 15;

    /// Clock stop allowed without a preferred level, 13/4 MHz, a card of 3 V and 1.8 V: phones
    /// refuse a card whose voltage bits are wrong.
    private static final int CHARACTERISTICS = 0x33;

    private static final int CHV1_DISABLED = 0x80;
    private static final int INITIALISED = 0x80;
    private static final int CHV1 = 0x01;
    private static final int CHV2 = 0x81;
    private static final int INCREASE_ALLOWED = 0x40;

    private final Session session;

    GsmFileControl(Session session) {
        this.session = session;
    }

    byte[] of(FilePath path, FileNode node) {
        return switch (node) {
            case Directory _ -> directory(path);
            case ElementaryFile file -> file(path, file);
        };
    }

    private byte[] directory(FilePath path) {
        Optional<Code> chv1 = session.pin(CHV1, path).flatMap(session.state()::code);
        Optional<Code> chv2 = session.pin(CHV2, path).flatMap(session.state()::code);
        boolean disabled = chv1.filter(code -> !code.has(Code.ENABLED)).isPresent();
        ByteBuffer answer = ByteBuffer.allocate(DIRECTORY_BYTES).putInt(0);
        answer.putShort((short) path.id()).put((byte) (path.isMf() ? MF : DF));
        answer.position(12).put((byte) (DIRECTORY_BYTES - 13));
        answer.put((byte) (CHARACTERISTICS | (disabled ? CHV1_DISABLED : 0)));
        answer.put((byte) count(path, true)).put((byte) count(path, false));
        answer.put((byte) 4).put((byte) 0);
        answer.put(tries(chv1)).put(tries(chv1.flatMap(this::puk)));
        answer.put(tries(chv2)).put(tries(chv2.flatMap(this::puk)));
        return answer.put((byte) 0).array();
    }

    private Optional<Code> puk(Code pin) {
        return session.state().code(CodeKey.puk(pin.unblockedBy()));
    }

    private static byte tries(Optional<Code> code) {
        return code.map(one -> (byte) (INITIALISED | one.triesLeft())).orElse((byte) 0);
    }

    /// Directories in a directory, or files; applications are not for a terminal that knows none.
    private long count(FilePath path, boolean directories) {
        return Math.min(
                0xFF,
                session.tree.children(path).stream()
                        .filter(child -> !session.tree.isApplication(child))
                        .filter(child -> session.tree.directory(child).isPresent() == directories)
                        .count());
    }

    private byte[] file(FilePath path, ElementaryFile file) {
        Structure structure = file.structure();
        ByteBuffer answer = ByteBuffer.allocate(FILE_BYTES).putShort((short) 0);
        answer.putShort((short) structure.size()).putShort((short) path.id()).put((byte) EF);
        answer.put((byte) (structure instanceof Structure.Cyclic ? INCREASE_ALLOWED : 0));
        answer.put(levels(path, file, Operation.READ, Operation.UPDATE));
        answer.put((byte) (level(path, file, Operation.INCREASE) << 4 | 0x0F));
        answer.put(levels(path, file, Operation.ACTIVATE, Operation.DEACTIVATE));
        int usable = file.isUsableWhenDeactivated() ? 4 : 0;
        answer.put((byte) (usable | (session.state().isActive(path) ? 1 : 0)));
        answer.put((byte) 2).put(kind(structure)).put(recordLength(structure));
        return answer.array();
    }

    private byte levels(FilePath path, ElementaryFile file, Operation high, Operation low) {
        return (byte) (level(path, file, high) << 4 | level(path, file, low));
    }

    private int level(FilePath path, ElementaryFile file, Operation operation) {
        return session.condition(path, file.access(), operation).level();
    }

    /// There is no number for a file of data objects: it counts as one of bytes.
    private static byte kind(Structure structure) {
        return switch (structure) {
            case Structure.Transparent _, Structure.BerTlv _ -> 0;
            case Structure.LinearFixed _ -> 1;
            case Structure.Cyclic _ -> 3;
        };
    }

    private static byte recordLength(Structure structure) {
        return switch (structure) {
            case Structure.Transparent _, Structure.BerTlv _ -> 0;
            case Structure.LinearFixed(int length, _) -> (byte) length;
            case Structure.Cyclic(int length, _) -> (byte) length;
        };
    }
}
