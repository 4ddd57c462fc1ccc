// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.handset;

import org.jspecify.annotations.Nullable;
import org.veritac.card.CardLink;
import org.veritac.handset.connector.UiccSlot;
import org.veritac.handset.connector.VaultReader;
import org.veritac.handset.modem.Antenna;
import org.veritac.handset.modem.AtCommands;
import org.veritac.handset.modem.Modem;
import org.veritac.handset.modem.Radio;
import org.veritac.handset.os.Boot;
import org.veritac.handset.os.Flash;
import org.veritac.handset.os.Programs;
import org.veritac.handset.os.Rom;
import org.veritac.handset.os.Software;
import org.veritac.handset.terminal.Screen;
import org.veritac.handset.terminal.Terminal;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// A phone: a board with a ROM, flash memory, a vault and two slots. What an operator's module and
/// a network believe of it rests on nothing in this class.
public final class Phone implements Closeable {
    /// How many operator's modules fit.
    public static final int SLOTS = 2;

    /// What a user dials to see the IMEI (TS 22.030, clause 6.2).
    public static final String SHOW_IMEI = "*#06#";

    /// What is soldered to the board.
    ///
    /// @param rom where it starts
    /// @param programs what its processor runs
    /// @param flash its ordinary memory
    /// @param vault where the IMEI is kept safe; null when the phone has none
    /// @param patience how long anything foreign is waited for
    public record Board(
            Rom rom, Programs programs, Flash flash, @Nullable CardLink vault, Duration patience) {}

    /// The software of a board whose image was kept out: the ROM itself, which only lets emergency
    /// calls through.
    private static final Software RESCUE = _ -> Optional.empty();

    private final Board board;
    private final Antenna antenna;
    private final List<UiccSlot> slots = List.of(new UiccSlot(1), new UiccSlot(2));
    private final @Nullable VaultReader reader;
    private final Screen screen = new Screen();
    private final TreeMap<Integer, Modem> modems = new TreeMap<>();
    private Software software = RESCUE;

    public Phone(Board board, Antenna antenna) {
        this.board = board;
        this.antenna = antenna;
        reader = board.vault() == null ? null : new VaultReader(board.vault(), board.patience());
    }

    /// Puts an operator's module into a slot, 1 or 2. It is noticed at the next switching on.
    public void insert(int slot, CardLink uicc) {
        slots.get(slot - 1).insert(uicc);
    }

    /// Takes the module out of a slot.
    public void remove(int slot) {
        slots.get(slot - 1).remove();
    }

    /// Measures and starts the image, then each slot with a card in it: each card checks the vault.
    ///
    /// @throws IOException when a card is broken
    public Boot switchOn() throws IOException {
        switchOff();
        Boot boot = started(board.rom().boot(board.flash().image()));
        for (UiccSlot slot : slots) {
            Modem modem = modem(slot, boot instanceof Boot.Started);
            modems.put(slot.number(), modem);
            if (!slot.isEmpty() && boot instanceof Boot.Started) {
                modem.start();
            }
        }
        return boot;
    }

    private Boot started(Boot boot) {
        if (!(boot instanceof Boot.Started(var image))) {
            software = RESCUE;
            return boot;
        }
        Optional<Software> program = board.programs().start(image.program(), board.flash());
        software = program.orElse(RESCUE);
        return program.isPresent() ? boot : new Boot.Refused(Boot.Reason.PROGRAM);
    }

    private Modem modem(UiccSlot slot, boolean started) {
        var radio = new Radio(antenna, board.patience());
        if (slot.isEmpty() || !started) {
            return new Modem(slot.number(), software, radio, null);
        }
        var parts = new Terminal.Parts(slot, reader, software, screen, radio);
        return new Modem(slot.number(), software, radio, new Terminal(parts));
    }

    /// The subscription in a slot.
    ///
    /// @throws IllegalStateException when the phone is off
    public Modem modem(int slot) {
        Modem modem = modems.get(slot);
        if (modem == null) {
            throw new IllegalStateException("the phone is off");
        }
        return modem;
    }

    /// The serial interface of a slot.
    public AtCommands serial(int slot) {
        return new AtCommands(modem(slot), software, slot);
    }

    /// What the user sees who dials [#SHOW_IMEI]: whatever the system claims, slot by slot.
    public List<String> showImeis() {
        var imeis = new ArrayList<String>();
        for (UiccSlot slot : slots) {
            software.imei(slot.number()).ifPresent(imeis::add);
        }
        imeis.forEach(screen::show);
        return List.copyOf(imeis);
    }

    public Screen screen() {
        return screen;
    }

    public Flash flash() {
        return board.flash();
    }

    /// Leaves the networks.
    public void switchOff() throws IOException {
        for (Modem modem : modems.values()) {
            modem.stop();
        }
        modems.clear();
    }

    @Override
    public void close() throws IOException {
        switchOff();
    }
}
