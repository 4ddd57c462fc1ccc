// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.handset.modem;

import org.veritac.handset.terminal.Reply;
import org.veritac.handset.terminal.Terminal;
import org.veritac.identity.SemiOctets;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// What a modem asks of a USIM (TS 31.102).
final class Usim {
    private static final byte[] SELECT_USIM =
            HexFormat.of().parseHex("00A4040C10A0000000871002FFFFFFFF8900000100");
    private static final int EF_IMSI = 0x6F07;
    private static final int EF_ECC = 0x6FB7;
    private static final int ECC_RECORDS_MAX = 16;
    private static final int ECC_DIGITS = 3;
    private static final int CHALLENGE = 16;
    private static final int SUCCESS = 0xDB;
    private static final int SYNCHRONISATION = 0xDC;
    private static final int WRONG_MAC = 0x9862;

    private final Terminal terminal;

    Usim(Terminal terminal) {
        this.terminal = terminal;
    }

    void select() throws IOException {
        terminal.exchange(SELECT_USIM);
    }

    /// The subscriber's digits; empty when the card does not let them be read.
    Optional<String> imsi() throws IOException {
        if (!selectFile(EF_IMSI)) {
            return Optional.empty();
        }
        Reply reply = terminal.exchange(new byte[] {0x00, (byte) 0xB0, 0x00, 0x00, 0x09});
        return Octets.behindLength(reply.data(), 0)
                .flatMap(octets -> SemiOctets.read(octets.value()))
                .filter(digits -> digits.length() > 1)
                .map(digits -> digits.substring(1)); // before them stands the parity, 1 or 9
    }

    /// The emergency numbers the card adds (TS 31.102, clause 4.2.21).
    List<String> emergencyNumbers() throws IOException {
        var numbers = new ArrayList<String>();
        if (!selectFile(EF_ECC)) {
            return numbers;
        }
        for (int record = 1; record <= ECC_RECORDS_MAX; record++) {
            Reply reply =
                    terminal.exchange(new byte[] {0x00, (byte) 0xB2, (byte) record, 0x04, 0x00});
            byte[] data = reply.data();
            if (!reply.isOk() || data.length < ECC_DIGITS) {
                return numbers;
            }
            SemiOctets.read(Arrays.copyOf(data, ECC_DIGITS))
                    .filter(digits -> !digits.isEmpty())
                    .ifPresent(numbers::add);
        }
        return numbers;
    }

    private boolean selectFile(int file) throws IOException {
        byte[] select = {0x00, (byte) 0xA4, 0x00, 0x0C, 0x02, (byte) (file >> 8), (byte) file};
        return terminal.exchange(select).isOk();
    }

    /// AUTHENTICATE in the 3G context.
    Authentication authenticate(byte[] challenge, byte[] token) throws IOException {
        if (challenge.length != CHALLENGE || token.length != CHALLENGE) {
            return new Authentication.Forged();
        }
        var command = new ByteArrayOutputStream();
        command.writeBytes(new byte[] {0x00, (byte) 0x88, 0x00, (byte) 0x81, 0x22});
        command.write(CHALLENGE);
        command.writeBytes(challenge);
        command.write(CHALLENGE);
        command.writeBytes(token);
        command.write(0);
        Reply reply = terminal.exchange(command.toByteArray());
        if (reply.status() == WRONG_MAC) {
            return new Authentication.Forged();
        }
        byte[] data = reply.data();
        Optional<Octets> value = Octets.behindLength(data, 1);
        if (!reply.isOk() || value.isEmpty()) {
            return new Authentication.Closed(reply.status());
        }
        return switch (data[0] & 0xFF) {
            case SUCCESS -> new Authentication.Done(value.get());
            case SYNCHRONISATION -> new Authentication.Behind(value.get());
            default -> new Authentication.Closed(reply.status());
        };
    }
}
