// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.applets.probe;

import javacard.framework.APDU;
import javacard.framework.Applet;
import javacard.framework.JCSystem;
import javacard.framework.Util;
import javacard.security.ECPrivateKey;
import javacard.security.ECPublicKey;
import javacard.security.KeyAgreement;
import javacard.security.KeyPair;

import org.veritac.applets.channel.Ecdsa;
import org.veritac.applets.channel.P256;
import org.veritac.applets.channel.RandomBytes;

/// An applet that asks the simulator what applets rely on: one instruction for each question.
public final class ProbeApplet extends Applet {
    private final KeyPair pair = P256.pair();
    private final Ecdsa ecdsa = new Ecdsa();
    private final RandomBytes random = new RandomBytes();
    private final KeyAgreement ecdh =
            KeyAgreement.getInstance(KeyAgreement.ALG_EC_SVDP_DH_PLAIN, false);
    private final byte[] reset =
            JCSystem.makeTransientByteArray((short) 1, JCSystem.CLEAR_ON_RESET);
    private final byte[] lasting = new byte[1];

    private ProbeApplet() {}

    public static void install(byte[] parameters, short offset, byte length) {
        new ProbeApplet().register();
    }

    @Override
    public void process(APDU apdu) {
        byte[] buffer = apdu.getBuffer();
        if (selectingApplet()) {
            return;
        }
        apdu.setIncomingAndReceive();
        apdu.setOutgoingAndSend((short) 0, answer(buffer));
    }

    private short answer(byte[] buffer) {
        return switch (buffer[1]) {
            case 1 -> {
                pair.genKeyPair();
                yield ((ECPublicKey) pair.getPublic()).getW(buffer, (short) 0);
            }
            case 2 -> {
                ecdsa.beginSign((ECPrivateKey) pair.getPrivate());
                ecdsa.update(buffer, (short) 0, (short) 1);
                ecdsa.sign(buffer, (short) 0);
                yield Ecdsa.RAW_BYTES;
            }
            case 3 -> {
                random.fill(buffer, (short) 0, (short) 8);
                yield 8;
            }
            case 4 -> {
                ecdh.init(pair.getPrivate());
                yield ecdh.generateSecret(buffer, (short) 5, P256.POINT_BYTES, buffer, (short) 0);
            }
            case 6 -> {
                pair.genKeyPair();
                buffer[0] = (byte) ((ECPrivateKey) pair.getPrivate()).getS(buffer, (short) 0);
                yield 1;
            }
            default -> {
                reset[0]++;
                lasting[0]++;
                yield Util.setShort(buffer, (short) 0, Util.makeShort(reset[0], lasting[0]));
            }
        };
    }
}
