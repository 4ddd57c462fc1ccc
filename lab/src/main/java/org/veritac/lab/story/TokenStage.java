// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.story;

import org.jspecify.annotations.Nullable;
import org.veritac.handset.memory.MemoryAnchor;
import org.veritac.handset.mirror.DeviceKit;
import org.veritac.identity.Iccid;
import org.veritac.identity.Imei;
import org.veritac.identity.Imsi;
import org.veritac.identity.Msisdn;
import org.veritac.lab.radio.HomeStation;
import org.veritac.lab.radio.Subscriber;
import org.veritac.lab.token.ServeToken;
import org.veritac.lab.token.SoftwareTpm;
import org.veritac.lab.token.TokenMaker;
import org.veritac.subscription.aka.AuthenticationCentre;
import org.veritac.subscription.aka.Functions;
import org.veritac.subscription.aka.SequenceRule;
import org.veritac.subscription.profile.Profile;
import org.veritac.subscription.profile.ProfilePackage;
import org.veritac.subscription.transfer.Answer;
import org.veritac.subscription.transfer.Policy;
import org.veritac.subscription.transfer.Receipt;
import org.veritac.subscription.transfer.ReceiptLog;
import org.veritac.subscription.transfer.Request;
import org.veritac.subscription.transfer.Seal;
import org.veritac.subscription.transfer.TokenVisit;
import org.veritac.subscription.transfer.Wish;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The world of a story about tokens: their factory, that of phones, an operator with its
/// authentication centre.
final class TokenStage implements Closeable {
    static final String TOKEN = "token";
    static final String PIN = "1234";
    static final String PUK = "12345678";

    static final Wish LOAD = load(PIN);
    static final Wish BACK = new Wish.GiveBack(Wish.Personal.BACK_UP);
    static final Wish NOTHING = new Wish.Resume();

    /// A level of protection, as bindings and policies say it.
    static final int ROLLBACK_PROOF = 2;

    private static final long FIRST_IMEI = 35_209_900_176_148L;
    private static final String ICCID = "890010123456789012";
    private static final String IMSI = "00101012345678";
    private static final String MSISDN = "88210123450";

    private final Transcript transcript;
    private final Voices voices;
    private final SecureRandom random = new SecureRandom();
    private final Clock clock = Clock.systemUTC();
    private final TokenMaker maker = new TokenMaker(clock, random);
    private final HomeStation home = station();
    private final Path directory = Files.createTempDirectory("veritac-story");
    private final List<Mobile> mobiles = new ArrayList<>();
    private final List<StoryToken> tokens = new ArrayList<>();
    private final List<SoftwareTpm> tpms = new ArrayList<>();

    TokenStage(Transcript transcript) throws IOException {
        this.transcript = transcript;
        voices = new Voices(transcript);
    }

    private HomeStation station() {
        return new HomeStation(new AuthenticationCentre(SequenceRule.counting()), random);
    }

    SecureRandom random() {
        return random;
    }

    Clock clock() {
        return clock;
    }

    /// The operator's authentication centre.
    HomeStation home() {
        return home;
    }

    Seal operator() {
        return maker.operator();
    }

    Voices voices() {
        return voices;
    }

    static Wish load(String pin) {
        return new Wish.Load(TokenMaker.digits(pin), org.veritac.subscription.transfer.Octets.NONE);
    }

    /// A sentence between the messages.
    void say(String text) {
        transcript.said(text);
    }

    /// What the story promises.
    void promise(String text, boolean holds) {
        transcript.promised(text, holds);
    }

    /// A phone whose memory is the model of a chip.
    Mobile phone() throws IOException {
        var chip = new MemoryAnchor(random);
        return phone(kit(0), _ -> chip);
    }

    /// The kit of the next phone.
    ///
    /// @param protection of its memory, as its maker says
    DeviceKit kit(int protection) {
        return maker.handset(new Imei(FIRST_IMEI + mobiles.size()), protection);
    }

    /// A phone whose memory is a TPM of its own where swtpm is installed, or else the model of a
    /// chip.
    Mobile phoneWithTpm() throws IOException {
        var started = SoftwareTpm.startIfInstalled(directory);
        if (started.isEmpty()) {
            return phone();
        }
        var tpm = started.get();
        tpms.add(tpm);
        return phone(kit(ROLLBACK_PROOF), tpm::anchor);
    }

    Mobile phone(DeviceKit kit, Mobile.Memory memory) throws IOException {
        String name = Stage.PHONE + " " + (mobiles.size() + 1);
        Path own = Files.createDirectory(directory.resolve(name));
        var made = new Mobile(new Mobile.Makings(name, kit, memory, own, this));
        mobiles.add(made);
        return made;
    }

    /// The next subscription, with new keys, in the books of the authentication centre.
    ProfilePackage subscription() {
        return enrolled(package_(tokens.size()), home);
    }

