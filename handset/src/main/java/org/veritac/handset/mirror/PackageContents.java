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

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A profile package as the parts of a transfer:
///
/// ```
/// KEYS            its elements with keys (PackageParts.keys)
/// ADMINISTRATION  all others (PackageParts.rest)
/// SEQUENCE        Changes with nothing but what applications remember
/// FILES           Changes with files and PINs
/// ```
public final class PackageContents {
    private PackageContents() {}

    /// The parts of a package that nobody has used.
    ///
    /// @return empty when no card can be made of it, or its keys do not fit into a [Part#KEYS]
    public static Optional<Contents> of(ProfilePackage whole) {
        if (!(Profile.of(whole) instanceof Profile.Result.Made(var profile))) {
            return Optional.empty();
        }
        var fresh = Subscription.of(profile);
        try (var parts = PackageParts.of(whole);
                var keys = parts.keys()) {
            boolean fits =
                    keys.length() <= Envelope.CLEAR_BYTES_MAX
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
        var numbers = new java.util.LinkedHashMap<FilePath, AkaState>();
        for (var aka : subscription.profile().aka()) {
            numbers.put(aka.application(), subscription.numbers(aka.application()));
        }
        return numbers;
    }

    /// [Part#SEQUENCE].
    public static byte[] sequence(Map<FilePath, AkaState> numbers) {
        return new Changes(List.of(), numbers).bytes();
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
        return PackageParts.join(keys, rest)
                .flatMap(PackageContents::profile)
                .map(Subscription::of)
                .flatMap(fresh -> with(fresh, parts.find(Part.FILES)))
                .flatMap(next -> with(next, parts.find(Part.SEQUENCE)));
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
