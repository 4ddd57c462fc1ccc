// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.profile;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.veritac.card.Secret;
import org.veritac.subscription.aka.AkaState;
import org.veritac.subscription.aka.Attempts;
import org.veritac.subscription.aka.SequenceArray;
import org.veritac.subscription.files.Change;
import org.veritac.subscription.files.Code;
import org.veritac.subscription.files.CodeKey;
import org.veritac.subscription.files.Content;
import org.veritac.subscription.files.FilePath;
import org.veritac.subscription.files.UiccState;
import org.veritac.subscription.profile.TestProfiles.TestProfile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

final class SubscriptionTest {
    private static final FilePath LOCI = FilePath.of("7FD06F7E");
    private final Subscription made = Made.subscription(Made.milenage());

    private static AkaState numbers(long seq) {
        return new AkaState(
                SequenceArray.of(Collections.nCopies(32, seq)), new Attempts(1, 2, 3, 4, 5));
    }

    private static Change file(FilePath path, Content before) {
        byte[] changed = before.bytes();
        for (int i = 0; i < changed.length; i++) {
            changed[i] ^= 0x5A;
        }
        return new Change.OfFile(path, Content.of(changed));
    }

    private static Change code(CodeKey key, Code before) {
        var code =
                new Code(
                        Secret.of("7654321 ".getBytes(java.nio.charset.StandardCharsets.US_ASCII)),
                        before.triesMax(),
                        1,
                        key.kind() == CodeKey.Kind.PIN ? before.attributes() ^ Code.ENABLED : 0,
                        before.unblockedBy());
        return new Change.OfCode(key, code);
    }

    /// Every file, every code and every number otherwise.
    private static Subscription turnedOver(Subscription given) {
        UiccState state = given.state();
        List<Change> changes = new ArrayList<>();
        for (FilePath path : given.tree().paths()) {
            state.content(path)
                    .filter(content -> content.length() > 0)
                    .ifPresent(content -> changes.add(file(path, content)));
        }
        for (CodeKey key : state.codeKeys()) {
            changes.add(code(key, state.code(key).orElseThrow()));
        }
        Map<FilePath, AkaState> numbers = new LinkedHashMap<>();
        given.profile().aka().forEach(aka -> numbers.put(aka.application(), numbers(77)));
        return given.with(state.withAll(changes), numbers);
    }

    private static void comesBack(Subscription given) {
        Subscription changed = turnedOver(given);
        ProfilePackage exported = changed.exported();
        assertThat(exported).isNotEqualTo(given.profile().source());
        Subscription read =
                Subscription.of(TestProfiles.made(TestProfiles.whole(exported.bytes())));
        assertThat(read.state().since(changed.state())).isEmpty();
        assertThat(changed.state().since(read.state())).isEmpty();
        for (AkaParameters aka : read.profile().aka()) {
            assertThat(aka.array()).isEqualTo(numbers(77).array());
        }
        UiccState back = changed.state().withAll(given.state().since(changed.state()));
        assertThat(given.with(back, Map.of()).exported()).isEqualTo(given.profile().source());
    }

    @Test
    void whatChangedIsInThePackageAgain() {
        comesBack(made);
    }

    @ParameterizedTest
    @MethodSource("org.veritac.subscription.profile.TestProfiles#all")
    void whatChangedInATestProfileIsInThePackageAgain(TestProfile given) throws Exception {
        comesBack(Subscription.of(given.profile()));
    }

    @Test
    void aDeactivatedFileIsInThePackageAgain() {
        for (String path : List.of("7FD06F7E", "7F105F3A4F3A", "7FD06F09")) {
            UiccState state = made.state().with(new Change.OfLife(FilePath.of(path), false));
            ProfilePackage exported = made.with(state, Map.of()).exported();
            Subscription read =
                    Subscription.of(TestProfiles.made(TestProfiles.whole(exported.bytes())));
            assertThat(read.state().since(state)).isEmpty();
            assertThat(read.state().isActive(FilePath.of(path))).isFalse();
        }
    }

