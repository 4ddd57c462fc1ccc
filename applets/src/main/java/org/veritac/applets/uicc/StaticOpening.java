// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.applets.uicc;

import javacard.framework.ISO7816;
import javacard.framework.JCSystem;
import javacard.framework.Util;

import org.veritac.applets.channel.AesKey;
import org.veritac.applets.channel.RandomBytes;
import org.veritac.applets.channel.Session;

/// Opens a vault with static keys: the off-card side of SCP03. The card's cryptogram shows that the
/// vault is authentic, the host's that this module is.
final class StaticOpening {
    /// A vault that has seen failures wants INITIALIZE UPDATE repeated, at most so often.
    static final short REPEATS_MAX = 64;

    private static final byte FIRST_KVN = 0x01;
    private static final byte SCP03 = 0x03;
    private static final byte I_S8 = 0x60;
    private static final byte I_S16 = 0x61;
    private static final short KDD = 10;
    private static final short CHALLENGE = 13;
    private static final short HEADER = 5;
    private static final short ICCID_BYTES = 10;

    /// Indexes of `now`: the entry whose keys are tried, how often INITIALIZE UPDATE was refused,
    /// whether another entry was tried before, and the length of a challenge.
    private static final short ENTRY = 0;

    private static final short REPEATS = 1;
    private static final short CHANGED = 2;
    private static final short SIZE = 3;

    private final VaultKeys keys;
    private final Session session;
    private final RandomBytes random;
    private final AesKey enc;
    private final AesKey mac;
    private final short[] now;

    /// Both challenges.
    private final byte[] challenges;

    StaticOpening(VaultKeys keys, Session session, RandomBytes random) {
        this.keys = keys;
        this.session = session;
        this.random = random;
        enc = AesKey.forSession();
        mac = AesKey.forSession();
        now = JCSystem.makeTransientShortArray((short) 4, JCSystem.CLEAR_ON_RESET);
        challenges =
                JCSystem.makeTransientByteArray((short) (2 * Session.S16), JCSystem.CLEAR_ON_RESET);
    }

    void begin() {
        now[ENTRY] = keys.latest();
        now[REPEATS] = 0;
        now[CHANGED] = 0;
    }

    /// MANAGE SECURITY ENVIRONMENT with EF_ICCID.
    ///
    /// @return the end of the command
    short environment(byte[] out, short start, byte[] iccid, short iccidOff) {
        Util.setShort(out, start, (short) 0x0022);
        Util.setShort(out, (short) (start + 2), (short) 0x41A4);
        out[(short) (start + 4)] = (byte) (ICCID_BYTES + 2);
        Util.setShort(out, (short) (start + HEADER), (short) 0x830A);
        return Util.arrayCopyNonAtomic(
                iccid, iccidOff, out, (short) (start + HEADER + 2), ICCID_BYTES);
    }

    /// INITIALIZE UPDATE, with a fresh challenge each time.
    short initialize(byte[] out, short start) {
        short entry = now[ENTRY];
        boolean wide = entry != VaultKeys.NONE && keys.isWide(entry);
        now[SIZE] = wide ? Session.S16 : Session.S8;
        random.fill(challenges, (short) 0, now[SIZE]);
        Util.setShort(out, start, (short) 0x8050);
        out[(short) (start + 2)] = entry == VaultKeys.NONE ? FIRST_KVN : keys.kvn(entry);
        out[(short) (start + 3)] = 0;
        out[(short) (start + 4)] = (byte) now[SIZE];
        short end =
                Util.arrayCopyNonAtomic(
                        challenges, (short) 0, out, (short) (start + HEADER), now[SIZE]);
        out[end] = 0;
        return (short) (end + 1);
    }

    /// What INITIALIZE UPDATE answered. Copies the vault's id as it says it, proven only by what
    /// follows.
    ///
    /// @param length with the status word
    /// @param id where the id goes
    short takeInitialize(byte[] r, short off, short length, byte[] id, short idOff) {
        short sw = Util.getShort(r, (short) (off + length - 2));
        if (sw == ISO7816.SW_CONDITIONS_NOT_SATISFIED && now[REPEATS] < REPEATS_MAX) {
            now[REPEATS]++;
            return Step.INITIALIZE;
        }
        if (sw != ISO7816.SW_NO_ERROR) {
            return Step.failed(isUnknownKey(sw, length) ? Result.NO_KEY : Result.BROKEN_OFF);
        }
        short data = (short) (length - 2);
        boolean whole =
                data == (short) (CHALLENGE + Session.S8 + Session.S8)
                        || data == (short) (CHALLENGE + Session.S16 + Session.S16);
        boolean wide = data != (short) (CHALLENGE + Session.S8 + Session.S8);
        if (!whole
                || Util.getShort(r, (short) (off + State.IMEI)) != 0
                || r[(short) (off + KDD + 1)] != SCP03
                || r[(short) (off + KDD + 2)] != (wide ? I_S16 : I_S8)) {
            return Step.failed(Result.NOT_AUTHENTIC);
        }
        Util.arrayCopyNonAtomic(r, off, id, idOff, State.IMEI);
        short entry = keys.find(r, off);
        if (entry == VaultKeys.NONE) {
            return Step.failed(Result.NO_KEY);
        }
        if (entry != now[ENTRY]) {
            return change(entry);
        }
        if (data != (short) (CHALLENGE + 2 * now[SIZE])
                || r[(short) (off + KDD)] != keys.kvn(entry)) {
            return Step.failed(Result.NOT_AUTHENTIC);
        }
        return authenticate(r, (short) (off + CHALLENGE));
    }

    /// Reference data not found, as GP says it for a key that is not there.
    private static boolean isUnknownKey(short sw, short length) {
        return sw == (short) 0x6A88 && length == 2;
    }

    /// This vault's keys are others than the last ones used.
    private short change(short entry) {
        if (now[CHANGED] != 0) {
            return Step.failed(Result.NOT_AUTHENTIC);
        }
        now[CHANGED] = 1;
        now[ENTRY] = entry;
        return Step.INITIALIZE;
    }

    private short authenticate(byte[] r, short challenge) {
        short size = now[SIZE];
        Util.arrayCopyNonAtomic(r, challenge, challenges, size, size);
        keys.load(now[ENTRY], enc, mac);
        session.context(challenges, (short) 0, size);
        session.derive(enc, mac);
        enc.clear();
        mac.clear();
        if (!session.isCryptogram(Session.CARD, r, (short) (challenge + size))) {
            session.close();
            return Step.failed(Result.NOT_AUTHENTIC);
        }
        return Step.EXTERNAL;
    }

    /// EXTERNAL AUTHENTICATE.
    ///
    /// @return the end of the command
    short external(byte[] out, short start) {
        return (short) (start + session.externalAuthenticate(out, start));
    }

    /// The keys have opened their vault.
    void opened() {
        keys.used(now[ENTRY]);
    }
}
