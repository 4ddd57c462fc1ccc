// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.profile;

import org.veritac.subscription.aka.AkaState;
import org.veritac.subscription.files.Change;
import org.veritac.subscription.files.Code;
import org.veritac.subscription.files.CodeKey;
import org.veritac.subscription.files.Content;
import org.veritac.subscription.files.FileNode.ElementaryFile;
import org.veritac.subscription.files.FilePath;
import org.veritac.subscription.files.FileTree;
import org.veritac.subscription.files.Structure;
import org.veritac.subscription.files.UiccState;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// A subscription in use: a profile, what is in its files and PINs now, and what its applications
/// remember of authentications. Immutable; it moves by [Changes] and goes back into a package.
public final class Subscription {
    private final Profile profile;
    private final UiccState state;
    private final Map<FilePath, AkaState> numbers;

    private Subscription(Profile profile, UiccState state, Map<FilePath, AkaState> numbers) {
        this.profile = profile;
        this.state = state;
        this.numbers = Map.copyOf(numbers);
    }

    /// A profile nobody has used.
    public static Subscription of(Profile profile) {
        var numbers = new LinkedHashMap<FilePath, AkaState>();
        profile.aka().forEach(one -> numbers.put(one.application(), one.state()));
        return new Subscription(profile, profile.state(), numbers);
    }

    public Profile profile() {
        return profile;
    }

    public FileTree tree() {
        return profile.tree();
    }

    /// What is in files and PINs now.
    public UiccState state() {
        return state;
    }

    /// What an application remembers; fresh for one without keys of its own.
    public AkaState numbers(FilePath application) {
        return numbers.getOrDefault(application, AkaState.FRESH);
    }

    /// As a card in use left it.
    public Subscription with(UiccState changed, Map<FilePath, AkaState> remembered) {
        return new Subscription(profile, changed, remembered);
    }

    /// All that is not as the package has it: what has to go back when the subscription does.
    public Changes changes() {
        var moved = new LinkedHashMap<FilePath, AkaState>();
        for (AkaParameters parameters : profile.aka()) {
            AkaState now = numbers(parameters.application());
            if (!now.equals(parameters.state())) {
                moved.put(parameters.application(), now);
            }
        }
        return new Changes(state.since(profile.state()), moved);
    }

    /// Takes over what another holder of the same profile changed. What an application remembers
    /// never goes back.
    ///
    /// @return empty when a change fits no file, PIN or application of this profile; nothing is
    ///   taken over then
    public Optional<Subscription> with(Changes changes) {
        boolean fits =
                changes.ofCard().stream().allMatch(this::fits)
                        && changes.numbers().keySet().stream().allMatch(numbers::containsKey);
        if (!fits) {
            return Optional.empty();
        }
        var joined = new LinkedHashMap<>(numbers);
        changes.numbers().forEach((path, theirs) -> joined.merge(path, theirs, AkaState::joined));
        return Optional.of(new Subscription(profile, state.withAll(changes.ofCard()), joined));
    }

    private boolean fits(Change change) {
        return switch (change) {
            case Change.OfFile(var path, var content) ->
                    state.content(path).isPresent()
                            && tree().find(path).orElse(null) instanceof ElementaryFile file
                            && fits(file.structure(), content);
            case Change.OfLife(var path, _) ->
                    tree().find(path).orElse(null) instanceof ElementaryFile;
            case Change.OfCode(var key, var code) ->
                    state.code(key)
                            .filter(before -> isSuccessor(key.kind(), before, code))
                            .isPresent();
        };
    }

    private static boolean fits(Structure structure, Content content) {
        return switch (structure) {
            case Structure.BerTlv(int most) -> content.length() <= most;
            case Structure.Transparent _, Structure.LinearFixed _, Structure.Cyclic _ ->
                    content.length() == structure.size();
        };
    }

    /// A code keeps its number of tries and its PUK; a PUK has no attributes.
    private static boolean isSuccessor(CodeKey.Kind kind, Code before, Code after) {
        boolean attributes = kind == CodeKey.Kind.PIN || before.attributes() == after.attributes();
        return attributes
                && before.triesMax() == after.triesMax()
                && before.unblockedBy() == after.unblockedBy()
                && after.triesLeft() <= Math.max(after.triesMax(), before.triesLeft());
    }

    /// The package with everything as it is now; byte by byte the one it came from when nothing
    /// changed.
    public ProfilePackage exported() {
        return profile.exported(state, numbers);
    }

    @Override
    public String toString() {
        return "subscription";
    }
}
