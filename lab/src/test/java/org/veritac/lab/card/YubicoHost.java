// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.card;

import com.yubico.yubikit.core.Transport;
import com.yubico.yubikit.core.application.BadResponseException;
import com.yubico.yubikit.core.smartcard.Apdu;
import com.yubico.yubikit.core.smartcard.ApduException;
import com.yubico.yubikit.core.smartcard.SmartCardConnection;
import com.yubico.yubikit.core.smartcard.SmartCardProtocol;
import com.yubico.yubikit.core.smartcard.scp.KeyRef;
import com.yubico.yubikit.core.smartcard.scp.Scp03KeyParams;
import com.yubico.yubikit.core.smartcard.scp.Scp11KeyParams;
import com.yubico.yubikit.core.smartcard.scp.StaticKeys;

import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.veritac.card.CardLink;
import org.veritac.card.trial.CompactX509;

import java.io.IOException;
import java.security.KeyPair;
import java.security.Security;
import java.util.HexFormat;
import java.util.List;

/// A secure channel to a vault by Yubico's host, which none of us wrote.
final class YubicoHost {
    private static final byte ANY = 0x01;
    private static final byte AUTHORITY = 0x10;
    private static final byte MUTUAL = 0x11;
    private static final byte ONE_WAY = 0x13;

    static {
        // It wants "AESCMAC", which the JDK has not.
        Security.addProvider(new BouncyCastleProvider());
    }

    private final CardLink card;
    private final SmartCardProtocol protocol;

    YubicoHost(CardLink card) {
        this.card = card;
        protocol = new SmartCardProtocol(new Connection(card));
    }

    /// Says which module opens the next channel.
    void environment(byte[] iccid) throws IOException {
        card.transmit(Tlvs.join(HexFormat.of().parseHex("002241A40C830A"), iccid));
    }

    void openStatic(int version, StaticKeys keys) throws IOException, ApduException {
        open(new Scp03KeyParams(new KeyRef(ANY, (byte) version), keys));
    }

    void openMutual(byte[] vaultPoint, KeyPair own, byte[] certificate)
            throws IOException, ApduException {
        open(
                new Scp11KeyParams(
                        new KeyRef(MUTUAL, (byte) 1),
                        Curve.publicKey(vaultPoint),
                        new KeyRef(AUTHORITY, (byte) 1),
                        own.getPrivate(),
                        List.of(new CompactX509(certificate))));
    }

    void openOneWay(byte[] vaultPoint) throws IOException, ApduException {
        open(new Scp11KeyParams(new KeyRef(ONE_WAY, (byte) 1), Curve.publicKey(vaultPoint)));
    }

    private void open(com.yubico.yubikit.core.smartcard.scp.ScpKeyParams parameters)
            throws IOException, ApduException {
        try {
            protocol.initScp(parameters);
        } catch (BadResponseException e) {
            throw new IOException("the card is not authentic", e);
        }
    }

    /// A command through the channel.
    byte[] send(int instruction, int reference, byte[] data) throws IOException, ApduException {
        return protocol.sendAndReceive(
                new Apdu(0x80, instruction, reference >> 8, reference & 0xFF, data));
    }

    private record Connection(CardLink card) implements SmartCardConnection {
        @Override
        public byte[] sendAndReceive(byte[] command) throws IOException {
            return card.transmit(command);
        }

        @Override
        public Transport getTransport() {
            return Transport.USB;
        }

        @Override
        public boolean isExtendedLengthApduSupported() {
            return false;
        }

        @Override
        public byte[] getAtr() {
            return new byte[0];
        }

        @Override
        public void close() {}
    }
}
