// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.applets.token;

import javacard.framework.JCSystem;
import javacard.framework.Util;

import org.veritac.applets.channel.Bytes;
import org.veritac.applets.channel.Tlv;
import org.veritac.applets.store.Journal;

/// A token that gets its subscription back from its handset: what comes is written beside what
/// there is, and counts with the one write by which the token is free again.
final class Returning {
    private static final short OFFSET_BYTES = 3;

    private final Parcel parcel;
    private final State state;
    private final Journal journal;
    private final byte[] kept;
    private final Parts parts;
    private final PairKey key;
    private final byte[] zeros =
            JCSystem.makeTransientByteArray(Manifests.DIGEST_BYTES, JCSystem.CLEAR_ON_RESET);

    Returning(Parcel parcel) {
        this.parcel = parcel;
        state = parcel.state;
        journal = state.journal();
        kept = state.memory();
        parts = parcel.parts;
        key = parcel.key;
    }

    /// GIVE BACK: `80 tid, 81 attempt, 82 manifest, 8E MAC`.
    ///
    /// @return the length of the answer: whether it fits
    short giveBack(byte ins, byte[] data, short length, byte[] out) {
        Requests.requireTid(data, length);
        short attempt = attempt(data, length);
        short manifest = Field.any(data, (short) (attempt + 2), length, (short) 0x82);
        short bytes = Tlv.length(data, manifest);
        Requests.requireMac(data, (short) (manifest + bytes), length);
        Refusal.malformedUnless(Manifests.isOne(data, manifest, bytes));
        boolean again = isSame(data, attempt, manifest, bytes);
        Refusal.unless(
                state.phase() == State.HANDED
                        && key.isOwn(ins, data, length)
                        && Manifests.isBackup(data, manifest, bytes, parcel.policy.writesBack())
                        && (again || isLater(data, attempt)));
        short personal = Manifests.find(data, manifest, bytes, Parts.PERSONAL);
        boolean fits = personal < 0 || !Manifests.exceeds(data, personal, Parts.PERSONAL_BYTES_MAX);
        if (fits && !again) {
            open(data, attempt, manifest, bytes);
        }
        short end = Field.number(out, (short) 0, (byte) 0x80, kept, State.TID);
        end = Field.bytes(out, end, (byte) 0x81, data, attempt, Field.WORD_BYTES);
        end = Field.octet(out, end, (byte) 0x82, (byte) (fits ? 1 : 0));
        Util.setShort(zeros, (short) 2, Parts.PERSONAL_BYTES_MAX);
        end = Field.number(out, end, (byte) 0x83, zeros, (short) 0);
        Util.setShort(zeros, (short) 2, (short) 0);
        return key.seal(ins, out, end);
    }

    private static short attempt(byte[] data, short length) {
        return Field.value(data, Requests.SECOND, length, (short) 0x81, Field.WORD_BYTES);
    }

    private boolean hasUpload() {
        return kept[State.UPLOAD] != State.NO_UPLOAD;
    }

    private boolean isAttempt(byte[] data, short attempt) {
        return hasUpload() && Util.getShort(data, attempt) == state.word(State.ATTEMPT);
    }

    private boolean isSame(byte[] data, short attempt, short manifest, short bytes) {
        return isAttempt(data, attempt)
                && bytes == kept[State.MANIFEST_BYTES]
                && Bytes.equal(data, manifest, kept, State.MANIFEST, bytes);
    }

    private boolean isLater(byte[] data, short attempt) {
        return hasUpload()
                ? Bytes.compare(data, attempt, kept, State.ATTEMPT, Field.WORD_BYTES) > 0
                : Util.getShort(data, attempt) != 0;
    }

    private void open(byte[] data, short attempt, short manifest, short bytes) {
        journal.begin();
        journal.putByte(State.UPLOAD, State.OPEN);
        journal.put(State.ATTEMPT, data, attempt, Field.WORD_BYTES);
        journal.putByte(State.MANIFEST_BYTES, (byte) bytes);
        journal.put(State.MANIFEST, data, manifest, bytes);
        for (byte part = Parts.SEQUENCE; part <= Parts.PERSONAL; part++) {
            journal.putShort(received(part), (short) 0);
        }
        journal.commit();
    }

    private static short received(byte part) {
        return (short) (State.RECEIVED + (short) (2 * (short) (part - Parts.SEQUENCE)));
    }

    private short entry(byte part) {
        return Manifests.find(kept, State.MANIFEST, kept[State.MANIFEST_BYTES], part);
    }

