// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.story;

import org.jspecify.annotations.Nullable;
import org.veritac.card.CardLink;
import org.veritac.card.channel.Authority;
import org.veritac.card.channel.Identifier;
import org.veritac.card.channel.KeySet;
import org.veritac.card.report.Instruction;
import org.veritac.card.report.PackedImei;
import org.veritac.card.report.Pairing;
import org.veritac.card.report.Report;
import org.veritac.card.report.Result;
import org.veritac.card.vault.VaultId;
import org.veritac.handset.Phone;
import org.veritac.handset.os.FaithfulSoftware;
import org.veritac.handset.os.Flash;
import org.veritac.handset.os.Programs;
import org.veritac.handset.os.Rom;
import org.veritac.handset.os.Software;
import org.veritac.identity.Imei;
import org.veritac.lab.radio.MobileNetwork;
import org.veritac.lab.radio.SocketLink;
import org.veritac.register.Decision;
import org.veritac.register.Reason;
import org.veritac.register.Verdict;

import java.io.Closeable;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/// The world of one story: an operator, makers of phones, vaults and cards, and a thief.
final class Stage implements Closeable {
    static final String VAULT = "vault";
    static final String UICC = "UICC";
    static final String PHONE = "phone";
    static final String NETWORK = "network";
    static final String CENTRE = "SMSC";
    static final String GATEWAY = "gateway";
    static final String REGISTER = "register";

    /// IMEIs of stories, 14 digits.
    static final String FIRST = "49015420323751";

    static final String SECOND = "35209900176148";

    /// The program that images of thieves name.
    static final String TAMPERED = "tampered";

    /// Octets of a key set: three AES-128 keys.
    private static final int VAULT_KEYS = 48;

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Transcript transcript;
    private final SecureRandom random = new SecureRandom();
    private final Operator operator;
    private final Maker maker = new Maker();
    private final Maker thief = new Maker();
    private final VaultFactory factory = new VaultFactory();
    private final VaultFactory forgery = new VaultFactory();
    private final Authority uiccs = new Authority(new Identifier("0c"), Maker.p256(), random);
    private final CardFactory cards;
    private final List<Handset> handsets = new ArrayList<>();
    private final boolean certificates;
    private int vaults;

    /// @param certificates whether every card goes by certificates, whatever its terms say
    Stage(Transcript transcript, boolean certificates) throws IOException {
        this.transcript = transcript;
        this.certificates = certificates;
        operator = Operator.open(transcript);
        cards = new CardFactory(operator, uiccs, factory.anchor());
    }

    /// A sentence between the messages.
    void say(String text) {
        transcript.said(text);
    }

    /// What the story promises.
    void promise(String text, boolean holds) {
        transcript.promised(text, holds);
    }

    /// The 15 digits on the label of one of the IMEIs of stories.
    static String label(String imei) {
        return Imei.of(imei).labelDigits();
    }

    RegisterNode register() {
        return operator.register();
    }

    MobileNetwork network() {
        return operator.network();
    }

    /// Who makes images and ROMs for thieves.
    Maker thief() {
        return thief;
    }

    /// A phone as it is sold: its vault and its system say the same.
    ///
    /// @param imeis of its slots
    Handset handset(String... imeis) throws IOException {
        VaultId id = new VaultId(random.nextLong());
        return sold(vault(factory, id, operator.desk().vaultKeys(id), imeis), imeis);
    }

    /// A phone from before vaults.
    Handset withoutVault(String imei) throws IOException {
        return sold(null, imei);
    }

    /// A phone in which somebody has put a vault of his own making, under the name of a genuine
    /// one.
    Handset forged(Handset genuine, String imei) throws IOException {
        byte[] guessed = new byte[VAULT_KEYS];
        random.nextBytes(guessed);
        return sold(vault(forgery, genuine.vault().id(), KeySet.of(1, guessed), imei), imei);
    }

    /// The same board with another ROM and another system.
    Handset tampered(Handset phone, Function<Flash, Software> system) throws IOException {
        Flash flash = phone.phone().flash().copy();
        flash.writeImage(thief.image(TAMPERED, Maker.VERSION));
        Programs programs =
                (name, memory) ->
                        name.equals(TAMPERED)
                                ? Optional.of(system.apply(memory))
                                : Optional.empty();
        return assembled(thief.rom(), programs, flash, phone.vaultIfAny());
    }

