// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.card;

import static org.veritac.lab.card.Tlvs.join;
import static org.veritac.lab.card.Tlvs.tlv;

import com.yubico.yubikit.core.smartcard.ApduException;
import com.yubico.yubikit.core.smartcard.scp.StaticKeys;

import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.veritac.card.CardLink;
import org.veritac.card.Secret;
import org.veritac.card.channel.KeySet;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Provider;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Vaults of tests: their installation, their factory, and the keys and authorities around them.
final class Vaults {
    static final byte[] ID = HexFormat.of().parseHex("A1A2A3A4A5A6A7A8");
    static final byte[] ICCID = HexFormat.of().parseHex("98940102030405060708");
    static final int FACTORY = 0x30;
    static final int OPERATOR = 0x01;

    /// One with AES-256.
    static final int LONG_OPERATOR = 0x02;

    /// One with AES-256 and S16.
    static final int WIDE_OPERATOR = 0x08;

    static final String TAC = "35209900";

    /// 352099001761481, and another with the same TAC; low half byte first, F last.
    static final byte[] IMEI = HexFormat.of().parseHex("53029900711684F1");

    static final byte[] OTHER_IMEI = HexFormat.of().parseHex("53029900711694F9");

    static final Issuer MODULES = new Issuer("KLOC");
    static final Issuer VAULTS = new Issuer("KLCC");
    static final Issuer SIGNERS = new Issuer("TAC");

    private static final byte[] FACTORY_ENC = key(0xE1, 16);
    private static final byte[] FACTORY_MAC = key(0xA1, 16);
    private static final byte[] FACTORY_DEK = key(0xD1, 16);

    /// The JDK has no AES-CMAC.
    private static final Provider BOUNCY_CASTLE = new BouncyCastleProvider();

    private Vaults() {}

    /// A key that looks like one.
    static byte[] key(int seed, int bytes) {
        byte[] key = new byte[bytes];
        for (int i = 0; i < bytes; i++) {
            key[i] = (byte) (seed + 7 * i * i + 3 * i);
        }
        return key;
    }

    static byte[] parameters() {
        return parameters(1, FACTORY_ENC, FACTORY_MAC, FACTORY_DEK);
    }

    static byte[] parameters(int kind, byte[] enc, byte[] mac, byte[] dek) {
        return join(tlv(0x80, ID), tlv(0x81, enc, mac, dek), tlv(0x82, new byte[] {(byte) kind}));
    }

    static Installation installation() {
        return Installation.vault(parameters());
    }

    static CardLink fresh() throws IOException {
        var card = new SimulatedCard(installation());
        card.reset();
        return card;
    }

    static CardLink personalised() throws IOException, ApduException {
        CardLink card = fresh();
        personalise(card);
        return card;
    }

    static StaticKeys factoryKeys() {
        return new StaticKeys(FACTORY_ENC, FACTORY_MAC, FACTORY_DEK);
    }

    static YubicoHost factory(CardLink card) throws IOException, ApduException {
        var host = new YubicoHost(card);
        host.openStatic(FACTORY, factoryKeys());
        return host;
    }

    /// Everything that a factory does, also where it was cut off before. Returns the vault's
    /// agreement point.
    static byte[] personalise(CardLink card) throws IOException, ApduException {
        boolean certified = card.transmit(HexFormat.of().parseHex("00CABF2100")).length > 2;
        YubicoHost host = factory(card);
        host.send(0xD8, 0x0081, putKey(OPERATOR, 16));
        host.send(0xD8, 0x0081, putKey(LONG_OPERATOR, 32));
        host.send(0xD8, 0x0081, putKey(WIDE_OPERATOR, 32));
        byte[] point = generate(host, 1);
        generate(host, 2);
        if (!certified) {
            host.send(0xE2, 0x0001, certificate(point));
        }
        host.send(0xE2, 0x0002, MODULES.anchor());
        host.send(0xE2, 0x0003, SIGNERS.anchor());
        host.send(0xE2, 0x0004, record(1, IMEI, point, TAC));
        host.send(0xF0, 0x800F, new byte[0]);
        card.reset();
        return point;
    }

