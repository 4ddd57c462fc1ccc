// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.handset.mirror;

import org.veritac.card.Secret;
import org.veritac.subscription.aka.AkaState;
import org.veritac.subscription.files.Change;
import org.veritac.subscription.files.FilePath;
import org.veritac.subscription.files.UiccState;
import org.veritac.subscription.profile.Changes;
import org.veritac.subscription.profile.PackageParts;
import org.veritac.subscription.profile.Profile;
import org.veritac.subscription.profile.ProfilePackage;
import org.veritac.subscription.profile.Subscription;
import org.veritac.subscription.transfer.Contents;
import org.veritac.subscription.transfer.Envelope;
import org.veritac.subscription.transfer.Octets;
import org.veritac.subscription.transfer.Part;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A profile package as the parts of a transfer:
///
/// ```
/// KEYS            the key as a token uses it, and its elements with keys (KeysPart)
/// ADMINISTRATION  all others (PackageParts.rest)
/// SEQUENCE        AkaState: what its applications remember, joined
/// FILES           Changes with files and PINs
/// ```
///
/// One array of sequence numbers for all applications, as on a token: what any of them has accepted
/// is accepted by none again.
public final class PackageContents {
    private PackageContents() {}

    /// The parts of a package that nobody has used.
    ///
    /// @return empty when no card can be made of it, or none that authenticates, or its keys do not
    ///   fit into a [Part#KEYS]
    public static Optional<Contents> of(ProfilePackage whole) {
        if (!(Profile.of(whole) instanceof Profile.Result.Made(var profile))) {
            return Optional.empty();
        }
        var fresh = Subscription.of(profile);
        try (var parts = PackageParts.of(whole);
                var elements = parts.keys();
                var keys = KeysPart.of(elements, profile.aka())) {
            boolean fits =
                    !profile.aka().isEmpty()
                            && keys.length() <= Envelope.CLEAR_BYTES_MAX
                            && parts.rest().length <= Part.ADMINISTRATION.bytesMax();
            return fits
                    ? Optional.of(
                            Contents.of(
                                    Map.of(
                                            Part.KEYS,
                                            Octets.of(keys.copy()),
                                            Part.ADMINISTRATION,
                                            Octets.of(parts.rest()),
                                            Part.SEQUENCE,
                                            Octets.of(sequence(numbers(fresh))))))
                    : Optional.empty();
        }
    }

    /// What the applications of a subscription remember, by their directory.
    public static Map<FilePath, AkaState> numbers(Subscription subscription) {
        var numbers = new LinkedHashMap<FilePath, AkaState>();
        for (var aka : subscription.profile().aka()) {
            numbers.put(aka.application(), subscription.numbers(aka.application()));
        }
        return numbers;
    }

    /// [Part#SEQUENCE].
    public static byte[] sequence(Map<FilePath, AkaState> numbers) {
        return numbers.values().stream().reduce(AkaState::joined).orElse(AkaState.FRESH).bytes();
    }

    /// [Part#FILES]: what is otherwise than the package has it.
    public static byte[] files(Profile profile, UiccState now) {
        List<Change> changes = now.since(profile.state());
        return new Changes(changes, Map.of()).bytes();
    }

    /// The subscription that parts make.
    ///
    /// @param keys the part with keys, or one with zeros in the place of Ki
    /// @return empty when they do not belong together
    public static Optional<Subscription> subscription(Secret keys, Contents parts) {
        var rest = parts.find(Part.ADMINISTRATION).orElse(Octets.NONE).bytes();
        return KeysPart.elements(keys)
                .flatMap(elements -> joined(elements, rest))
                .flatMap(PackageContents::profile)
                .filter(profile -> KeysPart.isOf(keys, profile.aka()))
                .map(Subscription::of)
                .flatMap(fresh -> with(fresh, parts.find(Part.FILES)))
                .flatMap(next -> remembering(next, parts.find(Part.SEQUENCE)));
    }

    private static Optional<ProfilePackage> joined(Secret elements, byte[] rest) {
        try (elements) {
            return PackageParts.join(elements, rest);
        }
    }

    private static Optional<Subscription> remembering(
            Subscription before, Optional<Octets> sequence) {
        if (sequence.isEmpty() || sequence.get().isEmpty()) {
            return Optional.of(before);
        }
        return AkaState.read(sequence.get().bytes())
                .flatMap(state -> {
                    var all = new LinkedHashMap<FilePath, AkaState>();
                    before.profile().aka().forEach(aka -> all.put(aka.application(), state));
                    return before.with(new Changes(List.of(), all));
                });
    }

    private static Optional<Profile> profile(ProfilePackage whole) {
        return Profile.of(whole) instanceof Profile.Result.Made(var profile)
                ? Optional.of(profile)
                : Optional.empty();
    }

    private static Optional<Subscription> with(Subscription before, Optional<Octets> changes) {
        return changes.isEmpty() || changes.get().isEmpty()
                ? Optional.of(before)
                : Changes.read(changes.get().bytes()).flatMap(before::with);
    }
}
