// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.token;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.US_ASCII;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.veritac.handset.personal.Item;
import org.veritac.handset.personal.Kind;
import org.veritac.identity.Imei;
import org.veritac.subscription.profile.ProfilePackage;
import org.veritac.subscription.transfer.Ending;
import org.veritac.subscription.transfer.HandsetPhase;
import org.veritac.subscription.transfer.Octets;
import org.veritac.subscription.transfer.Part;
import org.veritac.subscription.transfer.Policy;
import org.veritac.subscription.transfer.Receipt;
import org.veritac.subscription.transfer.ReceiptLog;
import org.veritac.subscription.transfer.TokenPhase;
import org.veritac.subscription.transfer.Wish;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Objects;

/// A token and two handsets on real channels; who is active is found out by asking for an
/// authentication.
final class TransferScenario {
    private static final Wish BACK = new Wish.GiveBack(Wish.Personal.BACK_UP);
    private static final Item NOTE = Item.of(Kind.PHOTO, "cat.jpg", new byte[3_000]);
    private static final Item BOOK =
            Item.of(
                    Kind.CONTACTS,
                    "contacts.vcf",
                    "BEGIN:VCARD\r\nEND:VCARD\r\n".getBytes(US_ASCII));

    private static final Item SMALL = Item.of(Kind.PHOTO, "dot.jpg", new byte[200]);

    @TempDir private Path directory;
    private final SecureRandom random = new SecureRandom();
    private final Hours clock = new Hours();
    private final ProfilePackage subscription = ServeToken.trial(random);
    private final ReferenceToken.Surroundings around =
            new ReferenceToken.Surroundings(clock, random);
    private final TokenMaker maker = new TokenMaker(clock, random);
    private final TokenMaker.Token made =
            maker.token(new TokenMaker.Issue(subscription, "1234", "12345678", Policy.DEFAULT))
                    .orElseThrow();
    private final Home home = new Home(subscription, random);
    private ReferenceToken.Kept kept = made.kept();
    private ReferenceToken token = token();
    private @Nullable TestHandset first;
    private @Nullable TestHandset second;

    @BeforeEach
    void make() throws IOException {
        first = handset(1);
        second = handset(2);
    }

    private TestHandset handset(int number) throws IOException {
        var kit = maker.handset(new Imei(35_693_803_564_380L + number), 0);
        return new TestHandset(kit, directory.resolve("h" + number), clock, random);
    }

    private TestHandset first() {
        return Objects.requireNonNull(first);
    }

    private TestHandset second() {
        return Objects.requireNonNull(second);
    }

    private ReferenceToken token() {
        return new ReferenceToken(made.kit(), kept, next -> kept = next, around);
    }

    /// Asked on a copy, since a token that answers ends what it has prepared.
    private boolean tokenIsActive() throws IOException {
        clock.pass();
        var copy = new ReferenceToken(made.kit(), kept, _ -> {}, around);
        return home.accepts(copy);
    }

    private boolean isActive(TestHandset handset) throws IOException {
        clock.pass();
        return home.accepts(handset.mirror.sim());
    }

    private int active() throws IOException {
        return (tokenIsActive() ? 1 : 0)
                + (isActive(first()) ? 1 : 0)
                + (isActive(second()) ? 1 : 0);
    }

    @Test
    void loadMakesTheHandsetTheOnlyActiveCopy() throws IOException {
        assertThat(tokenIsActive()).isTrue();
        assertThat(isActive(first())).isFalse();

        assertThat(first().tap(token, TestHandset.load("1234"))).isEqualTo(Ending.LOADED);
        assertThat(isActive(first())).isTrue();
        assertThat(tokenIsActive()).isFalse();
        assertThat(Home.iccid(first().mirror.sim())).isEqualTo(Home.iccid(token));

        first().restart();
        assertThat(isActive(first())).isTrue();
        assertThat(active()).isOne();
    }

    @Test
    void aWrongPinLoadsNothing() throws IOException {
        assertThat(first().tap(token, TestHandset.load("4321"))).isEqualTo(Ending.WRONG_PIN);
        assertThat(active()).isOne();
        assertThat(tokenIsActive()).isTrue();
    }

    @Test
    void returnMakesTheTokenTheOnlyActiveCopyAndNoChallengeIsTakenTwice() throws IOException {
        first().tap(token, TestHandset.load("1234"));
        assertThat(isActive(first())).isTrue();

        assertThat(first().tap(token, BACK)).isEqualTo(Ending.RETURNED);
        assertThat(home.acceptsAgain(token)).isFalse();
        assertThat(tokenIsActive()).isTrue();
        assertThat(isActive(first())).isFalse();
        assertThat(first().phase()).isEqualTo(HandsetPhase.EMPTY);
        first().restart();
        assertThat(active()).isOne();
        assertThat(ReceiptLog.verify(first().mirror.receipts(), first().mirror.signer())).isEmpty();
        assertThat(first().mirror.receipts())
                .extracting(receipt -> receipt.entry().event())
                .containsExactly(Receipt.Event.ACTIVATED, Receipt.Event.RELEASED);
        assertThat(token.receipts())
                .extracting(receipt -> receipt.entry().event())
                .containsExactly(Receipt.Event.HANDED, Receipt.Event.RETURNED);
    }

