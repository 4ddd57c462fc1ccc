// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.veritac.card.CardLink;
import org.veritac.card.Secret;
import org.veritac.handset.mirror.PackageContents;
import org.veritac.identity.Imei;
import org.veritac.subscription.profile.Profile;
import org.veritac.subscription.profile.ProfilePackage;
import org.veritac.subscription.profile.Subscription;
import org.veritac.subscription.transfer.Contents;
import org.veritac.subscription.transfer.Ending;
import org.veritac.subscription.transfer.Octets;
import org.veritac.subscription.transfer.Part;
import org.veritac.subscription.transfer.Policy;
import org.veritac.subscription.transfer.Wish;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;

/// The generic test profiles of GSMA TS.48 on a token, in a handset, and back: byte by byte and
/// file by file. That the files are those of the profiles' value notation, which is the same thing
/// by other hands, says `TestProfileScenario` of the module subscription.
final class TestProfileTransferScenario {
    private static final Path FOLDER = Path.of("shared", "data", "ts48");
    private static final int UP_MAX = 4;
    private static final Wish BACK = new Wish.GiveBack(Wish.Personal.BACK_UP);

    @TempDir private Path directory;
    private final SecureRandom random = new SecureRandom();
    private final Clock clock = Clock.systemUTC();
    private final TokenMaker maker = new TokenMaker(clock, random);

    /// The profiles lie beside the repository and not in it.
    private static ProfilePackage profile(String name) throws IOException {
        Path up = Path.of("").toAbsolutePath();
        for (int i = 0; i < UP_MAX && up != null; i++, up = up.getParent()) {
            Path file = up.resolve(FOLDER).resolve(name + ".der");
            if (Files.exists(file)
                    && ProfilePackage.read(Files.readAllBytes(file))
                            instanceof ProfilePackage.Reading.Whole(var whole)) {
                return whole;
            }
        }
        assumeTrue(false, "there are no test profiles in " + FOLDER + " above this module");
        throw new AssertionError("skipped");
    }

    private static Subscription subscription(ProfilePackage whole) {
        return Subscription.of(((Profile.Result.Made) Profile.of(whole)).profile());
    }

    private static TokenMaker.Issue issue(ProfilePackage whole) {
        return new TokenMaker.Issue(whole, "1234", "12345678", Policy.DEFAULT);
    }

    private TestHandset handset() throws IOException {
        var kit = maker.handset(new Imei(35_693_803_564_381L), 0);
        return new TestHandset(kit, directory, clock, random);
    }

    private static byte[] exported(Contents contents) {
        byte[] keys = contents.find(Part.KEYS).orElse(Octets.NONE).bytes();
        try (var secret = Secret.taking(keys)) {
            return PackageContents.subscription(secret, contents).orElseThrow().exported().bytes();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ts48-v7.0-BERTLV_SUCI", "ts48-v7.0-NoBERTLV_NoRAMRFM"})
    void goesToAHandsetAndBackByteByByteAndFileByFile(String name) throws IOException {
        var whole = profile(name);
        var made = maker.token(issue(whole)).orElseThrow();
        var around = new ReferenceToken.Surroundings(clock, random);
        var token = new ReferenceToken(made.kit(), made.kept(), _ -> {}, around);
        var home = new Home(whole, random);
        var tree = subscription(whole).tree();
        var before = CardFiles.read(token, tree);
        assertThat(before).hasSizeGreaterThan(200);
        assertThat(before.values()).allMatch(said -> said.startsWith("62"));

        var handset = handset();
        assertThat(handset.tap(token, TestHandset.load("1234"))).isEqualTo(Ending.LOADED);
        assertThat(CardFiles.read(handset.mirror.sim(), tree)).isEqualTo(before);
        handset.restart();
        assertThat(CardFiles.read(handset.mirror.sim(), tree)).isEqualTo(before);

        assertThat(handset.tap(token, BACK)).isEqualTo(Ending.RETURNED);
        assertThat(CardFiles.read(token, tree)).isEqualTo(before);
        assertThat(exported(token.record().contents())).isEqualTo(whole.bytes());

        assertThat(home.accepts(token)).isTrue();
        assertThat(home.accepts(handset.mirror.sim())).isFalse();
        handset.tap(token, TestHandset.load("1234"));
        assertThat(home.accepts(handset.mirror.sim())).isTrue();
        assertThat(home.accepts(token)).isFalse();
    }

    /// The applet carries what it cannot show: of a SIM's files it has those that a reader looks
    /// for.
    @ParameterizedTest
    @ValueSource(strings = {"ts48-v7.0-BERTLV_SUCI", "ts48-v7.0-NoBERTLV_NoRAMRFM"})
    void goesThroughTheAppletFileByFile(String name) throws IOException {
        var whole = profile(name);
        var token = maker.chip(issue(whole), TokenMaker.Extras.NONE).orElseThrow();
        var handset = handset();
        handset.setPin(token.card());
        var home = new Home(whole, random);
        assertThat(home.accepts(token.card())).isTrue();
        var subscription = subscription(whole);
        Map<String, String> fresh = CardFiles.read(sim(whole), subscription.tree());

        for (int i = 0; i < 2; i++) {
            assertThat(handset.tap(token.card(), TestHandset.load("1234")))
                    .isEqualTo(Ending.LOADED);
            var loaded = handset.mirror.sim();
            assertThat(CardFiles.read(loaded, subscription.tree())).isEqualTo(fresh);
            assertThat(home.accepts(loaded)).isTrue();
            assertThat(home.accepts(token.card())).isFalse();
            assertThat(handset.tap(token.card(), BACK)).isEqualTo(Ending.RETURNED);
        }
        assertThat(home.accepts(token.card())).isTrue();
    }

    /// A card that is nothing but the profile.
    private CardLink sim(ProfilePackage whole) {
        var made = maker.token(issue(whole)).orElseThrow();
        var around = new ReferenceToken.Surroundings(clock, random);
        return new ReferenceToken(made.kit(), made.kept(), _ -> {}, around);
    }
}
