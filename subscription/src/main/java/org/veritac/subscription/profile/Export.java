// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.profile;

import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.veritac.subscription.aka.SequenceArray;
import org.veritac.subscription.files.Change;
import org.veritac.subscription.files.Code;
import org.veritac.subscription.files.CodeKey;
import org.veritac.subscription.files.Content;
import org.veritac.subscription.files.FilePath;
import org.veritac.subscription.files.UiccState;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Puts what changed in a card back into the elements it came from.
final class Export {
    private final List<Element> elements;
    private final Profile.Origins origins;

    /// @param elements of the package, changed by this
    Export(List<Element> elements, Profile.Origins origins) {
        this.elements = elements;
        this.origins = origins;
    }

    List<Element> elements() {
        return elements;
    }

    void apply(UiccState now, List<Change> changes) throws Unreadable {
        Set<Integer> codes = new LinkedHashSet<>();
        for (Change change : changes) {
            switch (change) {
                case Change.OfFile(var path, var content) -> file(path, content);
                case Change.OfLife(var path, var active) -> life(path, active);
                case Change.OfCode(var key, _) -> codes.add(origin(key));
            }
        }
        for (int number : codes) {
            codes(number, now);
        }
    }

    private int origin(CodeKey key) {
        Integer number = origins.codes().get(key);
        if (number == null) {
            throw new IllegalArgumentException("a code of another profile");
        }
        return number;
    }

    private Origin origin(FilePath path) {
        Origin origin = origins.files().get(path);
        if (origin == null) {
            throw new IllegalArgumentException("a file of another profile");
        }
        return origin;
    }

    /// All codes of one element, as they stand.
    private void codes(int number, UiccState now) throws Unreadable {
        List<Code> codes = new ArrayList<>();
        for (Map.Entry<CodeKey, Integer> entry : origins.codes().entrySet()) {
            if (entry.getValue() == number) {
                codes.add(now.code(entry.getKey()).orElseThrow());
            }
        }
        elements.set(number, CodeElement.with(elements.get(number), codes));
    }

    void sequence(FilePath application, SequenceArray array) {
        Integer number = origins.aka().get(application);
        if (number != null && elements.get(number).tag() == Element.AKA) {
            elements.set(number, AkaElement.with(elements.get(number), array));
        }
    }

    private void file(FilePath path, Content content) throws Unreadable {
        Origin origin = origin(path);
        edit(
                origin,
                (commands, from) -> {
                    int end = from;
                    while (end < commands.size() && isFilling(commands.get(end))) {
                        end++;
                    }
                    commands.subList(from, end).clear();
                    commands.add(from, new FileCommand.Write(content));
                });
    }

    private static boolean isFilling(FileCommand command) {
        return command instanceof FileCommand.Skip || command instanceof FileCommand.Write;
    }

    private void life(FilePath path, boolean active) throws Unreadable {
        edit(
                origin(path),
                (commands, from) -> {
                    if (from > 0
                            && commands.get(from - 1) instanceof FileCommand.Describe(var fcp)) {
                        commands.set(from - 1, new FileCommand.Describe(fcp.active(active)));
                    } else {
                        commands.add(from, new FileCommand.Describe(Fcp.EMPTY.active(active)));
                    }
                });
    }

    /// A change of the commands of one file.
    @FunctionalInterface
    private interface Edit {
        /// @param from the first command behind the description, where there is one
        void apply(List<FileCommand> commands, int from);
    }

    private void edit(Origin origin, Edit edit) throws Unreadable {
        Element element = elements.get(origin.element());
        Fields changed =
                origin.isTemplate()
                        ? editedTemplate(element, origin, edit)
                        : editedManagement(element, origin, edit);
        elements.set(origin.element(), new Element(element.tag(), changed));
    }

    private static Fields editedTemplate(Element element, Origin origin, Edit edit)
            throws Unreadable {
        List<FileCommand> commands =
                new ArrayList<>(Assembly.commands(element, origin.field()).orElse(List.of()));
        int from = 0;
        while (from < commands.size() && !isFilling(commands.get(from))) {
            from++;
        }
        edit.apply(commands, from);
        return element.fields()
                .with(new DERTaggedObject(false, origin.field(), FileCommand.writeFile(commands)));
    }

    private static Fields editedManagement(Element element, Origin origin, Edit edit)
            throws Unreadable {
        var vector = new ASN1EncodableVector();
        List<List<FileCommand>> groups = Assembly.groups(element);
        for (int group = 0; group < groups.size(); group++) {
            List<FileCommand> commands = new ArrayList<>(groups.get(group));
            if (group == origin.group()) {
                edit.apply(commands, place(origin, commands) + 1);
            }
            vector.add(FileCommand.writeManagement(commands));
        }
        return element.fields().with(new DERTaggedObject(false, 1, new DERSequence(vector)));
    }

    /// Where a description stands now: it moves when files before it are filled otherwise.
    private static int place(Origin origin, List<FileCommand> commands) {
        int descriptions = 0;
        for (int i = 0; i < commands.size(); i++) {
            if (commands.get(i) instanceof FileCommand.Describe
                    && descriptions++ == origin.description()) {
                return i;
            }
        }
        throw new IllegalArgumentException("a file of another profile");
    }
}