    @Test
    void whatChangedTravelsToAnotherHolder() {
        assertThat(made.changes().isEmpty()).isTrue();
        assertThat(made.with(Changes.NONE).orElseThrow().exported()).isEqualTo(made.exported());
        Content loci = made.state().content(LOCI).orElseThrow();
        UiccState used =
                made.state()
                        .with(file(LOCI, loci))
                        .with(new Change.OfLife(FilePath.of("2FE2"), false))
                        .with(
                                code(
                                        CodeKey.puk(1),
                                        made.state().code(CodeKey.puk(1)).orElseThrow()));
        Changes changes = made.with(used, Map.of(ProfileMaker.USIM, numbers(9))).changes();
        assertThat(changes.ofCard()).hasSize(3);
        Changes read = Changes.read(changes.bytes()).orElseThrow();
        assertThat(read.digest()).isEqualTo(changes.digest()).hasSize(32);
        Subscription after = made.with(read).orElseThrow();
        assertThat(after.state().since(used)).isEmpty();
        assertThat(after.numbers(ProfileMaker.USIM)).isEqualTo(numbers(9));
        assertThat(after.with(new Changes(List.of(), Map.of(ProfileMaker.USIM, numbers(5)))))
                .get()
                .extracting(one -> one.numbers(ProfileMaker.USIM).array())
                .as("nothing goes back")
                .isEqualTo(numbers(9).array());
    }

    @Test
    void changesOfAnotherProfileAreRefused() {
        Code code = made.state().code(CodeKey.puk(1)).orElseThrow();
        List<Change> wrong =
                List.of(
                        new Change.OfFile(FilePath.of("4242"), Content.EMPTY),
                        new Change.OfFile(LOCI, Content.EMPTY),
                        new Change.OfFile(FilePath.of("7F20"), Content.EMPTY),
                        new Change.OfFile(FilePath.of("7F206F07"), Content.of(new byte[9])),
                        new Change.OfLife(FilePath.of("7F20"), false),
                        new Change.OfCode(CodeKey.puk(9), code),
                        new Change.OfCode(CodeKey.puk(1), new Code(code.value(), 15, 15, 0, 0)));
        for (Change change : wrong) {
            assertThat(made.with(new Changes(List.of(change), Map.of()))).isEmpty();
        }
        assertThat(made.with(new Changes(List.of(), Map.of(FilePath.MF, numbers(1))))).isEmpty();
    }

    @Test
    void otherBytesAreNoChanges() {
        byte[] bytes = new Changes(List.of(), Map.of(ProfileMaker.USIM, numbers(9))).bytes();
        for (int length = 0; length < bytes.length; length++) {
            assertThat(Changes.read(Arrays.copyOf(bytes, length))).isEmpty();
        }
        assertThat(Changes.read(Arrays.copyOf(bytes, bytes.length + 1))).isEmpty();
        assertThat(Changes.read(new byte[Changes.BYTES_MAX + 1])).isEmpty();
    }

    @Test
    void changesAreSoManyAndNoMore() {
        Map<FilePath, AkaState> none = Map.of();
        List<Change> many = new ArrayList<>();
        for (int i = 0; i < Changes.ITEMS_MAX; i++) {
            many.add(new Change.OfLife(FilePath.MF.child(i), true));
        }
        assertThat(Changes.read(new Changes(many, none).bytes())).isPresent();
        many.add(new Change.OfLife(FilePath.of("FFFE"), true));
        assertThat(Changes.read(new Changes(many, none).bytes())).isEmpty();
    }

    @Test
    void keysTravelApartFromTheRest() {
        ProfilePackage whole = Made.of(Made.milenage());
        try (var parts = PackageParts.of(whole)) {
            assertThat(contains(parts.rest(), Made.KEY.copy())).isFalse();
            assertThat(contains(parts.keys().copy(), Made.KEY.copy())).isTrue();
            assertThat(PackageParts.join(parts.keys(), parts.rest())).contains(whole);
            byte[] bent = parts.keys().copy();
            bent[0] = 1;
            assertThat(PackageParts.join(Secret.of(bent), parts.rest())).isEmpty();
            assertThat(PackageParts.join(Secret.of(new byte[4]), parts.rest())).isEmpty();
            assertThat(PackageParts.join(parts.keys(), new byte[5])).isEmpty();
            assertThat(TestProfiles.made(TestProfiles.whole(parts.rest())).aka())
                    .as("nobody can authenticate with the rest")
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("org.veritac.subscription.profile.TestProfiles#all")
    void keysOfATestProfileTravelApart(TestProfile given) throws Exception {
        try (var parts = PackageParts.of(given.read())) {
            assertThat(PackageParts.join(parts.keys(), parts.rest()).orElseThrow().bytes())
                    .isEqualTo(given.bytes());
            byte[] k = new byte[16];
            for (int i = 0; i < k.length; i++) {
                k[i] = (byte) i;
            }
            assertThat(contains(parts.rest(), k)).isFalse();
        }
    }

    private static boolean contains(byte[] all, byte[] part) {
        for (int i = 0; i + part.length <= all.length; i++) {
            if (Arrays.equals(all, i, i + part.length, part, 0, part.length)) {
                return true;
            }
        }
        return false;
    }
}