    /// The same subscription as a token's, with other keys.
    ProfilePackage otherKeys(StoryToken token) {
        return package_(tokens.indexOf(token));
    }

    private ProfilePackage package_(int number) {
        return ServeToken.trial(
                random,
                Iccid.of(ICCID + number),
                Imsi.of(IMSI + number),
                Msisdn.of(MSISDN + number));
    }

    /// Puts a subscription into the books of an authentication centre; one that was there under the
    /// same IMSI is barred from then on.
    ProfilePackage enrolled(ProfilePackage made, HomeStation centre) {
        var profile = profile(made);
        var imsi = profile.imsi().orElseThrow();
        var functions = (Functions) profile.aka().getFirst().algorithm();
        int number = imsi.digits().charAt(imsi.digits().length() - 1) - '0';
        centre.add(new Subscriber(imsi, Msisdn.of(MSISDN + number)), functions);
        return made;
    }

    static Profile profile(ProfilePackage made) {
        if (Profile.of(made) instanceof Profile.Result.Made(var profile)) {
            return profile;
        }
        throw new AssertionError("made by us");
    }

    /// Another authentication centre with the keys of a token as they were at its making.
    HomeStation copyOf(ProfilePackage made) {
        var copy = station();
        enrolled(made, copy);
        return copy;
    }

    /// A token with a subscription of its own and the usual policy, its PIN set.
    StoryToken token() throws IOException {
        var token = sold(subscription(), Policy.DEFAULT, TokenMaker.Extras.NONE);
        setPin(token);
        return token;
    }

    /// A token as it is sold, whose PIN nobody has set.
    StoryToken sold(ProfilePackage subscription, Policy policy, TokenMaker.Extras extras)
            throws IOException {
        var issue = new TokenMaker.Issue(subscription, PIN, PUK, policy);
        var chip = maker.chip(issue, extras).orElseThrow(() -> new IOException("no token"));
        var imsi = profile(subscription).imsi().orElseThrow();
        String name = TOKEN + (tokens.isEmpty() ? "" : " " + (tokens.size() + 1));
        var token = new StoryToken(chip, imsi, transcript, name);
        tokens.add(token);
        return token;
    }

    /// In the shop, with the unblocking key that came with the token.
    void setPin(StoryToken token) throws IOException {
        say("In the shop, with the unblocking key, the owner sets the PIN of the " + token.name());
        var shop = new Mobile(shop());
        var request = new Request.Unblock(TokenMaker.digits(PUK), TokenMaker.digits(PIN));
        if (!shop.ask(token, request).equals(Optional.of(new Answer.Fine()))) {
            throw new IOException("a new token takes a PIN");
        }
        shop.close();
    }

    private Mobile.Makings shop() throws IOException {
        var chip = new MemoryAnchor(random);
        Path own = Files.createTempDirectory(directory, "shop");
        var kit = maker.handset(new Imei(FIRST_IMEI - 1), 0);
        return new Mobile.Makings("shop", kit, _ -> chip, own, this);
    }

    /// Asks every token and phone for an authentication of a token's subscription, and promises who
    /// answers rightly.
    ///
    /// @param expected the only one; null for nobody
    void promiseOnly(StoryToken subscription, @Nullable Answering expected) throws IOException {
        var right = new ArrayList<Answering>();
        for (Answering one : everybody()) {
            if (voices.answers(one, home, subscription.imsi())) {
                right.add(one);
            }
        }
        boolean holds = expected == null ? right.isEmpty() : right.equals(List.of(expected));
        String who = expected == null ? "nobody answers" : "only " + expected.name() + " answers";
        promise("AUTHENTICATE asked of each: " + who, holds);
    }

    private List<Answering> everybody() {
        var all = new ArrayList<Answering>(tokens);
        all.addAll(mobiles);
        return all;
    }

    /// Reads the receipts of both sides and promises that they are whole.
    void promiseReceipts(StoryToken token, Mobile phone) throws IOException {
        var of = phone.mirror().receipts();
        boolean phoneGood = ReceiptLog.verify(of, phone.mirror().signer()).isEmpty();
        promise("the phone's receipts are signed and chained: " + events(of), phoneGood);
        boolean good =
                phone.visit(token, Optional.empty(), true)
                                instanceof TokenVisit.Result.Spoken(_, _, _, List<Receipt> theirs)
                        && !theirs.isEmpty()
                        && ReceiptLog.verify(theirs, token.chip().made().signer()).isEmpty();
        promise("and so are the token's", good);
    }

    private static String events(List<Receipt> receipts) {
        return String.join(
                ", ", receipts.stream().map(each -> each.entry().event().name()).toList());
    }

    @Override
    public void close() throws IOException {
        for (Mobile mobile : mobiles) {
            mobile.close();
        }
        tpms.forEach(SoftwareTpm::close);
        try (var all = Files.walk(directory)) {
            all.sorted(Comparator.reverseOrder())
                    .forEach(path -> {
                        try {
                            Files.delete(path);
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    });
        }
    }
}
