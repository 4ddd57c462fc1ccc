// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.applets.token;

import javacard.framework.JCSystem;
import javacard.framework.Util;

import org.veritac.applets.channel.Bytes;
import org.veritac.applets.channel.Ecdsa;
import org.veritac.applets.channel.KeyPairs;
import org.veritac.applets.channel.P256;
import org.veritac.applets.channel.Tlv;

/// The beginning of a tap: who the handset is, and how things stand.
///
/// ```
///   BF30 {80 role, 81 id(8), 82 IMEI(7), 83 second IMEI(7) or nothing, 84 serial of the certificate(8),
///         85 class, 86 protection, 7F49 {B0 41 point, F0 01 00}, 42 authority, 5F37 r | s}
/// ```
final class Greeting {
    /// How a token stands to a handset about a tid.
    private static final byte STAND_FREE = 0;

    private static final byte STAND_LOCKED = 1;
    private static final byte STAND_PREPARED = 2;
    private static final byte STAND_HANDED = 3;
    private static final byte STAND_RETIRED = 4;

    private static final short TAG_BINDING = (short) 0xBF30;
    private static final byte ROLE_HANDSET = 2;
    private static final byte CLASS_MAX = 2;
    private static final short IMEI_BYTES = 7;
    private static final short KEY_BYTES = 70;
    private static final short NONCE_BYTES = 16;

    /// Where things stand in STATUS, and what its optional parts take.
    private static final short NONCE = 2;

    private static final short TID = 20;
    private static final short GENERATION = 26;
    private static final short TIME = 30;
    private static final short REST = 34;
    private static final short PROOF_BYTES = 3 + Ecdsa.RAW_BYTES;

    private static final byte[] BINDING_LABEL = {
        'V', 'E', 'R', 'I', 'T', 'A', 'C', ' ', 'B', 'I', 'N', 'D', 'I', 'N', 'G', ' ', 'V', '1'
    };

    /// `VERITAC CODE V1`, 00.
    private static final byte[] CODE_LABEL = {
        'V', 'E', 'R', 'I', 'T', 'A', 'C', ' ', 'C', 'O', 'D', 'E', ' ', 'V', '1', 0
    };

    /// `VERITAC TAP V1`, and whose proof it is.
    private static final byte[] TOKEN_LABEL = {
        'V', 'E', 'R', 'I', 'T', 'A', 'C', ' ', 'T', 'A', 'P', ' ', 'V', '1', 1
    };

    private static final byte[] HANDSET_LABEL = {
        'V', 'E', 'R', 'I', 'T', 'A', 'C', ' ', 'T', 'A', 'P', ' ', 'V', '1', 2
    };

    private final State state;
    private final Identity identity;
    private final Tap tap;
    private final Tools tools;
    private final Policy policy;
    private final Pins pins;
    private final PairKey key;

    /// Where role, id, IMEIs, serial, protection and signer of a binding stand.
    private final short[] at = JCSystem.makeTransientShortArray(FIELDS, JCSystem.CLEAR_ON_DESELECT);

    private static final short ROLE = 0;
    private static final short ID = 1;
    private static final short FIRST = 2;
    private static final short SECOND = 3;
    private static final short SERIAL = 4;
    private static final short PROTECTION = 5;
    private static final short SIGNER = 6;
    private static final short FIELDS = 7;

    Greeting(Parcel parcel, Pins pins) {
        state = parcel.state;
        identity = parcel.identity;
        tap = parcel.tap;
        tools = parcel.tools;
        policy = parcel.policy;
        key = parcel.key;
        this.pins = pins;
    }

