// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.profile;

import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.veritac.subscription.files.Change;
import org.veritac.subscription.files.CodeKey;
import org.veritac.subscription.files.Content;
import org.veritac.subscription.files.FileNode;
import org.veritac.subscription.files.FilePath;
import org.veritac.subscription.files.FileTree;
import org.veritac.subscription.files.Structure;
import org.veritac.subscription.profile.Template.FileDefault;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Personalises a card in memory, element by element as the package has them.
final class Assembly {
    private final FileTree.Builder tree = new FileTree.Builder();
    private final Map<FilePath, Content> contents = new LinkedHashMap<>();
    private final List<Change> changes = new ArrayList<>();
    private final Map<FilePath, Origin> origins = new LinkedHashMap<>();
    private final Map<CodeKey, Integer> codeOrigins = new LinkedHashMap<>();
    private final Map<FilePath, AkaParameters> aka = new LinkedHashMap<>();
    private final Map<FilePath, Integer> akaOrigins = new LinkedHashMap<>();
    private final Map<FilePath, FilePath> mapped = new LinkedHashMap<>();
    private FilePath context = FilePath.MF;
    private FilePath network = FilePath.MF;
    private int number;

    /// Carries out one element.
    void add(Element element) throws Unreadable {
        switch (element.tag()) {
            case Element.PINS, Element.PUKS -> codes(element);
            case Element.AKA -> aka(element);
            case Element.FILE_MANAGEMENT -> management(element);
            case Element.NON_STANDARD -> {
                Optional<AkaParameters> ours = AkaElement.readComp128(element, context);
                if (ours.isPresent()) {
                    keep(ours.get());
                }
            }
            case Element.HEADER,
                    Element.CDMA,
                    Element.SECURITY_DOMAIN,
                    Element.RFM,
                    Element.APPLICATION,
                    Element.END -> {}
            default -> template(element);
        }
        number++;
    }

    private void codes(Element element) throws Unreadable {
        boolean puks = element.tag() == Element.PUKS;
        if (!puks) {
            Optional<FilePath> shared = CodeElement.shared(element);
            if (shared.isPresent()) {
                tree.shareCodes(context, shared.get());
                return;
            }
        }
        for (CodeElement.Entry entry : CodeElement.read(element)) {
            CodeKey key =
                    puks ? CodeKey.puk(entry.reference()) : CodeKey.pin(context, entry.reference());
            if (codeOrigins.put(key, number) != null) {
                throw new Unreadable(Flaw.BAD_VALUE);
            }
            changes.add(new Change.OfCode(key, entry.code()));
        }
    }

    private void aka(Element element) throws Unreadable {
        Optional<Content> source = AkaElement.mappingSource(element);
        if (source.isPresent()) {
            mapped.put(
                    context,
                    tree.build()
                            .application(source.get().bytes())
                            .orElseThrow(() -> new Unreadable(Flaw.BROKEN_LINK)));
            return;
        }
        keep(AkaElement.read(element, context));
    }

    private void keep(AkaParameters parameters) throws Unreadable {
        if (aka.put(context, parameters) != null) {
            throw new Unreadable(Flaw.BAD_VALUE);
        }
        akaOrigins.put(context, number);
    }

    private void template(Element element) throws Unreadable {
        Template template =
                Template.find(element.fields().oid(1))
                        .filter(known -> known.tag() == element.tag())
                        .orElseThrow(() -> new Unreadable(Flaw.UNKNOWN_TEMPLATE));
        FilePath base = base(element.tag());
        FilePath top = base;
        FilePath directory = base;
        check(element, template);
        for (int i = 0; i < template.files().size(); i++) {
            FileDefault usual = template.files().get(i);
            int field = Template.FIRST_FILE + i;
            Optional<List<FileCommand>> commands = commands(element, field);
            if (commands.isEmpty() && !(template.createsAll() && i > 0)) {
                continue;
            }
            FilePlan plan = plan(usual, commands.orElse(List.of()));
            if (commands.isPresent()
                    && commands.get().stream()
                            .anyMatch(FileCommand.DoNotCreate.class::isInstance)) {
                continue;
            }
            if (usual.kind().isDirectory()) {
                FilePath parent = i == 0 ? base : top;
                directory = path(plan, parent);
                top = i == 0 ? directory : top;
                create(plan, directory, Origin.ofTemplate(number, field));
            } else {
                FilePath path = path(plan, directory);
                create(plan, path, Origin.ofTemplate(number, field));
                fill(path, plan, commands.orElse(List.of()));
            }
        }
        enter(element.tag(), top);
    }

