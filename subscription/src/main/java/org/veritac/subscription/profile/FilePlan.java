// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.profile;

import org.jspecify.annotations.Nullable;
import org.veritac.subscription.files.AccessReference;
import org.veritac.subscription.files.Content;
import org.veritac.subscription.files.FileNode;
import org.veritac.subscription.files.FilePath;
import org.veritac.subscription.files.Structure;
import org.veritac.subscription.profile.Template.FileDefault;
import org.veritac.subscription.profile.Template.Kind;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A file about to be made: what the package says of it, and for the rest its default.
///
/// @param fcp said by the package
/// @param usual of its template; what a file without one starts from
record FilePlan(Fcp fcp, FileDefault usual) {
    private static final int ARR_OF_MF = 0x2F06;
    private static final int ARR_OF_OTHERS = 0x6F06;
    private static final int DIRECTORY = 0x78;
    private static final int TRANSPARENT = 0x41;
    private static final int LINEAR = 0x42;
    private static final int CYCLIC = 0x46;
    private static final int OBJECTS = 0x79;
    private static final int SHAREABLE = 0x40;
    private static final int SFI_MASK = 0x1F;
    private static final int SFI_NONE = 0x1F;
    private static final int STATUS_START = 0x80;

    /// A file that no template knows.
    static FilePlan withoutTemplate(Fcp fcp) throws Unreadable {
        Content descriptor = require(fcp.descriptor());
        int id = identifier(require(fcp.identifier()));
        Kind kind = kind(descriptor, fcp.name().isPresent());
        int own = id & SFI_MASK;
        int sfi = kind.isDirectory() || own == SFI_NONE ? 0 : own;
        return new FilePlan(
                fcp,
                new FileDefault("", id, kind, Template.NONE, Template.NONE, 0, sfi, Fill.ERASED));
    }

    private static Content require(Optional<Content> content) throws Unreadable {
        return content.orElseThrow(() -> new Unreadable(Flaw.MISSING_FIELD));
    }

    private static Kind kind(Content descriptor, boolean named) throws Unreadable {
        if (descriptor.length() == 0) {
            throw new Unreadable(Flaw.BAD_VALUE);
        }
        return switch (descriptor.at(0) | SHAREABLE) {
            case DIRECTORY -> named ? Kind.ADF : Kind.DF;
            case TRANSPARENT -> Kind.TR;
            case LINEAR -> Kind.LF;
            case CYCLIC -> Kind.CY;
            case OBJECTS -> Kind.BT;
            default -> throw new Unreadable(Flaw.BAD_VALUE);
        };
    }

    private static int identifier(Content two) throws Unreadable {
        if (two.length() != 2) {
            throw new Unreadable(Flaw.BAD_VALUE);
        }
        return two.at(0) << 8 | two.at(1);
    }

    int id() throws Unreadable {
        Optional<Content> said = fcp.identifier();
        if (said.isPresent()) {
            return identifier(said.get());
        }
        if (usual.id() == Template.NONE) {
            throw new Unreadable(Flaw.MISSING_FIELD);
        }
        return usual.id();
    }

    Kind kind() throws Unreadable {
        Optional<Content> descriptor = fcp.descriptor();
        Kind kind = usual.kind();
        if (descriptor.isPresent() && !kind.isDirectory()) {
            kind = kind(descriptor.get(), false);
        }
        if (kind.isDirectory() != usual.kind().isDirectory()) {
            throw new Unreadable(Flaw.BAD_VALUE);
        }
        return kind;
    }

    /// The node, in a directory of this path.
    FileNode node(FilePath directory) throws Unreadable {
        if (kind().isDirectory() && fcp.link().isPresent()) {
            throw new Unreadable(Flaw.UNKNOWN_FIELD);
        }
        return kind().isDirectory()
                ? new FileNode.Directory(name(), access(directory), codes())
                : new FileNode.ElementaryFile(
                        structure(), access(directory), sfi(), fcp.special(), link());
    }

    private Content name() throws Unreadable {
        Optional<Content> name = fcp.name();
        boolean application = usual.kind() == Kind.ADF;
        if (application != name.isPresent()) {
            throw new Unreadable(application ? Flaw.MISSING_FIELD : Flaw.UNKNOWN_FIELD);
        }
        if (name.isPresent() && (name.get().length() < 5 || name.get().length() > 16)) {
            throw new Unreadable(Flaw.BAD_VALUE);
        }
        return name.orElse(Content.EMPTY);
    }

    /// The references in a PIN status template: behind its bits, which stand in one byte or more.
    private List<Integer> codes() throws Unreadable {
        var references = new ArrayList<Integer>();
        Content status = fcp.pinStatus().orElse(Content.EMPTY);
        for (int i = 0; i < status.length(); i++) {
            int reference = status.at(i);
            if (reference == 0 || reference == 0xFF || reference == STATUS_START) {
                throw new Unreadable(Flaw.BAD_VALUE);
            }
            references.add(reference);
        }
        return references;
    }

