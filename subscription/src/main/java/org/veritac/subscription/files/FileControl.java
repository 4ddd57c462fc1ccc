// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.files;

import org.veritac.card.tlv.Tlv;
import org.veritac.card.tlv.TlvList;
import org.veritac.subscription.files.FileNode.Directory;
import org.veritac.subscription.files.FileNode.ElementaryFile;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a file is, as an answer to SELECT in class 00 (TS 102 221, clause 11.1.1.3 and 11.1.1.4):
/// template 62.
final class FileControl {
    private static final int DIRECTORY = 0x78;
    private static final int CODING = 0x21;
    private static final int UICC_CHARACTERISTICS = 0x71;
    private static final int ACTIVE = 0x05;
    private static final int INACTIVE = 0x04;
    private static final int MASK_BITS = 8;

    private final Session session;

    FileControl(Session session) {
        this.session = session;
    }

    byte[] of(FilePath path, FileNode node) {
        return switch (node) {
            case Directory directory -> directory(path, directory);
            case ElementaryFile file -> file(path, file);
        };
    }

    private byte[] directory(FilePath path, Directory directory) {
        List<Tlv> items = new ArrayList<>();
        items.add(Tlv.of(0x82, new byte[] {DIRECTORY, CODING}));
        if (directory.isApplication()) {
            items.add(Tlv.of(0x84, directory.name().bytes()));
        } else {
            items.add(Tlv.of(0x83, two(path.id())));
        }
        if (directory.isApplication() || path.isMf()) {
            items.add(Tlv.of(0xA5, Tlv.ofByte(0x80, UICC_CHARACTERISTICS)));
        }
        items.add(Tlv.ofByte(0x8A, ACTIVE));
        items.add(access(directory.access()));
        items.add(Tlv.opaque(0xC6, status(path, directory)));
        return Tlv.of(0x62, items.toArray(Tlv[]::new)).bytes();
    }

    private byte[] file(FilePath path, ElementaryFile file) {
        List<Tlv> items = new ArrayList<>();
        items.add(Tlv.of(0x82, descriptor(file.structure())));
        items.add(Tlv.of(0x83, two(path.id())));
        items.add(Tlv.ofByte(0x8A, session.state().isActive(path) ? ACTIVE : INACTIVE));
        items.add(access(file.access()));
        items.add(Tlv.of(0x80, two(file.structure().size())));
        byte[] sfi = file.sfi() == 0 ? new byte[0] : new byte[] {(byte) (file.sfi() << 3)};
        items.add(Tlv.of(0x88, sfi));
        return Tlv.of(0x62, items.toArray(Tlv[]::new)).bytes();
    }

    private static byte[] descriptor(Structure structure) {
        byte kind = (byte) structure.descriptor();
        return switch (structure) {
            case Structure.LinearFixed(int length, int records) ->
                    new byte[] {kind, CODING, 0, (byte) length, (byte) records};
            case Structure.Cyclic(int length, int records) ->
                    new byte[] {kind, CODING, 0, (byte) length, (byte) records};
            case Structure.Transparent _, Structure.BerTlv _ -> new byte[] {kind, CODING};
        };
    }

    private static Tlv access(AccessReference access) {
        return Tlv.of(
                0x8B,
                new byte[] {
                    (byte) (access.file() >> 8), (byte) access.file(), (byte) access.record()
                });
    }

    /// PIN status: a bit for each PIN that is enabled, then the references (clause 11.1.1.4.10).
    private byte[] status(FilePath path, Directory directory) {
        int mask = 0;
        List<Tlv> items = new ArrayList<>();
        int bit = 1 << (MASK_BITS - 1);
        for (int reference : directory.codes()) {
            Optional<Code> code = session.pin(reference, path).flatMap(session.state()::code);
            if (code.filter(one -> one.has(Code.ENABLED)).isPresent()) {
                mask |= bit;
            }
            bit >>= 1;
            items.add(Tlv.ofByte(0x83, reference));
        }
        items.addFirst(Tlv.ofByte(0x90, mask));
        return TlvList.of(items).bytes();
    }

    private static byte[] two(int number) {
        return new byte[] {(byte) (number >> 8), (byte) number};
    }
}
