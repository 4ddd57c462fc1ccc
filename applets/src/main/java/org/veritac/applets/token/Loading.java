// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.applets.token;

import javacard.framework.JCSystem;
import javacard.framework.Util;

import org.veritac.applets.channel.Bytes;
import org.veritac.applets.store.Journal;

/// A token that loads a handset.
final class Loading {
    private static final byte BEGIN = 0x30;
    private static final short NONCE_BYTES = PairKey.NONCE_BYTES;
    private static final short ENTRIES = 2 + Field.NUMBER_BYTES + 4 + 2 + NONCE_BYTES;
    private static final byte[] LAST_TID = {0x7F, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF};
    private static final short READ_BYTES = 5;

    /// 65,000 as a short: more is no length of a packet.
    private static final short LENGTH_MAX = (short) 65000;

    /// Where things stand while a transfer begins: own nonce, the handset's, tid; pair key; Kc;
    /// digest of the manifest.
    private static final short OWN = 0;

    private static final short THEIRS = 16;
    private static final short TID = 32;
    private static final short KEY = 36;
    private static final short KC = 52;
    private static final short DIGEST = 68;
    private static final short FRESH_BYTES = DIGEST + Manifests.DIGEST_BYTES;

    private final Parcel parcel;
    private final State state;
    private final Tap tap;
    private final Policy policy;
    private final Parts parts;
    private final PairKey key;
    private final Tools tools;
    private final byte[] fresh =
            JCSystem.makeTransientByteArray(FRESH_BYTES, JCSystem.CLEAR_ON_DESELECT);

    Loading(Parcel parcel) {
        this.parcel = parcel;
        state = parcel.state;
        tap = parcel.tap;
        policy = parcel.policy;
        parts = parcel.parts;
        key = parcel.key;
        tools = parcel.tools;
    }

    /// BEGIN: `80 nonce [, 81 digest of the operator's files that the handset has]`.
    ///
    /// @return the length of the answer
    short begin(byte[] data, short length, byte[] out) {
        short nonce = Field.value(data, (short) 0, length, (short) 0x80, NONCE_BYTES);
        short end = (short) (nonce + NONCE_BYTES);
        boolean more = end != length;
        short digest = 0;
        if (more) {
            digest = Field.value(data, end, length, (short) 0x81, Manifests.DIGEST_BYTES);
            Refusal.malformedUnless((short) (digest + Manifests.DIGEST_BYTES) == length);
        }
        Refusal.unless(mayBegin());
        boolean prestored = more && isPrestored(data, digest, out);
        draw(data, nonce);
        short from = entriesAt();
        short to = entries(fresh, KC, prestored, out, from);
        parcel.manifests.hash(out, from, (short) (to - from), fresh, DIGEST);
        keep(prestored);
        Util.arrayFillNonAtomic(fresh, (short) 0, FRESH_BYTES, (byte) 0);
        tap.memory()[Tap.BUFFERED] = 0;
        return offer(out, to);
    }

    private boolean mayBegin() {
        boolean unlocked = state.phase() != State.HANDED || !policy.locksToken();
        return unlocked
                && (tap.is(Tap.PIN_SHOWN) || !policy.wantsPin())
                && !policy.wantsComparison()
                && policy.allows(tap.memory()[Tap.MEDIUM])
                && policy.protects(tap.memory()[Tap.PROTECTION])
                && tap.is(Tap.SERVED)
                && state.compare(LAST_TID, (short) 0, State.TID) > 0
                && parts.has(Parts.KEYS);
    }

    /// Whether the handset has the operator's files, and they need not be sent.
    private boolean isPrestored(byte[] data, short digest, byte[] work) {
        if (!policy.allowsPrestored() || !parts.has(Parts.ADMINISTRATION)) {
            return false;
        }
        parcel.manifests.digest(Parts.ADMINISTRATION, work, (short) 0);
        return Bytes.equal(work, (short) 0, data, digest, Manifests.DIGEST_BYTES);
    }

    private void draw(byte[] data, short nonce) {
        tools.random.fill(fresh, OWN, NONCE_BYTES);
        tools.random.fill(fresh, KC, NONCE_BYTES);
        Util.arrayCopyNonAtomic(data, nonce, fresh, THEIRS, NONCE_BYTES);
        Util.arrayCopyNonAtomic(state.memory(), State.TID, fresh, TID, Field.NUMBER_BYTES);
        Receipts.increment(fresh, TID);
        key.derive(fresh, OWN, parcel.identity.factory.id(), fresh, KEY);
    }

    private void keep(boolean prestored) {
        Journal journal = state.journal();
        journal.begin();
        journal.putByte(State.PHASE, State.PREPARED);
        journal.put(State.TID, fresh, TID, Field.NUMBER_BYTES);
        journal.putByte(State.PAIRED, (byte) 1);
        journal.put(State.HANDSET, tap.memory(), Tap.HANDSET, Identity.ID_BYTES);
        journal.put(State.KEY, fresh, KEY, PairKey.BYTES);
        journal.put(State.KC, fresh, KC, NONCE_BYTES);
        journal.put(State.NONCE, fresh, OWN, NONCE_BYTES);
        journal.put(State.DIGEST, fresh, DIGEST, Manifests.DIGEST_BYTES);
        journal.putByte(State.PRESTORED, (byte) (prestored ? 1 : 0));
        journal.putByte(State.UPLOAD, State.NO_UPLOAD);
        journal.commit();
    }

    private short count() {
        short count = 0;
        for (byte part = Parts.KEYS; part <= Parts.PERSONAL; part++) {
            if (parts.has(part)) {
                count++;
            }
        }
        return count;
    }

