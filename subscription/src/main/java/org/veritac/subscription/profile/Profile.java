// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.profile;

import org.veritac.identity.Iccid;
import org.veritac.identity.Imsi;
import org.veritac.identity.SemiOctets;
import org.veritac.subscription.aka.AkaState;
import org.veritac.subscription.files.Change;
import org.veritac.subscription.files.CodeKey;
import org.veritac.subscription.files.Content;
import org.veritac.subscription.files.FilePath;
import org.veritac.subscription.files.FileTree;
import org.veritac.subscription.files.UiccState;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a package makes of an empty card: its files with their content, its PINs, and how its
/// applications authenticate. Immutable; the way back is [#exported].
public final class Profile {
    private static final FilePath ICCID = FilePath.of("2FE2");
    private static final int IMSI = 0x6F07;

    private final ProfilePackage source;
    private final FileTree tree;
    private final UiccState state;
    private final Origins origins;
    private final Map<FilePath, AkaParameters> aka;
    private final Map<FilePath, FilePath> mapped;

    /// Where in the package everything was made.
    record Origins(
            Map<FilePath, Origin> files, Map<CodeKey, Integer> codes, Map<FilePath, Integer> aka) {}

    Profile(
            ProfilePackage source,
            FileTree tree,
            List<Change> made,
            Origins origins,
            Map<FilePath, AkaParameters> aka,
            Map<FilePath, FilePath> mapped) {
        this.source = source;
        this.tree = tree;
        this.state = UiccState.EMPTY.withAll(made);
        this.origins = origins;
        this.aka = new LinkedHashMap<>(aka);
        this.mapped = Map.copyOf(mapped);
    }

    /// What came of it.
    public sealed interface Result {
        record Made(Profile profile) implements Result {}

        /// Well-formed, but no card can be made of it.
        ///
        /// @param element the number of the element that is wrong, from 0
        record Unusable(Flaw flaw, int element) implements Result {}
    }

    /// Personalises a card in memory.
    public static Result of(ProfilePackage source) {
        var assembly = new Assembly();
        int number = 0;
        try {
            for (Element element : source.elements()) {
                assembly.add(element);
                number++;
            }
            return new Result.Made(assembly.finish(source));
        } catch (Unreadable e) {
            return new Result.Unusable(e.flaw(), number);
        }
    }

    /// The package it was made of.
    public ProfilePackage source() {
        return source;
    }

    public FileTree tree() {
        return tree;
    }

    /// Files, PINs and PUKs as the package has them.
    public UiccState state() {
        return state;
    }

    /// How each application authenticates that has keys of its own.
    public List<AkaParameters> aka() {
        return List.copyOf(aka.values());
    }

    /// Whose keys an application uses: its own, or those of the application it is mapped to. For
    /// the MF, where terminals of GSM are, those of the first.
    public Optional<AkaParameters> akaOf(FilePath application) {
        if (application.isMf()) {
            return aka.values().stream().findFirst();
        }
        FilePath owner = mapped.getOrDefault(application, application);
        return Optional.ofNullable(aka.get(owner));
    }

    /// Of the card, as EF_ICCID has it.
    public Optional<Iccid> iccid() {
        return state.content(ICCID)
                .flatMap(content -> SemiOctets.read(content.bytes()))
                .flatMap(Iccid::ifValid);
    }

    /// Of the first application that has one.
    public Optional<Imsi> imsi() {
        return tree.children(FilePath.MF).stream().flatMap(path -> imsi(path).stream()).findFirst();
    }

    /// Length, parity, digits (TS 31.102, clause 4.2.2).
    private Optional<Imsi> imsi(FilePath application) {
        return state.content(application.child(IMSI))
                .map(Content::bytes)
                .filter(bytes -> bytes.length > 1 && bytes[0] >= 1 && bytes[0] < bytes.length)
                .flatMap(bytes -> SemiOctets.read(Arrays.copyOfRange(bytes, 1, 1 + bytes[0])))
                .filter(digits -> !digits.isEmpty())
                .flatMap(digits -> Imsi.ifValid(digits.substring(1)));
    }

    /// The package with what is in the card now. Elements in which nothing changed are the same
    /// bytes again.
    ///
    /// @param now of this profile's tree
    /// @param numbers what each application remembers, by its directory
    public ProfilePackage exported(UiccState now, Map<FilePath, AkaState> numbers) {
        var export = new Export(new ArrayList<>(source.elements()), origins);
        try {
            export.apply(now, now.since(state));
            for (AkaParameters parameters : aka.values()) {
                AkaState state = numbers.get(parameters.application());
                if (state != null && !state.array().equals(parameters.array())) {
                    export.sequence(parameters.application(), state.array());
                }
            }
        } catch (Unreadable e) {
            throw new AssertionError("was read before", e);
        }
        return new ProfilePackage(export.elements());
    }

    @Override
    public String toString() {
        return "profile of " + tree.paths().size() + " files";
    }
}
