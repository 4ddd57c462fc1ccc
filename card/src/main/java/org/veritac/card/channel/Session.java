// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.channel;

import org.veritac.card.Secret;
import org.veritac.card.apdu.CommandApdu;
import org.veritac.card.apdu.ResponseApdu;
import org.veritac.card.apdu.StatusWord;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;

/// The framing of SCP03 from the side of the host (Amendment D, 6.2.4 to 6.2.7): commands in clear
/// become protected ones, protected responses become clear. Three things change: chaining value,
/// counter, open or not. No input or output.
final class Session {
    static final int SECURE_MESSAGING = 0x04;
    private static final int SECURE_MESSAGING_FURTHER = 0x20;
    private static final int FURTHER_CLASSES = 0x40;

    private final SessionKeys keys;
    private final MacSize size;
    private SecurityLevel level = SecurityLevel.C_MAC;
    private byte[] chaining;
    private long counter;
    private boolean closed;

    /// @param chaining zeros in SCP03, the receipt in SCP11
    Session(SessionKeys keys, MacSize size, byte[] chaining) {
        this.keys = keys;
        this.size = size;
        this.chaining = chaining.clone();
    }

    /// From now on everything is protected at this level.
    void raise(SecurityLevel newLevel) {
        level = newLevel;
    }

    /// EXTERNAL AUTHENTICATE: a C-MAC, which does not count as a command of the channel.
    CommandApdu authenticate(CommandApdu command) {
        return sign(command, command.data());
    }

    CommandApdu wrap(CommandApdu command) {
        byte[] data = command.data();
        if (data.length > SecureLink.DATA_MAX) {
            throw new IllegalArgumentException("too much data for one command");
        }
        counter++;
        if (!level.enciphersCommands() || data.length == 0) {
            return sign(command, data);
        }
        byte[] padded = Aes.pad(data);
        byte[] enciphered = Aes.encipher(keys.enc(), vector(0), padded);
        Arrays.fill(padded, (byte) 0);
        return sign(command, enciphered);
    }

    /// Lc is MACed as it would be in one APDU, also when the command goes out as a chain.
    private CommandApdu sign(CommandApdu command, byte[] data) {
        int length = data.length + size.bytes();
        boolean wide = length > CommandApdu.SHORT_DATA_MAX;
        int cla = command.cla();
        cla |= (cla & FURTHER_CLASSES) == 0 ? SECURE_MESSAGING : SECURE_MESSAGING_FURTHER;
        var header = ByteBuffer.allocate(CommandApdu.HEADER_BYTES + (wide ? 3 : 1));
        header.put((byte) cla);
        header.put((byte) command.ins()).put((byte) command.p1()).put((byte) command.p2());
        if (wide) {
            header.put((byte) 0).putShort((short) length);
        } else {
            header.put((byte) length);
        }
        chaining = Aes.cmac(keys.mac(), chaining, header.array(), data);
        byte[] signed = Arrays.copyOf(data, length);
        System.arraycopy(chaining, 0, signed, data.length, size.bytes());
        return CommandApdu.of(cla, command.ins(), command.p1(), command.p2())
                .with(signed)
                .expecting(command.expected());
    }

    Outcome unwrap(ResponseApdu response) {
        if (closed) {
            return new Outcome.Broken(Outcome.Breach.CLOSED);
        }
        if (!level.signsResponses()) {
            return new Outcome.Answer(response);
        }
        return isSigned(response.status()) ? unwrapSigned(response) : refused(response);
    }

    /// Amendment D, 6.2.5: no R-MAC on errors.
    private static boolean isSigned(StatusWord status) {
        return status.isOk() || status.kind() == StatusWord.Kind.WARNING;
    }

    private Outcome refused(ResponseApdu response) {
        StatusWord status = response.status();
        if (response.data().length > 0) {
            return broken(Outcome.Breach.DATA_WITHOUT_MAC);
        }
        if (status.equals(StatusWord.SECURITY_STATUS_NOT_SATISFIED)
                || status.equals(StatusWord.WRONG_MAC)) {
            close();
        }
        return new Outcome.Refused(status);
    }

    private Outcome unwrapSigned(ResponseApdu response) {
        byte[] all = response.data();
        int length = all.length - size.bytes();
        if (length < 0) {
            return broken(Outcome.Breach.RESPONSE_MAC);
        }
        byte[] data = Arrays.copyOf(all, length);
        byte[] status = ResponseApdu.of(response.status()).bytes();
        byte[] mac = Arrays.copyOf(Aes.cmac(keys.rmac(), chaining, data, status), size.bytes());
        if (!MessageDigest.isEqual(mac, Arrays.copyOfRange(all, length, all.length))) {
            return broken(Outcome.Breach.RESPONSE_MAC);
        }
        if (!level.enciphersResponses() || length == 0) {
            return new Outcome.Answer(ResponseApdu.of(data, response.status()));
        }
        return decipher(data, response.status());
    }

    private Outcome decipher(byte[] data, StatusWord status) {
        if (data.length % Aes.BLOCK_BYTES != 0) {
            return broken(Outcome.Breach.RESPONSE_PADDING);
        }
        byte[] padded = Aes.decipher(keys.enc(), vector(0x80), data);
        int length = Aes.unpaddedLength(padded);
        if (length < 0) {
            return broken(Outcome.Breach.RESPONSE_PADDING);
        }
        var answer = ResponseApdu.of(Arrays.copyOf(padded, length), status);
        Arrays.fill(padded, (byte) 0);
        return new Outcome.Answer(answer);
    }

    /// The enciphered counter, whose first byte parts responses from commands (6.2.6, 6.2.7).
    private byte[] vector(int first) {
        var block = ByteBuffer.allocate(Aes.BLOCK_BYTES).putLong(Long.BYTES, counter);
        return Aes.block(keys.enc(), block.put(0, (byte) first).array());
    }

    private Outcome broken(Outcome.Breach breach) {
        close();
        return new Outcome.Broken(breach);
    }

    boolean isClosed() {
        return closed;
    }

    /// A key for the card, enciphered under the DEK (Amendment D, 4.1.3): whole blocks.
    byte[] encipherKey(Secret key) {
        byte[] clear = key.copy();
        byte[] blocks = Arrays.copyOf(clear, (clear.length + 15) / 16 * 16);
        try {
            return Aes.encipher(keys.dek(), new byte[Aes.BLOCK_BYTES], blocks);
        } finally {
            Arrays.fill(clear, (byte) 0);
            Arrays.fill(blocks, (byte) 0);
        }
    }

    void close() {
        closed = true;
        keys.close();
        Arrays.fill(chaining, (byte) 0);
    }
}