    /// IDENTIFY: `BF30 binding, 81 commitment`.
    ///
    /// @return the length of the answer: own binding and a nonce
    short identify(byte[] data, short length, byte[] out) {
        short value = Field.any(data, (short) 0, length, TAG_BINDING);
        short end = (short) (value + Tlv.length(data, value));
        short commitment = Field.value(data, end, length, (short) 0x81, NONCE_BYTES);
        Refusal.malformedUnless((short) (commitment + NONCE_BYTES) == length);
        Refusal.insecureUnless(
                !tap.is(Tap.IDENTIFIED)
                        && end <= Identity.BINDING_BYTES_MAX
                        && isBinding(data, value, end)
                        && data[at[ROLE]] == ROLE_HANDSET);
        byte[] known = tap.memory();
        short id = at[ID];
        boolean served = isServed(data);
        boolean paired =
                state.isPaired()
                        && Bytes.equal(data, id, state.memory(), State.HANDSET, Identity.ID_BYTES);
        boolean own =
                tap.is(Tap.KEYED)
                        ? policy.takesOperatorKey()
                        : Bytes.equal(data, at[SERIAL], known, Tap.SERIAL, Identity.ID_BYTES);
        Refusal.insecureUnless(own && (served || paired));
        Util.arrayCopyNonAtomic(data, id, known, Tap.HANDSET, Identity.ID_BYTES);
        Util.arrayCopyNonAtomic(data, commitment, known, Tap.COMMITMENT, NONCE_BYTES);
        known[Tap.PROTECTION] = data[at[PROTECTION]];
        Util.arrayCopyNonAtomic(data, at[SIGNER], known, Tap.SIGNER, P256.POINT_BYTES);
        tap.set(Tap.SERVED, served);
        tap.set(Tap.IDENTIFIED, true);
        short answer =
                Util.arrayCopyNonAtomic(
                        identity.binding.content(),
                        (short) 0,
                        out,
                        (short) 0,
                        identity.binding.length());
        out[answer++] = (byte) 0x81;
        out[answer++] = (byte) NONCE_BYTES;
        tools.random.fill(out, answer, NONCE_BYTES);
        return (short) (answer + NONCE_BYTES);
    }

    /// Reads a handset's binding, and whether an authority signed it.
    private boolean isBinding(byte[] data, short start, short end) {
        at[ROLE] = Field.value(data, start, end, (short) 0x80, (short) 1);
        at[ID] = next(data, ROLE, end, (short) 0x81, Identity.ID_BYTES);
        at[FIRST] = next(data, ID, end, (short) 0x82, IMEI_BYTES);
        short second = (short) (at[FIRST] + IMEI_BYTES);
        at[SECOND] = Field.any(data, second, end, (short) 0x83);
        short bytes = Tlv.length(data, at[SECOND]);
        at[SERIAL] = next(data, SECOND, end, (short) 0x84, Identity.ID_BYTES);
        at[PROTECTION] = next(data, SERIAL, end, (short) 0x85, (short) 1);
        byte kind = data[at[PROTECTION]];
        at[PROTECTION] = next(data, PROTECTION, end, (short) 0x86, (short) 1);
        short point =
                Field.value(data, (short) (at[PROTECTION] + 1), end, Field.PUBLIC_KEY, KEY_BYTES);
        at[SIGNER] = (short) (point + 2);
        boolean form =
                (bytes == 0 || bytes == IMEI_BYTES)
                        && kind > 0
                        && kind <= CLASS_MAX
                        && data[(short) (point + 2)] == P256.UNCOMPRESSED;
        short authority = (short) (point + KEY_BYTES);
        return form && identity.bindings.isStatement(BINDING_LABEL, data, start, authority, end);
    }

    /// Where the value of the object behind another begins.
    private short next(byte[] data, short before, short end, short tag, short length) {
        short value = at[before];
        return Field.value(data, (short) (value + Tlv.length(data, value)), end, tag, length);
    }

    /// Whether one of the handset's IMEIs is on the token's list, or there is no list.
    private boolean isServed(byte[] data) {
        if (!identity.spans.isWritten()) {
            return true;
        }
        boolean two = Tlv.length(data, at[SECOND]) != 0;
        return isListed(data, at[FIRST]) || (two && isListed(data, at[SECOND]));
    }

    private boolean isListed(byte[] data, short imei) {
        byte[] spans = identity.spans.content();
        for (short span = 0; span < identity.spans.length(); span += Identity.SPAN_BYTES) {
            short last = (short) (span + IMEI_BYTES);
            if (Bytes.compare(data, imei, spans, span, IMEI_BYTES) >= 0
                    && Bytes.compare(data, imei, spans, last, IMEI_BYTES) <= 0) {
                return true;
            }
        }
        return false;
    }

