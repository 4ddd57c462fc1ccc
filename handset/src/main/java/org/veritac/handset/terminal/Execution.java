// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.handset.terminal;

import org.jspecify.annotations.Nullable;
import org.veritac.handset.connector.VaultReader;
import org.veritac.handset.os.Software;
import org.veritac.identity.SemiOctets;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;

/// Carries out single proactive commands. Each method returns the terminal response.
final class Execution {
    private static final int OK = 0x00;
    private static final int UNABLE = 0x20;
    private static final int BEYOND_CAPABILITIES = 0x30;
    private static final int NOT_UNDERSTOOD = 0x32;
    private static final int SMS_ERROR = 0x35;
    private static final int MULTIPLE_CARD_ERROR = 0x38;
    private static final int READER_ABSENT = 0x01;
    private static final int CARD_ABSENT = 0x02;
    private static final int POWERED_OFF = 0x04;
    private static final int MUTE = 0x06;

    private static final int VAULT_READER = 0x10;
    private static final int READER_PRESENT = 0b0001_0000;
    private static final int CARD_INSERTED = 0b0100_0000;
    private static final int CARD_POWERED = 0b1000_0000;
    private static final int LOCAL_IMEI = 0x01;
    private static final int LOCAL_IMEISV = 0x08;
    private static final String SOFTWARE_VERSION = "01";

    private final int slot;
    private final @Nullable VaultReader reader;
    private final Software software;
    private final Screen screen;
    private final ShortMessages messages;

    Execution(Terminal.Parts parts) {
        slot = parts.slot().number();
        reader = parts.reader();
        software = parts.software();
        screen = parts.screen();
        messages = parts.messages();
    }

    byte[] run(Command command) throws IOException {
        return (switch (command.type()) {
                    case Command.REFRESH,
                            Command.MORE_TIME,
                            Command.POLL_INTERVAL,
                            Command.POLLING_OFF,
                            Command.SET_UP_EVENT_LIST ->
                            command.answer(OK);
                    case Command.SEND_SHORT_MESSAGE -> sendShortMessage(command);
                    case Command.DISPLAY_TEXT -> displayText(command);
                    case Command.PROVIDE_LOCAL_INFORMATION -> localInformation(command);
                    case Command.PERFORM_CARD_APDU,
                            Command.POWER_ON_CARD,
                            Command.POWER_OFF_CARD,
                            Command.GET_READER_STATUS ->
                            card(command);
                    default -> command.answer(BEYOND_CAPABILITIES);
                })
                .toByteArray();
    }

    private ByteArrayOutputStream sendShortMessage(Command command) throws IOException {
        Optional<byte[]> unit = command.fields().value(Fields.SMS_TPDU);
        if (unit.isEmpty()) {
            return command.answer(NOT_UNDERSTOOD);
        }
        Optional<byte[]> sent = software.submit(unit.get());
        boolean taken = sent.isEmpty() || messages.submit(sent.get());
        return taken ? command.answer(OK) : command.answer(SMS_ERROR, 0);
    }

    private ByteArrayOutputStream displayText(Command command) {
        screen.show(command.fields().value(Fields.TEXT_STRING).map(Text::read).orElse(""));
        return command.answer(OK);
    }

    private ByteArrayOutputStream localInformation(Command command) {
        Optional<String> imei = software.imei(slot);
        if (command.qualifier() != LOCAL_IMEI && command.qualifier() != LOCAL_IMEISV) {
            return command.answer(BEYOND_CAPABILITIES);
        }
        if (imei.isEmpty()) {
            return command.answer(UNABLE, 0);
        }
        ByteArrayOutputStream answer = command.answer(OK);
        if (command.qualifier() == LOCAL_IMEI) {
            Fields.write(answer, Fields.IMEI, SemiOctets.write(imei.get()));
        } else {
            String digits = imei.get().substring(0, 14) + SOFTWARE_VERSION;
            Fields.write(answer, Fields.IMEISV, SemiOctets.write(digits));
        }
        return answer;
    }

    private ByteArrayOutputStream card(Command command) {
        VaultReader vault = reader;
        if (command.destination() != VAULT_READER && command.type() != Command.GET_READER_STATUS) {
            return command.answer(MULTIPLE_CARD_ERROR, READER_ABSENT);
        }
        if (vault == null || !software.hasVault()) {
            return command.answer(MULTIPLE_CARD_ERROR, CARD_ABSENT);
        }
        try {
            return switch (command.type()) {
                case Command.POWER_ON_CARD -> powerOn(command, vault);
                case Command.POWER_OFF_CARD -> powerOff(command, vault);
                case Command.GET_READER_STATUS -> readerStatus(command, vault);
                default -> perform(command, vault);
            };
        } catch (IOException e) {
            // Another slot may have reset it while the command was under way.
            boolean lost = !vault.isOwnedBy(slot);
            return command.answer(MULTIPLE_CARD_ERROR, lost ? POWERED_OFF : MUTE);
        }
    }

    private ByteArrayOutputStream powerOn(Command command, VaultReader vault) throws IOException {
        byte[] atr = vault.powerOn(slot);
        ByteArrayOutputStream answer = command.answer(OK);
        Fields.write(answer, Fields.CARD_ATR, atr);
        return answer;
    }

    private ByteArrayOutputStream powerOff(Command command, VaultReader vault) {
        vault.powerOff(slot);
        return command.answer(OK);
    }

    private ByteArrayOutputStream readerStatus(Command command, VaultReader vault) {
        int status = READER_PRESENT | CARD_INSERTED | (vault.isOwnedBy(slot) ? CARD_POWERED : 0);
        ByteArrayOutputStream answer = command.answer(OK);
        Fields.write(answer, Fields.READER_STATUS, (byte) status);
        return answer;
    }

    private ByteArrayOutputStream perform(Command command, VaultReader vault) throws IOException {
        Optional<byte[]> apdu = command.fields().value(Fields.C_APDU);
        if (apdu.isEmpty()) {
            return command.answer(NOT_UNDERSTOOD);
        }
        if (!vault.isOwnedBy(slot)) {
            return command.answer(MULTIPLE_CARD_ERROR, POWERED_OFF);
        }
        byte[] response = software.relay(apdu.get(), octets -> inSession(vault, octets));
        ByteArrayOutputStream answer = command.answer(OK);
        Fields.write(answer, Fields.R_APDU, response);
        return answer;
    }

    private byte[] inSession(VaultReader vault, byte[] command) throws IOException {
        return vault.transmit(slot, command)
                .orElseThrow(() -> new IOException("another slot has taken the vault"));
    }
}