    private AccessReference access(FilePath directory) throws Unreadable {
        boolean highUp = directory.isMf() || usual.kind() == Kind.ADF || usual.kind() == Kind.MF;
        int rules = highUp ? ARR_OF_MF : ARR_OF_OTHERS;
        Optional<Content> said = fcp.access();
        if (said.isEmpty()) {
            return new AccessReference(rules, usual.access());
        }
        Content access = said.get();
        return switch (access.length()) {
            case 1 -> new AccessReference(rules, access.at(0));
            case 3 -> new AccessReference(access.at(0) << 8 | access.at(1), access.at(2));
            default -> throw new Unreadable(Flaw.BAD_VALUE);
        };
    }

    private int sfi() throws Unreadable {
        Optional<Content> said = fcp.shortIdentifier();
        if (said.isEmpty()) {
            return usual.sfi();
        }
        Content sfi = said.get();
        if (sfi.length() > 1 || (sfi.length() == 1 && sfi.at(0) >> 3 > 30)) {
            throw new Unreadable(Flaw.BAD_VALUE);
        }
        return sfi.length() == 0 ? 0 : sfi.at(0) >> 3;
    }

    private @Nullable FilePath link() throws Unreadable {
        Optional<Content> said = fcp.link().filter(path -> path.length() > 0);
        if (said.isEmpty()) {
            return null;
        }
        return FilePath.read(said.get().bytes()).orElseThrow(() -> new Unreadable(Flaw.BAD_VALUE));
    }

    private Structure structure() throws Unreadable {
        Kind kind = kind();
        Optional<Content> said = fcp.size();
        int size = said.isPresent() ? number(said.get()) : Template.NONE;
        try {
            return switch (kind) {
                case TR -> new Structure.Transparent(known(size, usual.length()));
                case BT -> new Structure.BerTlv(known(size, usual.length()));
                case LF -> {
                    int length = recordLength();
                    yield new Structure.LinearFixed(length, records(size, length));
                }
                case CY -> {
                    int length = recordLength();
                    yield new Structure.Cyclic(length, records(size, length));
                }
                case MF, DF, ADF -> throw new Unreadable(Flaw.BAD_VALUE);
            };
        } catch (IllegalArgumentException e) {
            throw new Unreadable(Flaw.BAD_VALUE);
        }
    }

    private static int number(Content bytes) throws Unreadable {
        if (bytes.length() == 0 || bytes.length() > 2) {
            throw new Unreadable(Flaw.BAD_VALUE);
        }
        int number = 0;
        for (int i = 0; i < bytes.length(); i++) {
            number = number << 8 | bytes.at(i);
        }
        return number;
    }

    /// A link shows the content of another file, whose size counts.
    private int known(int size, int otherwise) throws Unreadable {
        if (size != Template.NONE) {
            return size;
        }
        if (otherwise != Template.NONE) {
            return otherwise;
        }
        if (fcp.link().isPresent()) {
            return 0;
        }
        throw new Unreadable(Flaw.MISSING_SIZE);
    }

    /// Behind the descriptor and the coding: two bytes.
    private int recordLength() throws Unreadable {
        Optional<Content> descriptor = fcp.descriptor();
        if (descriptor.isPresent() && descriptor.get().length() >= 4) {
            return descriptor.get().at(2) << 8 | descriptor.get().at(3);
        }
        if (usual.length() == Template.NONE) {
            throw new Unreadable(Flaw.MISSING_SIZE);
        }
        return usual.length();
    }

    private int records(int size, int recordLength) throws Unreadable {
        if (recordLength == 0) {
            throw new Unreadable(Flaw.BAD_VALUE);
        }
        if (size == Template.NONE) {
            return fcp.link().isPresent() ? 1 : known(usual.count(), Template.NONE);
        }
        if (size % recordLength != 0) {
            throw new Unreadable(Flaw.BAD_VALUE);
        }
        return size / recordLength;
    }

    /// What is in the file before its content.
    byte[] background(Structure structure) throws Unreadable {
        Optional<Fill> said = fcp.fill();
        Fill fill = said.isPresent() ? said.get() : usual.fill();
        return switch (structure) {
            case Structure.Transparent(int size) -> fill.bytes(size);
            case Structure.BerTlv _ -> new byte[0];
            case Structure.LinearFixed(int length, int count) -> records(fill, length, count);
            case Structure.Cyclic(int length, int count) -> records(fill, length, count);
        };
    }

    private static byte[] records(Fill fill, int length, int count) {
        byte[] record = fill.bytes(length);
        byte[] all = new byte[length * count];
        for (int i = 0; i < count; i++) {
            System.arraycopy(record, 0, all, i * length, length);
        }
        return all;
    }
}
