// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.card;

import org.jspecify.annotations.Nullable;
import org.veritac.card.CardLink;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;

/// The smallest phone: fetches proactive commands and carries them between UICC and vault. It can
/// be told to lie and to damage what it carries. Counts what passes.
final class Phone {
    /// More rounds than any check takes; one that goes on for ever is a mistake.
    static final int ROUNDS_MAX = 200;

    private static final HexFormat HEX = HexFormat.of();

    final CardLink uicc;
    @Nullable CardLink vault;
    String imei;
    final List<byte[]> messages = new ArrayList<>();

    /// What the vault answered since the last boot, before anything was done to it.
    final List<byte[]> answers = new ArrayList<>();

    final List<String> displayed = new ArrayList<>();

    /// What becomes of a command to the vault, and of its response.
    UnaryOperator<byte[]> toVault = bytes -> bytes;

    UnaryOperator<byte[]> fromVault = bytes -> bytes;

    /// What becomes of a TERMINAL RESPONSE as a whole.
    UnaryOperator<byte[]> response = bytes -> bytes;

    /// How many commands reach the vault before another slot takes it; from then on, always.
    int vaultHeld = Integer.MAX_VALUE;

    /// How often another slot takes the vault.
    int vaultLost;

    /// Result of SEND SHORT MESSAGE.
    int sendResult;

    Phone(CardLink uicc, @Nullable CardLink vault, String imei) {
        this.uicc = uicc;
        this.vault = vault;
        this.imei = imei;
    }

    byte[] uicc(String hex) throws IOException {
        return uicc(HEX.parseHex(hex.replace(" ", "")));
    }

    byte[] uicc(byte[] command) throws IOException {
        return uicc.transmit(command);
    }

    /// Switches on: reset of both cards, TERMINAL PROFILE, and what the UICC then asks for.
    void boot() throws IOException {
        answers.clear();
        uicc.reset();
        if (vault != null) {
            vault.reset();
        }
        serve(uicc("80100000 04 FFFFFFFF"));
    }

    /// STATUS, and what the UICC then asks for.
    void status() throws IOException {
        serve(uicc("80F2000C00"));
    }

    /// Fetches as long as 91 xx says that something waits.
    void serve(byte[] answer) throws IOException {
        byte[] last = answer;
        for (int i = 0; i < ROUNDS_MAX && last[last.length - 2] == (byte) 0x91; i++) {
            last = serveOne(last);
        }
        if (last[last.length - 2] == (byte) 0x91) {
            throw new IllegalStateException("the UICC asks for ever");
        }
    }

    /// Fetches and answers one command.
    byte[] serveOne(byte[] answer) throws IOException {
        byte[] length = {answer[answer.length - 1]};
        byte[] fetched = uicc(HEX.parseHex("80120000" + HEX.formatHex(length)));
        return uicc(terminalResponse(Arrays.copyOf(fetched, fetched.length - 2)));
    }

    private byte[] terminalResponse(byte[] command) throws IOException {
        int at = command[1] == (byte) 0x81 ? 3 : 2;
        byte[] details = Arrays.copyOfRange(command, at, at + 5);
        var out = new ByteArrayOutputStream();
        out.writeBytes(details);
        out.writeBytes(HEX.parseHex("82028281"));
        out.writeBytes(perform(details[3], Arrays.copyOfRange(command, at + 9, command.length)));
        byte[] data = response.apply(out.toByteArray());
        var apdu = new ByteArrayOutputStream();
        apdu.writeBytes(new byte[] {(byte) 0x80, 0x14, 0, 0, (byte) data.length});
        apdu.writeBytes(data);
        return apdu.toByteArray();
    }

    private byte[] perform(byte type, byte[] rest) throws IOException {
        return switch (type) {
            case 0x26 -> HEX.parseHex(imei.isEmpty() ? "830120" : "8301009408" + identity(imei));
            case 0x31 -> power();
            case 0x30 -> perform(rest);
            case 0x13 -> {
                if (sendResult == 0) {
                    messages.add(tpdu(rest));
                }
                yield new byte[] {(byte) 0x83, 1, (byte) sendResult};
            }
            case 0x21 -> {
                displayed.add(new String(rest, 3, rest.length - 3, StandardCharsets.US_ASCII));
                yield HEX.parseHex("830100");
            }
            default -> HEX.parseHex("830100");
        };
    }

    private byte[] power() throws IOException {
        if (vault == null) {
            return HEX.parseHex("83023802");
        }
        vault.reset();
        return HEX.parseHex("830100A105" + "3B80800101");
    }

    private byte[] perform(byte[] rest) throws IOException {
        if (vaultLost > 0 && vaultHeld-- == 0) {
            vaultLost--;
            vaultHeld = 0;
            return HEX.parseHex("83023804");
        }
        int at = rest[1] == (byte) 0x81 ? 3 : 2;
        byte[] command = toVault.apply(Arrays.copyOfRange(rest, at, rest.length));
        byte[] answer = Objects.requireNonNull(vault).transmit(command);
        answers.add(answer.clone());
        answer = fromVault.apply(answer);
        var out = new ByteArrayOutputStream();
        out.writeBytes(HEX.parseHex("830100A3"));
        if (answer.length > 127) {
            out.write(0x81);
        }
        out.write(answer.length);
        out.writeBytes(answer);
        return out.toByteArray();
    }

    /// The TPDU of a SEND SHORT MESSAGE, behind an address if there is one.
    private static byte[] tpdu(byte[] rest) {
        int at = 0;
        while ((rest[at] & 0x7F) != 0x0B) {
            at += 2 + (rest[at + 1] & 0xFF);
        }
        int value = rest[at + 1] == (byte) 0x81 ? at + 3 : at + 2;
        return Arrays.copyOfRange(rest, value, rest.length);
    }

    /// An IMEI of 15 digits as mobile identity (TS 24.008, 10.5.1.4).
    static String identity(String imei) {
        return HEX.formatHex(UiccPersonalisation.swapped("A" + imei, 16));
    }
}
