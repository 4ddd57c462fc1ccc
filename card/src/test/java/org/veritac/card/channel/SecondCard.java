// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.channel;

import org.bouncycastle.asn1.x9.ECNamedCurveTable;
import org.bouncycastle.crypto.agreement.ECDHBasicAgreement;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.generators.KDF2BytesGenerator;
import org.bouncycastle.crypto.generators.KDFCounterBytesGenerator;
import org.bouncycastle.crypto.macs.CMac;
import org.bouncycastle.crypto.modes.CBCBlockCipher;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.KDFCounterParameters;
import org.bouncycastle.crypto.params.KDFParameters;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithIV;
import org.bouncycastle.util.Arrays;
import org.bouncycastle.util.BigIntegers;
import org.bouncycastle.util.encoders.Hex;
import org.veritac.card.CardLink;
import org.veritac.card.apdu.Chaining;
import org.veritac.card.apdu.CommandApdu;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/// The card's side of SCP03 and SCP11, with Bouncy Castle's primitives for everything and none of
/// the code under test but that of APDUs. Inside a channel it answers with the data of the command.
/// Each answer passes through [#tamper], where a test may put a hand in.
public class SecondCard implements CardLink {
    private static final String OK = "9000";
    private static final ECDomainParameters CURVE =
            new ECDomainParameters(ECNamedCurveTable.getByName("P-256"));

    private final byte[] enc;
    private final byte[] mac;
    private final byte[] challenge;
    private final int version;
    private final Chaining.Joining joining = new Chaining.Joining();
    private final List<String> commands = new ArrayList<>();

    /// SCP03.
    protected byte[] diversification = new byte[10];

    /// SCP11.
    byte[] certificateStore = {};

    BigInteger fixedKey = BigInteger.ONE;
    BigInteger ephemeralKey = BigInteger.TWO;
    byte[] hostPoint = {};

    private byte[] sessionEnc = {};
    private byte[] sessionMac = {};
    private byte[] sessionRmac = {};
    private byte[] context = {};
    private byte[] chain = new byte[16];
    private int level;
    private int counter;

    /// @param keys `ENC | MAC | DEK`
    /// @param challenge 8 bytes, or 16 for S16
    public SecondCard(int version, byte[] keys, byte[] challenge) {
        this.version = version;
        this.challenge = challenge.clone();
        enc = Arrays.copyOfRange(keys, 0, keys.length / 3);
        mac = Arrays.copyOfRange(keys, keys.length / 3, 2 * keys.length / 3);
    }

    public final List<String> commands() {
        return List.copyOf(commands);
    }

    /// What a test does to an answer on its way.
    protected byte[] tamper(CommandApdu command, byte[] answer) {
        return answer;
    }

    /// What the card answers inside a channel: data, behind it 9000 is put.
    protected byte[] inside(CommandApdu command, byte[] data) {
        return data;
    }

    @Override
    public byte[] reset() {
        return Hex.decode("3b80800101");
    }

    @Override
    public byte[] transmit(byte[] bytes) {
        commands.add(Hex.toHexString(bytes));
        if (!(CommandApdu.read(bytes) instanceof CommandApdu.Reading.Whole(var link))) {
            return Hex.decode("6700");
        }
        return switch (joining.on(link)) {
            case Chaining.Step.More() -> Hex.decode(OK);
            case Chaining.Step.Refused() -> Hex.decode("6883");
            case Chaining.Step.Whole(var command) -> tamper(command, answer(command));
        };
    }

    private byte[] answer(CommandApdu command) {
        return switch (command.cla() << 8 | command.ins()) {
            case 0x00A4, 0x0022, 0x802A -> Hex.decode(OK);
            case 0x8050 -> initializeUpdate(command);
            case 0x8482 -> externalAuthenticate(command);
            case 0x00CA -> Arrays.concatenate(certificateStore, Hex.decode(OK));
            case 0x8082, 0x8088 -> agree(command);
            default -> command.cla() == 0x84 ? echo(command) : Hex.decode("6e00");
        };
    }

    private byte[] initializeUpdate(CommandApdu command) {
        context = Arrays.concatenate(command.data(), challenge);
        sessionEnc = derive(enc, 4, enc.length);
        sessionMac = derive(mac, 6, mac.length);
        sessionRmac = derive(mac, 7, mac.length);
        chain = new byte[16];
        counter = 0;
        level = 0;
        int i = challenge.length == 16 ? 0x61 : 0x60;
        byte[] head = Arrays.concatenate(diversification, new byte[] {(byte) version, 3, (byte) i});
        byte[] cryptogram = derive(sessionMac, 0, challenge.length);
        return Arrays.concatenate(head, challenge, cryptogram, Hex.decode(OK));
    }

    private byte[] externalAuthenticate(CommandApdu command) {
        byte[] data = command.data();
        byte[] expected = derive(sessionMac, 1, challenge.length);
        if (!Arrays.areEqual(expected, Arrays.copyOf(data, expected.length))) {
            return Hex.decode("6300");
        }
        if (!hasMac(command)) {
            return Hex.decode("6988");
        }
        level = command.p1();
        return Hex.decode(OK);
    }