    static byte[] generate(YubicoHost host, int pair) throws IOException, ApduException {
        byte[] answer = host.send(0x46, pair, new byte[0]);
        return Arrays.copyOfRange(answer, 5, 70);
    }

    static byte[] certificate(byte[] point) {
        return VAULTS.draft(point).serial(ID).sign();
    }

    /// An IMEI signed by someone who may sign for these TACs.
    static byte[] record(int slot, byte[] imei, byte[] point, String... tacs) {
        var signer = Curve.pair();
        Issuer.Draft draft = SIGNERS.draft(Curve.point(signer)).usage(Issuer.SIGNS);
        List.of(tacs).forEach(draft::tac);
        byte[] number = {(byte) slot};
        byte[] signed = join(ascii("VERITAC IMEI V1"), number, imei, sha256(point));
        return tlv(
                0xBF20,
                tlv(0x80, number),
                tlv(0x81, imei),
                draft.sign(),
                tlv(0x5F37, Curve.sign(signer.getPrivate(), signed)));
    }

    /// An operator's key set as PUT KEY brings it.
    static byte[] putKey(int version, int bytes) {
        return join(
                new byte[] {(byte) version},
                keyField(operatorKey(version, 1, bytes)),
                keyField(operatorKey(version, 2, bytes)),
                keyField(operatorKey(version, 3, bytes)));
    }

    private static byte[] operatorKey(int version, int number, int bytes) {
        return key(0x40 * number + version, bytes);
    }

    private static byte[] keyField(byte[] key) {
        byte[] ones = new byte[16];
        Arrays.fill(ones, (byte) 1);
        return join(
                new byte[] {(byte) 0x88, (byte) (key.length + 1), (byte) key.length},
                encrypt(FACTORY_DEK, key),
                new byte[] {3},
                Arrays.copyOf(encrypt(key, ones), 3));
    }

    private static byte[] encrypt(byte[] key, byte[] plain) {
        try {
            var cipher = Cipher.getInstance("AES/CBC/NoPadding");
            cipher.init(
                    Cipher.ENCRYPT_MODE,
                    new SecretKeySpec(key, "AES"),
                    new IvParameterSpec(new byte[16]));
            return cipher.doFinal(plain);
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every JDK has AES", e);
        }
    }

    /// @param version to name the set by
    /// @param derived version for which the keys were derived
    static KeySet keySet(int version, int derived, int bytes) {
        return new KeySet(
                version,
                Secret.of(moduleKey(derived, 1, bytes)),
                Secret.of(moduleKey(derived, 2, bytes)),
                Secret.of(moduleKey(derived, 3, bytes)));
    }

    /// The keys with which the module of `ICCID` opens this vault.
    static StaticKeys moduleKeys(int version, int bytes) {
        return new StaticKeys(
                moduleKey(version, 1, bytes),
                moduleKey(version, 2, bytes),
                moduleKey(version, 3, bytes));
    }

    static byte[] moduleKey(int version, int number, int bytes) {
        byte[] out = new byte[0];
        for (int block = 1; out.length < bytes; block++) {
            byte[] input =
                    join(
                            ascii("VIM"),
                            new byte[7],
                            new byte[] {(byte) number, (byte) 0xF0, 0},
                            new byte[] {(byte) (bytes >> 5), (byte) (bytes << 3), (byte) block},
                            ID,
                            ICCID);
            out = join(out, cmac(operatorKey(version, number, bytes), input));
        }
        return out;
    }

    private static byte[] cmac(byte[] key, byte[] message) {
        try {
            var mac = Mac.getInstance("AESCMAC", BOUNCY_CASTLE);
            mac.init(new SecretKeySpec(key, "AES"));
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new AssertionError("Bouncy Castle has AES-CMAC", e);
        }
    }

    static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