    /// STATUS: `80 nonce, 81 tid, 82 generation, 83 time [, 5F37 proof] [, 8E MAC]`.
    ///
    /// @return the length of the answer
    short status(byte ins, byte[] data, short length, byte[] out) {
        boolean sealed = isSealed(data, length);
        boolean none = Util.getShort(data, TID) == 0 && Util.getShort(data, (short) (TID + 2)) == 0;
        Refusal.malformedUnless(data[TID] >= 0 && sealed != none);
        Refusal.insecureUnless(
                tap.is(Tap.IDENTIFIED) && isCommitted(data, out) && isProven(data, length));
        byte stand = none ? general() : about(data);
        boolean paired = !none && state.compare(data, TID, State.TID) == 0;
        Refusal.unless(!paired || key.isAuthentic(ins, data, length));
        Util.arrayCopyNonAtomic(data, TIME, tap.memory(), Tap.TIME, Field.NUMBER_BYTES);
        tap.set(Tap.GREETED, true);
        short end = Field.octet(out, (short) 0, (byte) 0x80, stand);
        end = Field.number(out, end, (byte) 0x81, data, TID);
        end = Field.word(out, end, (byte) 0x82, state.word(State.GENERATION));
        end = Field.octet(out, end, (byte) 0x83, pins.tries());
        byte[] kept = state.memory();
        end =
                Util.arrayCopyNonAtomic(
                        kept, State.POLICY, out, end, (short) (kept[State.POLICY_BYTES] & 0xFF));
        if (tap.is(Tap.KEYED)) {
            end = prove(out, end);
        }
        return paired ? key.seal(ins, out, end) : end;
    }

    /// Reads the form of a STATUS.
    ///
    /// @return whether it has a MAC
    private static boolean isSealed(byte[] data, short length) {
        Field.value(data, (short) 0, length, (short) 0x80, NONCE_BYTES);
        Field.value(data, (short) (TID - 2), length, (short) 0x81, Field.NUMBER_BYTES);
        Field.value(data, (short) (GENERATION - 2), length, (short) 0x82, Field.WORD_BYTES);
        Field.value(data, (short) (TIME - 2), length, (short) 0x83, Field.NUMBER_BYTES);
        short end = REST;
        if (length >= (short) (REST + PROOF_BYTES)) {
            Field.value(data, REST, length, Field.SIGNATURE, Ecdsa.RAW_BYTES);
            end = (short) (REST + PROOF_BYTES);
        }
        if (length == end) {
            return false;
        }
        Field.value(data, end, length, Field.MAC, Field.MAC_BYTES);
        Refusal.malformedUnless((short) (end + Field.SEALED_BYTES) == length);
        return true;
    }

    /// Whether the nonce is the one that was committed to.
    private boolean isCommitted(byte[] data, byte[] work) {
        tools.sha256.reset();
        tools.sha256.update(CODE_LABEL, (short) 0, (short) CODE_LABEL.length);
        tools.sha256.doFinal(data, NONCE, NONCE_BYTES, work, (short) 0);
        return Bytes.equal(work, (short) 0, tap.memory(), Tap.COMMITMENT, NONCE_BYTES);
    }

    /// Whether the handset proves that it is whom its binding names, where the channel does not.
    private boolean isProven(byte[] data, short length) {
        if (!tap.is(Tap.KEYED)) {
            return true;
        }
        byte[] known = tap.memory();
        if (length < (short) (REST + PROOF_BYTES) || !tools.ecdsa.beginVerify(known, Tap.SIGNER)) {
            return false;
        }
        tools.ecdsa.update(HANDSET_LABEL, (short) 0, (short) HANDSET_LABEL.length);
        tools.ecdsa.update(known, Tap.BINDER, Field.MAC_BYTES);
        return tools.ecdsa.verify(data, (short) (REST + PROOF_BYTES - Ecdsa.RAW_BYTES));
    }

    /// Writes the token's own proof.
    private short prove(byte[] out, short at) {
        tools.ecdsa.beginSign(identity.pairs.privateKey(KeyPairs.SIGNING));
        tools.ecdsa.update(TOKEN_LABEL, (short) 0, (short) TOKEN_LABEL.length);
        tools.ecdsa.update(tap.memory(), Tap.BINDER, Field.MAC_BYTES);
        Util.setShort(out, at, Field.SIGNATURE);
        out[(short) (at + 2)] = (byte) Ecdsa.RAW_BYTES;
        tools.ecdsa.sign(out, (short) (at + 3));
        return (short) (at + PROOF_BYTES);
    }

    private byte general() {
        return state.phase() == State.HANDED && policy.locksToken() ? STAND_LOCKED : STAND_FREE;
    }

    /// How it stands about a tid; refused when that cannot be this handset's.
    private byte about(byte[] data) {
        short order = state.compare(data, TID, State.TID);
        if (order < 0) {
            return STAND_RETIRED;
        }
        Refusal.unless(order == 0 && tap.isPaired(state));
        if (state.phase() == State.FREE) {
            return STAND_RETIRED;
        }
        return state.phase() == State.PREPARED ? STAND_PREPARED : STAND_HANDED;
    }
}
