// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.applets.channel;

import javacard.framework.JCSystem;
import javacard.framework.Util;
import javacard.security.ECPrivateKey;
import javacard.security.ECPublicKey;
import javacard.security.KeyAgreement;
import javacard.security.KeyPair;
import javacard.security.MessageDigest;

/// The key agreement of SCP11 (Amendment F, 6.5.1 and 6.5.2) from either side, on P-256: two shared
/// secrets, the keys of a session, and the receipt.
///
/// A point that is not on the curve is refused by the card's platform; every way in which a
/// platform refuses is the same here.
public final class Agreement {
    /// Key usage: C-MAC, C-ENC, R-MAC, R-ENC (Amendment F, table 6-19).
    public static final byte USAGE = 0x3C;

    /// Key type AES.
    public static final byte TYPE = (byte) 0x88;

    /// Receipt key, S-ENC, S-MAC, S-RMAC, S-DEK.
    public static final short KEYS = 5;

    private static final short EPHEMERAL = 0;
    private static final short FIXED = 32;
    private static final short SECRETS = 64;
    private static final short COUNTER = 64;
    private static final short INFO = 68;
    private static final short INPUT_BYTES = 71;
    private static final short HASH_BYTES = 32;

    private final KeyAgreement ecdh;
    private final MessageDigest sha256;
    private final KeyPair own;
    private final Cmac cmac;
    private final AesKey receiptKey;

    /// ShSee, ShSss, counter and shared info: what is hashed (BSI TR-03111, 4.3.3: X9.63).
    private final byte[] input;

    private final byte[] keys;

    public Agreement(Cmac cmac, MessageDigest sha256) {
        this.cmac = cmac;
        this.sha256 = sha256;
        ecdh = KeyAgreement.getInstance(KeyAgreement.ALG_EC_SVDP_DH_PLAIN, false);
        own = P256.pair();
        receiptKey = AesKey.forSession();
        input = JCSystem.makeTransientByteArray(INPUT_BYTES, JCSystem.CLEAR_ON_DESELECT);
        keys =
                JCSystem.makeTransientByteArray(
                        (short) (KEYS * AesKey.BYTES_256), JCSystem.CLEAR_ON_DESELECT);
    }

    /// Makes this side's ephemeral key pair and writes its point, 65 bytes.
    public void begin(byte[] out, short offset) {
        own.genKeyPair();
        ((ECPublicKey) own.getPublic()).getW(out, offset);
    }

    /// ShSee: our ephemeral key with a point of the other side.
    ///
    /// @return whether the point is one
    public boolean ephemeral(byte[] buffer, short point) {
        return agree((ECPrivateKey) own.getPrivate(), buffer, point, EPHEMERAL);
    }

    /// ShSss, or what stands in its place: a private key with a point of the other side.
    ///
    /// @return whether the point is one
    public boolean fixed(ECPrivateKey key, byte[] buffer, short point) {
        return agree(key, buffer, point, FIXED);
    }

    /// SCP11b for the host: its ephemeral key with the card's certified point.
    ///
    /// @return whether the point is one
    public boolean fixed(byte[] buffer, short point) {
        return agree((ECPrivateKey) own.getPrivate(), buffer, point, FIXED);
    }

    private boolean agree(ECPrivateKey key, byte[] buffer, short point, short to) {
        if (buffer[point] != P256.UNCOMPRESSED) {
            return false;
        }
        try {
            ecdh.init(key);
            return ecdh.generateSecret(buffer, point, P256.POINT_BYTES, input, to)
                    == P256.SCALAR_BYTES;
        } catch (RuntimeException refused) {
            return false;
        }
    }

    /// Derives the keys and writes the receipt over `length` bytes of both sides' messages: the
    /// data of the command, and the tag, length and value of the card's point.
    ///
    /// @param bytes of one key, 16 or 32
    public void receipt(byte[] messages, short offset, short length, short bytes, byte[] out) {
        derive(bytes);
        receiptKey.set(keys, (short) 0, bytes);
        cmac.init(receiptKey.key());
        cmac.update(messages, offset, length);
        cmac.finish(out, (short) 0);
        receiptKey.clear();
    }

    /// Opens a channel with the keys that `receipt` derived, and forgets them.
    ///
    /// @param bytes of one key, as there
    public void open(Session session, short bytes, byte[] receipt) {
        session.load(keys, bytes, bytes, receipt, (short) 0);
        forget();
    }

    /// Forgets keys and secrets. The ephemeral private key is overwritten: one that lives in
    /// transient memory is not to be had on every card.
    public void forget() {
        Util.arrayFillNonAtomic(keys, (short) 0, (short) keys.length, (byte) 0);
        Util.arrayFillNonAtomic(input, (short) 0, INPUT_BYTES, (byte) 0);
        input[(short) (P256.SCALAR_BYTES - 1)] = 1;
        ((ECPrivateKey) own.getPrivate()).setS(input, (short) 0, P256.SCALAR_BYTES);
    }

    private void derive(short bytes) {
        short wanted = (short) (KEYS * bytes);
        Util.arrayFillNonAtomic(input, COUNTER, (short) 4, (byte) 0);
        input[INFO] = USAGE;
        input[(short) (INFO + 1)] = TYPE;
        input[(short) (INFO + 2)] = (byte) bytes;
        short done = 0;
        while (done < wanted) {
            input[(short) (INFO - 1)]++;
            sha256.reset();
            sha256.doFinal(input, (short) 0, INPUT_BYTES, keys, done);
            done += HASH_BYTES;
        }
    }
}