    private byte[] agree(CommandApdu command) {
        byte[] request = command.data();
        byte[] host = Arrays.copyOfRange(request, request.length - 65, request.length);
        byte[] point = CURVE.getG().multiply(ephemeralKey).getEncoded(false);
        byte[] answer = Arrays.concatenate(Hex.decode("5f4941"), point);
        byte[] other = command.p2() == 0x11 ? hostPoint : host;
        byte[] shared = Arrays.concatenate(agree(ephemeralKey, host), agree(fixedKey, other));
        var generator = new KDF2BytesGenerator(new SHA256Digest());
        generator.init(new KDFParameters(shared, Hex.decode("3c8810")));
        byte[] keys = new byte[80];
        generator.generateBytes(keys, 0, keys.length);
        sessionEnc = Arrays.copyOfRange(keys, 16, 32);
        sessionMac = Arrays.copyOfRange(keys, 32, 48);
        sessionRmac = Arrays.copyOfRange(keys, 48, 64);
        chain = cmac(Arrays.copyOf(keys, 16), request, answer);
        counter = 0;
        level = 0x33;
        return Arrays.concatenate(answer, Hex.decode("8610"), chain, Hex.decode(OK));
    }

    private static byte[] agree(BigInteger key, byte[] point) {
        var agreement = new ECDHBasicAgreement();
        agreement.init(new ECPrivateKeyParameters(key, CURVE));
        var other = new ECPublicKeyParameters(CURVE.getCurve().decodePoint(point), CURVE);
        return BigIntegers.asUnsignedByteArray(32, agreement.calculateAgreement(other));
    }

    private byte[] echo(CommandApdu command) {
        if (level == 0 || !hasMac(command)) {
            level = 0;
            return Hex.decode("6988");
        }
        counter++;
        byte[] data = Arrays.copyOf(command.data(), command.data().length - size());
        if ((level & 2) != 0 && data.length > 0) {
            byte[] padded = cbc(false, 0, data);
            int end = padded.length - 1;
            while (padded[end] == 0) {
                end--;
            }
            data = Arrays.copyOf(padded, end);
        }
        data = inside(command, data);
        if ((level & 0x20) != 0 && data.length > 0) {
            byte[] padded = Arrays.copyOf(data, (data.length / 16 + 1) * 16);
            padded[data.length] = (byte) 0x80;
            data = cbc(true, 0x80, padded);
        }
        byte[] signature = {};
        if ((level & 0x10) != 0) {
            signature = Arrays.copyOf(cmac(sessionRmac, chain, data, Hex.decode(OK)), size());
        }
        return Arrays.concatenate(data, signature, Hex.decode(OK));
    }

    private int size() {
        return challenge.length;
    }

    private boolean hasMac(CommandApdu command) {
        byte[] data = command.data();
        int length = data.length - size();
        byte[] header = {
            (byte) command.cla(), (byte) command.ins(), (byte) command.p1(), (byte) command.p2()
        };
        byte[] lc =
                data.length > 255
                        ? new byte[] {0, (byte) (data.length >> 8), (byte) data.length}
                        : new byte[] {(byte) data.length};
        chain = cmac(sessionMac, chain, header, lc, Arrays.copyOf(data, length));
        return Arrays.areEqual(
                Arrays.copyOf(chain, size()), Arrays.copyOfRange(data, length, data.length));
    }

    private byte[] derive(byte[] key, int constant, int bytes) {
        byte[] before = new byte[15];
        before[11] = (byte) constant;
        before[13] = (byte) ((bytes * 8) >> 8);
        before[14] = (byte) (bytes * 8);
        var generator = new KDFCounterBytesGenerator(new CMac(AESEngine.newInstance()));
        generator.init(new KDFCounterParameters(key, before, context, 8));
        byte[] out = new byte[bytes];
        generator.generateBytes(out, 0, bytes);
        return out;
    }

    private static byte[] cmac(byte[] key, byte[]... parts) {
        var cmac = new CMac(AESEngine.newInstance());
        cmac.init(new KeyParameter(key));
        for (byte[] part : parts) {
            cmac.update(part, 0, part.length);
        }
        byte[] out = new byte[16];
        cmac.doFinal(out, 0);
        return out;
    }

    private byte[] cbc(boolean forward, int first, byte[] data) {
        byte[] vector = new byte[16];
        vector[0] = (byte) first;
        vector[14] = (byte) (counter >> 8);
        vector[15] = (byte) counter;
        var block = AESEngine.newInstance();
        block.init(true, new KeyParameter(sessionEnc));
        block.processBlock(vector, 0, vector, 0);
        var cbc = CBCBlockCipher.newInstance(AESEngine.newInstance());
        cbc.init(forward, new ParametersWithIV(new KeyParameter(sessionEnc), vector));
        byte[] out = new byte[data.length];
        for (int i = 0; i < data.length; i += 16) {
            cbc.processBlock(data, i, out, i);
        }
        return out;
    }

    @Override
    public void close() {
        level = 0;
    }
}