    private StoryVault vault(VaultFactory maker, VaultId id, KeySet keys, String... imeis)
            throws IOException {
        var slots = new ArrayList<Imei>();
        for (String imei : imeis) {
            slots.add(Imei.of(imei));
        }
        StoryVault made = maker.make(id, keys, uiccs.anchor(), slots);
        String name = VAULT + (vaults == 0 ? "" : " " + (vaults + 1));
        vaults++;
        CardLink recorded = RecordingCard.vault(made.card(), transcript, name);
        return new StoryVault(id, recorded);
    }

    private Handset sold(@Nullable StoryVault vault, String... imeis) {
        var claims = new TreeMap<Integer, String>();
        for (String imei : imeis) {
            claims.put(claims.size() + 1, label(imei));
        }
        var flash = new Flash(maker.image(FaithfulSoftware.PROGRAM, Maker.VERSION), claims);
        return assembled(maker.rom(), Programs.FAITHFUL, flash, vault);
    }

    private Handset assembled(Rom rom, Programs programs, Flash flash, @Nullable StoryVault vault) {
        CardLink link = vault == null ? null : vault.card();
        var board = new Phone.Board(rom, programs, flash, link, PATIENCE);
        var phone =
                new Phone(
                        board,
                        () ->
                                new RecordingRadio(
                                        SocketLink.connect(operator.network().address()),
                                        transcript,
                                        PHONE));
        var handset = new Handset(this, phone, vault);
        handsets.add(handset);
        return handset;
    }

    /// A subscription with a fresh card.
    Subscription subscribe(Terms terms) throws IOException {
        Subscription made = cards.make(certificates ? terms.withCertificates() : terms, transcript);
        if (terms.fixed()) {
            operator.desk().hand(made, new Instruction.Pair(Pairing.FIXED, List.of()));
        }
        return made;
    }

    /// Brings the keys of a phone's vault to a card, in a shop. With certificates nothing is
    /// needed.
    void introduce(Subscription subscription, Handset phone) throws IOException {
        if (certificates) {
            return;
        }
        operator.desk()
                .hand(subscription, operator.desk().keysFor(subscription, phone.vault().id()));
    }

    /// Sends the keys of a phone's vault to a card, over the air.
    void sendKeys(Subscription subscription, Handset phone) {
        operator.desk()
                .send(subscription, operator.desk().keysFor(subscription, phone.vault().id()));
    }

    /// Asks a card for its last report, over the air.
    void poll(Subscription subscription) {
        operator.desk().send(subscription, new Instruction.Poll(false));
    }

    /// Unblocks a card in a shop.
    void unblock(Subscription subscription) throws IOException {
        operator.desk().hand(subscription, new Instruction.Unblock());
    }

    /// Makes a packet that unblocks a card, without handing it over: SMS-DELIVERs.
    List<byte[]> unblockPacket(Subscription subscription) throws IOException {
        return operator.desk().packet(subscription, new Instruction.Unblock());
    }

    /// Blocks the proven phone of a card, over the air.
    void block(Subscription subscription) {
        operator.desk()
                .send(subscription, new Instruction.Block(null, 1, "Blocked by the operator."));
    }

    /// Hands any short message to a card, as whoever has it in hands can.
    void hand(Subscription subscription, List<byte[]> units) throws IOException {
        for (byte[] unit : units) {
            Shop.hand(subscription.card(), unit, _ -> true);
        }
    }

    /// Whether the last report of a card says so.
    boolean isReported(Subscription subscription, Result result) {
        return operator.desk()
                .lastReport(subscription.imsi())
                .map(report -> report.result() == result)
                .orElse(false);
    }

    /// Whether the last report of a card proves this IMEI.
    boolean isProven(Subscription subscription, String imei) {
        return operator.desk()
                .lastReport(subscription.imsi())
                .map(Report::proven)
                .flatMap(PackedImei::imei)
                .map(Imei.of(imei)::equals)
                .orElse(false);
    }

    /// Whether the register says white of a phone that this subscriber uses.
    boolean isWhite(Subscription subscription, String imei) throws IOException {
        return register().decide(imei, subscription.imsi()).verdict() == Verdict.WHITE;
    }

    boolean isGrey(Subscription subscription, String imei) throws IOException {
        return register().decide(imei, subscription.imsi()).verdict() == Verdict.GREY;
    }

    /// Whether the register knows of another subscriber who has proven this phone.
    boolean isContested(Subscription subscription, String imei) throws IOException {
        Decision decision = register().decide(imei, subscription.imsi());
        return decision.reason() == Reason.CONTESTED || decision.lifted() > 0;
    }

    /// Whether something is still on its way between operator and cards.
    boolean isBusy() {
        return operator.desk().isBusy();
    }

    @Override
    public void close() throws IOException {
        for (Handset handset : handsets) {
            handset.close();
        }
        operator.close();
    }
}