    /// An element has no files that its template does not know.
    private static void check(Element element, Template template) throws Unreadable {
        for (ASN1Encodable item : element.fields().items()) {
            boolean known =
                    item instanceof ASN1TaggedObject tagged
                            && tagged.getTagClass() == Fields.CONTEXT
                            && tagged.getTagNo() < Template.FIRST_FILE + template.files().size();
            if (!known) {
                throw new Unreadable(Flaw.UNKNOWN_FIELD);
            }
        }
    }

    static Optional<List<FileCommand>> commands(Element element, int field) throws Unreadable {
        Optional<ASN1TaggedObject> found = element.fields().find(field);
        return found.isEmpty()
                ? Optional.empty()
                : Optional.of(FileCommand.readFile(Fields.sequence(found.get())));
    }

    private static FilePlan plan(FileDefault usual, List<FileCommand> commands) {
        Fcp fcp = Fcp.EMPTY;
        for (FileCommand command : commands) {
            if (command instanceof FileCommand.Describe(var described)) {
                fcp = described;
            }
        }
        return new FilePlan(fcp, usual);
    }

    /// The directory that a template's first one is made in; that of its files when it makes none.
    private FilePath base(int tag) {
        return switch (tag) {
            case Element.MF,
                    Element.CD,
                    Element.TELECOM,
                    Element.USIM,
                    Element.ISIM,
                    Element.CSIM ->
                    FilePath.MF;
            default -> network;
        };
    }

    /// What PINs, keys and further templates belong to from here on.
    private void enter(int tag, FilePath top) {
        switch (tag) {
            case Element.USIM, Element.ISIM, Element.CSIM -> {
                network = top;
                context = top;
            }
            case Element.OPT_USIM, Element.OPT_ISIM, Element.OPT_CSIM -> context = network;
            default -> context = top;
        }
    }

    private static FilePath path(FilePlan plan, FilePath directory) throws Unreadable {
        int id = plan.id();
        if (id == FileTree.MF_ID) {
            return FilePath.MF;
        }
        if (directory.ids().size() == FilePath.DEPTH_MAX) {
            throw new Unreadable(Flaw.TOO_MANY_FILES);
        }
        return directory.child(id);
    }

    private void create(FilePlan plan, FilePath path, Origin origin) throws Unreadable {
        FileNode node = linked(plan.node(path.parent()));
        switch (tree.add(path, node)) {
            case DONE -> origins.put(path, origin);
            case NO_PARENT -> throw new Unreadable(Flaw.NO_PARENT);
            case EXISTS -> throw new Unreadable(Flaw.FILE_EXISTS);
            case TOO_MANY -> throw new Unreadable(Flaw.TOO_MANY_FILES);
        }
        if (!plan.fcp().isActive()) {
            changes.add(new Change.OfLife(path, false));
        }
        if (node instanceof FileNode.ElementaryFile file && file.link() == null) {
            contents.put(path, Content.of(plan.background(file.structure())));
        }
    }

    /// A link has the structure of what it shows, which has to be there.
    private FileNode linked(FileNode node) throws Unreadable {
        if (!(node instanceof FileNode.ElementaryFile file) || file.link() == null) {
            return node;
        }
        if (tree.find(file.link()).orElse(null) instanceof FileNode.ElementaryFile shown) {
            return new FileNode.ElementaryFile(
                    shown.structure(), file.access(), file.sfi(), file.special(), file.link());
        }
        throw new Unreadable(Flaw.BROKEN_LINK);
    }