    /// Where in an offer the manifest begins, behind its own length.
    private short entriesAt() {
        short bytes = (short) (count() * Manifests.ENTRY_BYTES);
        return (short) (ENTRIES + (bytes > 127 ? 3 : 2));
    }

    private short entries(byte[] kc, short offset, boolean prestored, byte[] out, short at) {
        return parcel.manifests.offer(kc, offset, prestored, out, at, tools.in);
    }

    private boolean isBuffered() {
        return !policy.makesWait() || tap.memory()[Tap.BUFFERED] >= count();
    }

    /// Puts the rest of an offer around a manifest that stands in its place.
    ///
    /// @param end of the manifest
    private short offer(byte[] out, short end) {
        if (!isBuffered()) {
            return Field.octet(out, (short) 0, (byte) 0x85, (byte) 1);
        }
        byte[] kept = state.memory();
        short at = Field.number(out, (short) 0, (byte) 0x80, kept, State.TID);
        at = Field.word(out, at, (byte) 0x81, state.word(State.GENERATION));
        at = Field.bytes(out, at, (byte) 0x82, kept, State.NONCE, NONCE_BYTES);
        Field.head(out, at, (byte) 0x83, (short) (end - entriesAt()));
        at = Field.word(out, end, (byte) 0x84, policy.packetBytes());
        return key.seal(BEGIN, out, at);
    }

    private boolean isPrepared() {
        return state.phase() == State.PREPARED && tap.isPaired(state);
    }

    /// POLL: one part more is copied.
    short poll(short length, byte[] out) {
        Refusal.malformedUnless(length == 0);
        Refusal.unless(isPrepared());
        byte[] known = tap.memory();
        if (known[Tap.BUFFERED] < (byte) Parts.COUNT) {
            known[Tap.BUFFERED]++;
        }
        if (!isBuffered()) {
            return offer(out, (short) 0);
        }
        byte[] kept = state.memory();
        return offer(out, entries(kept, State.KC, kept[State.PRESTORED] != 0, out, entriesAt()));
    }

    /// READ: P1 part; offset(3), length(2).
    ///
    /// @return the length of the answer: the bytes, with their MAC where the policy says so
    short read(byte[] head, byte[] data, short length, byte[] out) {
        byte part = head[2];
        Refusal.malformedUnless(Parts.isPart(part) && head[3] == 0 && length == READ_BYTES);
        short offset = Util.getShort(data, (short) 1);
        short bytes = Util.getShort(data, (short) 3);
        Refusal.malformedUnless(bytes != 0 && (bytes > 0 || bytes <= LENGTH_MAX));
        boolean there = data[0] == 0 && offset >= 0 && bytes > 0;
        Refusal.unless(
                there
                        && isPrepared()
                        && isBuffered()
                        && isSent(part)
                        && bytes <= policy.packetBytes());
        short all = parts.length(part);
        byte[] kept = state.memory();
        Area area = parts.current(part);
        byte[] from = area.bytes;
        short start = area.start;
        if (part == Parts.KEYS) {
            all = parcel.manifests.encipher(kept, State.KC, tools.in, Tools.ROOM);
            from = tools.in;
            start = Tools.ROOM;
        }
        Refusal.unless(bytes <= (short) (all - offset));
        Util.arrayCopyNonAtomic(from, (short) (start + offset), out, (short) 0, bytes);
        if (!policy.signsPackets()) {
            return bytes;
        }
        short place = READ_BYTES;
        data[place] = part;
        Util.arrayCopyNonAtomic(data, (short) 0, data, (short) (place + 1), (short) 3);
        return key.sealPacket(head[1], data, place, out, bytes);
    }

    private boolean isSent(byte part) {
        return part != Parts.ADMINISTRATION || state.memory()[State.PRESTORED] == 0;
    }

    /// READY: `80 tid, 81 digest, 8E MAC`. The point at which the subscription passes over: kept
    /// first, told then, told again as often as it is asked for.
    ///
    /// @return the length of the answer, which carries Kc
    short ready(byte ins, byte[] data, short length, byte[] out) {
        Requests.requireTid(data, length);
        short digest =
                Field.value(data, Requests.SECOND, length, (short) 0x81, Manifests.DIGEST_BYTES);
        Requests.requireMac(data, (short) (digest + Manifests.DIGEST_BYTES), length);
        byte[] kept = state.memory();
        Refusal.unless(
                state.phase() != State.FREE
                        && state.isPaired()
                        && Bytes.equal(data, digest, kept, State.DIGEST, Manifests.DIGEST_BYTES)
                        && key.isOwn(ins, data, length));
        if (state.phase() == State.PREPARED) {
            parcel.receipts.sign(Receipts.HANDED, state.word(State.GENERATION));
            state.journal().begin();
            state.journal().putByte(State.PHASE, State.HANDED);
            parcel.receipts.put();
            state.journal().commit();
        }
        short end = Field.number(out, (short) 0, (byte) 0x80, kept, State.TID);
        end = Field.bytes(out, end, (byte) 0x81, kept, State.DIGEST, Manifests.DIGEST_BYTES);
        end = Field.bytes(out, end, (byte) 0x82, kept, State.KC, NONCE_BYTES);
        return key.seal(ins, out, end);
    }

    /// DONE: `80 tid, 8E MAC`. Nothing depends on it.
    void done(byte ins, byte[] data, short length) {
        Requests.requireTid(data, length);
        Requests.requireMac(data, Requests.SECOND, length);
        Refusal.unless(key.isOwn(ins, data, length));
    }
}
