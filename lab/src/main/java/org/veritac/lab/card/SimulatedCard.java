// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.card;

import com.licel.jcardsim.base.SimulatorRuntime;
import com.licel.jcardsim.crypto.SecureRandomNullProvider;

import javacard.framework.AID;
import javacard.framework.APDU;

import org.veritac.card.CardLink;

import java.io.IOException;
import java.util.List;

/// A card on the Java Card simulator, of its own: no two share a runtime. The first applet is the
/// one selected at reset, without a command, as a UICC's is.
///
/// What the simulator gets wrong and this puts right stands in decision 24. What it cannot do
/// stays: one logical channel, and no rollback of transactions.
public final class SimulatedCard implements CardLink {
    /// The property that makes the simulator's random numbers random, and its value.
    public static final String RANDOM_PROPERTY = "com.licel.jcardsim.randomdata.secure";

    public static final String RANDOM_VALUE = "1";

    /// T=1, no more to say (ISO/IEC 7816-3, 8.2).
    private static final byte[] ATR = {0x3B, (byte) 0x80, (byte) 0x80, 0x01, 0x01};

    /// What a card says of it: APDU.PROTOCOL_MEDIA_CONTACTLESS_TYPE_A, T=1.
    private static final byte FIELD =
            (byte) (APDU.PROTOCOL_MEDIA_CONTACTLESS_TYPE_A | APDU.PROTOCOL_T1);

    private static final int HEADER_BYTES = 4;
    private static final byte[] WRONG_LENGTH = {0x67, 0x00};

    private final OwnRuntime runtime = new OwnRuntime();
    private final AID selectedAtReset;
    private final Power power;
    private boolean on;

    /// A card whose power is never cut.
    public SimulatedCard(Installation selected, Installation... others) {
        this(AppletClasses.whole(), new Power(), selected, others);
    }

    private SimulatedCard(
            AppletClasses classes, Power power, Installation selected, Installation... others) {
        requireRandomness();
        this.power = power;
        selectedAtReset = runtime.install(classes, selected);
        List.of(others).forEach(other -> runtime.install(classes, other));
        power.watch(runtime::apduBuffer);
    }

    /// A card whose power `power` cuts. Slower: each write to persistent memory is counted.
    public static SimulatedCard tearable(
            Power power, Installation selected, Installation... others) {
        return new SimulatedCard(AppletClasses.tearable(), power, selected, others);
    }

    private static void requireRandomness() {
        if (!RANDOM_VALUE.equals(System.getProperty(RANDOM_PROPERTY))) {
            throw new IllegalStateException(
                    "cards would all draw the same numbers: start with -D"
                            + RANDOM_PROPERTY
                            + "="
                            + RANDOM_VALUE);
        }
        if (!SecureRandomNullProvider.class
                .getProtectionDomain()
                .equals(SimulatedCard.class.getProtectionDomain())) {
            throw new IllegalStateException(
                    "cards would all make the same keys: lab has to stand before the simulator on"
                            + " the class path");
        }
    }

    /// Powers the card up, or again: transient memory is empty and the first applet is selected.
    ///
    /// @throws IOException when the power was cut in the middle of that
    @Override
    public byte[] reset() throws IOException {
        runtime.reset();
        power.restore();
        on = true;
        power.during(false, () -> runtime.select(selectedAtReset));
        requirePower();
        return ATR.clone();
    }

    /// @throws IOException when the card is off, or its power was cut in the middle of the command
    @Override
    public byte[] transmit(byte[] command) throws IOException {
        if (!on) {
            throw new IOException("the card has no power");
        }
        if (command.length < HEADER_BYTES) {
            return WRONG_LENGTH.clone();
        }
        byte[] response = power.during(() -> runtime.exchange(command));
        requirePower();
        return response;
    }

    /// Commands come by a contactless field (ISO/IEC 14443, type A) from now on.
    public void contactless() {
        runtime.changeProtocol(FIELD);
    }

    /// Commands come by contacts, as in the beginning.
    public void contacts() {
        runtime.changeProtocol(APDU.PROTOCOL_T0);
    }

    /// What the applet that is selected at reset keeps without power.
    public byte[] memory() {
        return runtime.memory(selectedAtReset).image();
    }

    /// Makes this card, as it was installed, the one whose memory an image is. It is to be reset
    /// after that.
    ///
    /// @throws IOException when it is the image of another applet; then the card is of no use
    public void remember(byte[] image) throws IOException {
        on = false;
        runtime.memory(selectedAtReset).write(image);
    }

    private void requirePower() throws IOException {
        if (power.isLost()) {
            on = false;
            throw new IOException("power was cut");
        }
    }

    @Override
    public void close() {
        on = false;
        runtime.reset();
    }

    /// The simulator's runtime, with what a reset of a real card also does.
    private static final class OwnRuntime extends SimulatorRuntime {
        AID install(AppletClasses classes, Installation installation) {
            byte[] bytes = installation.aid();
            var aid = new AID(bytes, (short) 0, (byte) bytes.length);
            loadApplet(aid, classes.of(installation.applet()));
            byte[] parameters = installation.installBytes();
            installApplet(aid, parameters, (short) 0, (byte) parameters.length);
            return aid;
        }

        boolean select(AID aid) {
            activateSimulatorRuntimeInstance();
            currentAID = aid;
            selecting = true;
            try {
                return getApplet(aid).select();
            } finally {
                selecting = false;
            }
        }

        CardMemory memory(AID aid) {
            activateSimulatorRuntimeInstance();
            return new CardMemory(getApplet(aid));
        }

        byte[] exchange(byte[] command) {
            try {
                return transmitCommand(command);
            } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException malformed) {
                // Of the simulator's own: what an applet throws, it answers with a status word.
                return WRONG_LENGTH.clone();
            }
        }

        byte[] apduBuffer() {
            return getCurrentAPDU().getBuffer();
        }
    }
}