    private void fill(FilePath path, FilePlan plan, List<FileCommand> commands) throws Unreadable {
        int at = 0;
        for (FileCommand command : commands) {
            if (command instanceof FileCommand.Skip(var bytes)) {
                at += bytes;
            }
            if (command instanceof FileCommand.Write(var content)) {
                write(path, at, content);
                at += content.length();
            }
        }
        if (plan.fcp().link().isEmpty() && !contents.containsKey(path)) {
            throw new Unreadable(Flaw.CONTENT_OUTSIDE);
        }
    }

    /// Writes into a file, or through a link into another.
    private void write(FilePath path, int at, Content content) throws Unreadable {
        FilePath owner =
                tree.find(path).orElseThrow() instanceof FileNode.ElementaryFile file
                                && file.link() != null
                        ? file.link()
                        : path;
        Content before = contents.get(owner);
        if (before == null
                || !(tree.find(owner).orElseThrow() instanceof FileNode.ElementaryFile file)) {
            throw new Unreadable(Flaw.CONTENT_OUTSIDE);
        }
        if (at + content.length() > file.structure().size()) {
            throw new Unreadable(Flaw.CONTENT_OUTSIDE);
        }
        contents.put(
                owner,
                file.structure() instanceof Structure.BerTlv
                        ? appended(before, content)
                        : before.with(at, content.bytes()));
    }

    private static Content appended(Content before, Content more) {
        var all = new ByteArrayOutputStream();
        all.writeBytes(before.bytes());
        all.writeBytes(more.bytes());
        return Content.of(all.toByteArray());
    }

    private void management(Element element) throws Unreadable {
        List<List<FileCommand>> groups = groups(element);
        for (int group = 0; group < groups.size(); group++) {
            manage(groups.get(group), group);
        }
    }

    static List<List<FileCommand>> groups(Element element) throws Unreadable {
        var groups = new ArrayList<List<FileCommand>>();
        for (ASN1Encodable item : Fields.sequence(element.fields().require(1))) {
            if (!(item instanceof ASN1Sequence sequence)) {
                throw new Unreadable(Flaw.BAD_VALUE);
            }
            groups.add(FileCommand.readManagement(sequence));
        }
        return groups;
    }

    private void manage(List<FileCommand> commands, int group) throws Unreadable {
        FilePath directory = FilePath.MF;
        FilePath file = FilePath.MF;
        int at = 0;
        int descriptions = 0;
        for (FileCommand command : commands) {
            switch (command) {
                case FileCommand.Enter(var entered) -> directory = entered;
                case FileCommand.Describe(var fcp) -> {
                    FilePlan plan = FilePlan.withoutTemplate(fcp);
                    file = path(plan, directory);
                    create(plan, file, Origin.ofManagement(number, group, descriptions++));
                    at = 0;
                }
                case FileCommand.Skip(var bytes) -> at += bytes;
                case FileCommand.Write(var content) -> {
                    write(file, at, content);
                    at += content.length();
                }
                case FileCommand.DoNotCreate() -> throw new Unreadable(Flaw.UNKNOWN_FIELD);
            }
        }
    }

    /// What all elements together made.
    Profile finish(ProfilePackage source) throws Unreadable {
        FileTree built = tree.build();
        if (built.find(FilePath.MF).isEmpty()) {
            throw new Unreadable(Flaw.MISSING_FIELD);
        }
        for (FilePath path : built.paths()) {
            if (built.find(path).orElseThrow() instanceof FileNode.ElementaryFile
                    && built.resolve(path).isEmpty()) {
                throw new Unreadable(Flaw.BROKEN_LINK);
            }
        }
        contents.forEach((path, content) -> changes.add(new Change.OfFile(path, content)));
        return new Profile(
                source,
                built,
                changes,
                new Profile.Origins(origins, codeOrigins, akaOrigins),
                aka,
                mapped);
    }
}