    /// WRITE: P1 part, P2 attempt; offset(3), bytes.
    void write(byte[] head, byte[] data, short length) {
        byte part = head[2];
        short bytes = (short) (length - OFFSET_BYTES);
        Refusal.malformedUnless(Parts.returns(part) && bytes > 0);
        Refusal.unless(
                state.phase() == State.HANDED
                        && parcel.tap.isPaired(state)
                        && kept[State.UPLOAD] == State.OPEN
                        && head[3] == kept[(short) (State.ATTEMPT + 1)]);
        short offset = Util.getShort(data, (short) 1);
        short here = state.word(received(part));
        Refusal.unless(data[0] == 0 && offset >= 0 && offset <= here);
        if (bytes <= (short) (here - offset)) {
            return;
        }
        short entry = entry(part);
        Refusal.unless(offset == here && entry >= 0);
        short rest = (short) (Manifests.length(kept, entry) - offset);
        Refusal.unless(bytes <= rest);
        parts.write(parts.staged(part), offset, data, OFFSET_BYTES, bytes);
        journal.begin();
        journal.putShort(received(part), (short) (here + bytes));
        journal.commit();
    }

    /// CLOSE: `80 tid, 81 attempt, 8E MAC`.
    ///
    /// @return the length of the answer: all of it is here
    short close(byte ins, byte[] data, short length, byte[] out) {
        Requests.requireTid(data, length);
        short attempt = attempt(data, length);
        Requests.requireMac(data, (short) (attempt + 2), length);
        Refusal.unless(
                state.phase() == State.HANDED
                        && isAttempt(data, attempt)
                        && key.isOwn(ins, data, length)
                        && (kept[State.UPLOAD] == State.CLOSED || isWhole(out)));
        if (kept[State.UPLOAD] == State.OPEN) {
            journal.writeByte(State.UPLOAD, State.CLOSED);
        }
        short end = Field.number(out, (short) 0, (byte) 0x80, kept, State.TID);
        end = Field.word(out, end, (byte) 0x81, state.word(State.ATTEMPT));
        end = digest(out, end);
        return key.seal(ins, out, end);
    }

    private short digest(byte[] out, short at) {
        short value = Field.head(out, at, (byte) 0x82, Manifests.DIGEST_BYTES);
        short bytes = kept[State.MANIFEST_BYTES];
        parcel.manifests.hash(kept, State.MANIFEST, bytes, out, value);
        return (short) (value + Manifests.DIGEST_BYTES);
    }

    private boolean isWhole(byte[] work) {
        for (byte part = Parts.SEQUENCE; part <= Parts.PERSONAL; part++) {
            short entry = entry(part);
            boolean right =
                    entry < 0
                            || (state.word(received(part)) == Manifests.length(kept, entry)
                                    && parcel.manifests.isRight(
                                            kept, entry, parts.staged(part), work, (short) 0));
            if (!right) {
                return false;
            }
        }
        return true;
    }

    /// RELEASED: `80 tid, 81 attempt, 82 digest, 8E MAC`. The handset has destroyed its keys: what
    /// it gave back counts, and the token is free.
    ///
    /// @return the length of the answer
    short released(byte ins, byte[] data, short length, byte[] out) {
        Requests.requireTid(data, length);
        short attempt = attempt(data, length);
        short digest =
                Field.value(
                        data, (short) (attempt + 2), length, (short) 0x82, Manifests.DIGEST_BYTES);
        Requests.requireMac(data, (short) (digest + Manifests.DIGEST_BYTES), length);
        Refusal.unless(key.isOwn(ins, data, length));
        if (state.phase() != State.FREE) {
            boolean never = !hasUpload() && isNever(data, attempt, digest);
            Refusal.unless(never || isRelease(data, attempt, digest, out));
            parcel.receipts.sign(Receipts.RETURNED, state.word(State.GENERATION));
            journal.begin();
            if (!never) {
                putBack();
            }
            state.putEnd(zeros);
            parcel.receipts.put();
            journal.commit();
            parcel.clean();
        }
        short end = Field.number(out, (short) 0, (byte) 0x80, kept, State.TID);
        return key.seal(ins, out, end);
    }

    private boolean isNever(byte[] data, short attempt, short digest) {
        return Util.getShort(data, attempt) == 0
                && Bytes.equal(data, digest, zeros, (short) 0, Manifests.DIGEST_BYTES);
    }

    private boolean isRelease(byte[] data, short attempt, short digest, byte[] work) {
        if (state.phase() != State.HANDED
                || kept[State.UPLOAD] != State.CLOSED
                || !isAttempt(data, attempt)) {
            return false;
        }
        digest(work, (short) 0);
        return Bytes.equal(data, digest, work, (short) 2, Manifests.DIGEST_BYTES);
    }

    /// Adds to a change: what came back takes the place of what there was.
    private void putBack() {
        for (byte part = Parts.SEQUENCE; part <= Parts.PERSONAL; part++) {
            if (entry(part) >= 0) {
                parts.putSwitch(part, state.word(received(part)));
            }
        }
    }

    /// Adds to a change that ends a transfer without its handset: a backup of personal data that
    /// was closed is newer than what the token had.
    void putPersonal() {
        if (kept[State.UPLOAD] == State.CLOSED && entry(Parts.PERSONAL) >= 0) {
            parts.putSwitch(Parts.PERSONAL, state.word(received(Parts.PERSONAL)));
        }
    }
}