    @Test
    void aNewHandsetHasSubscriptionAndPersonalDataAndTheOldOneNeither() throws IOException {
        first().tap(token, TestHandset.load("1234"));
        first().personal.put(NOTE);
        first().personal.put(BOOK);
        assertThat(second().tap(token, TestHandset.load("1234"))).isEqualTo(Ending.TOKEN_LOCKED);

        assertThat(first().tap(token, BACK)).isEqualTo(Ending.RETURNED);
        assertThat(first().personal.items()).isEmpty();
        assertThat(second().tap(token, TestHandset.load("1234"))).isEqualTo(Ending.LOADED);
        assertThat(second().personal.items()).containsExactly(BOOK, NOTE);
        assertThat(isActive(second())).isTrue();
        assertThat(active()).isOne();
    }

    @Test
    void anItemThatTheOwnerDeletedDoesNotComeBackFromAnOlderArchive() throws IOException {
        first().personal.put(NOTE);
        first().tap(token, TestHandset.load("1234"));
        first().tap(token, BACK);
        second().tap(token, TestHandset.load("1234"));
        assertThat(second().personal.delete(NOTE)).isTrue();

        assertThat(second().tap(token, BACK)).isEqualTo(Ending.RETURNED);
        assertThat(kept.record().contents().find(Part.PERSONAL)).contains(Octets.NONE);
        assertThat(first().tap(token, TestHandset.load("1234"))).isEqualTo(Ending.LOADED);
        assertThat(first().personal.items()).isEmpty();
    }

    @Test
    void personalDataThatAreToBeDeletedAreGoneFromTheTokenToo() throws IOException {
        first().personal.put(NOTE);
        first().tap(token, TestHandset.load("1234"));
        first().tap(token, BACK);
        second().tap(token, TestHandset.load("1234"));

        assertThat(second().tap(token, new Wish.GiveBack(Wish.Personal.DELETE)))
                .isEqualTo(Ending.RETURNED);
        assertThat(second().personal.items()).isEmpty();
        assertThat(kept.record().contents().find(Part.PERSONAL)).contains(Octets.NONE);
    }

    @Test
    void personalDataThatAreToStayDo() throws IOException {
        first().tap(token, TestHandset.load("1234"));
        first().personal.put(NOTE);
        assertThat(first().tap(token, new Wish.GiveBack(Wish.Personal.KEEP_HERE)))
                .isEqualTo(Ending.RETURNED);
        assertThat(first().personal.items()).containsExactly(NOTE);
        assertThat(kept.record().contents().find(Part.PERSONAL)).isEmpty();
    }

    @Test
    void whatWasWrittenIntoTheSimComesBack() throws IOException {
        first().tap(token, TestHandset.load("1234"));
        Home.writeLocation(first().mirror.sim());
        first().restart();
        assertThat(Home.location(first().mirror.sim())).startsWith(Home.LOCATION);

        assertThat(first().tap(token, BACK)).isEqualTo(Ending.RETURNED);
        assertThat(Home.location(token)).startsWith(Home.LOCATION);
        assertThat(second().tap(token, TestHandset.load("1234"))).isEqualTo(Ending.LOADED);
        assertThat(Home.location(second().mirror.sim())).startsWith(Home.LOCATION);
    }

    /// Cuts a tap at a command; both lose their power.
    ///
    /// @return whether there was anything to cut
    private boolean cut(int at, boolean answered, Wish wish) throws IOException {
        boolean whole = false;
        try {
            first().tap(new Torn(token, (before, _) -> before == at, answered), wish);
            whole = true;
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("taken away");
        }
        token = token();
        first().restart();
        return !whole;
    }

    @Test
    void aLoadThatIsTornAnywhereNeverLeavesTwoAndOneTapHealsIt() throws IOException {
        int gaps = 0;
        for (boolean answered : new boolean[] {false, true}) {
            for (int at = 0; cut(at, answered, TestHandset.load("1234")); at++) {
                int copies = active();
                assertThat(copies).isLessThanOrEqualTo(1);
                if (copies == 0) {
                    gaps++;
                    assertThat(kept.record().phase()).isEqualTo(TokenPhase.HANDED);
                    assertThat(first().phase()).isEqualTo(HandsetPhase.STAGED);
                }
                first().tap(token, TestHandset.RESUME);
                assertThat(active()).as("after command %d", at).isOne();
                home();
            }
            home();
        }
        assertThat(gaps).isPositive();
    }

    @Test
    void aReturnThatIsTornAnywhereLosesNothing() throws IOException {
        for (boolean answered : new boolean[] {false, true}) {
            int at = 0;
            do {
                first().tap(token, TestHandset.load("1234"));
                boolean carries = !answered && at % 4 == 0;
                if (carries) {
                    first().personal.put(SMALL);
                }
                assertThat(isActive(first())).isTrue();
                if (!cut(at++, answered, BACK)) {
                    break;
                }
                assertThat(home.acceptsAgain(new ReferenceToken(made.kit(), kept, _ -> {}, around)))
                        .isFalse();
                assertThat(active()).isLessThanOrEqualTo(1);
                boolean onHandset = first().personal.items().contains(SMALL);
                boolean onToken = kept.record().contents().find(Part.PERSONAL).isPresent();
                assertThat(!carries || onHandset || onToken).isTrue();
                first().tap(token, TestHandset.RESUME);
                assertThat(active()).as("after command %d", at).isOne();
                home();
            } while (at < 1_000);
            home();
        }
    }

    /// The subscription goes back where it is not there.
    private void home() throws IOException {
        if (first().phase() != HandsetPhase.EMPTY) {
            assertThat(first().tap(token, BACK)).isEqualTo(Ending.RETURNED);
        }
        assertThat(tokenIsActive()).isTrue();
        assertThat(first().phase()).isEqualTo(HandsetPhase.EMPTY);
    }
}
