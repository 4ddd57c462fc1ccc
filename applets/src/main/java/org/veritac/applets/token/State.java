// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.applets.token;

import javacard.framework.Util;

import org.veritac.applets.store.Journal;

/// What a token keeps over a loss of power, but for the bytes of its large parts: one array under a
/// journal, so that whatever changes together changes whole or not at all. Names are places in it.
final class State {
    /// Phases. Only in the first two the token may answer the network itself.
    static final byte FREE = 0;

    static final byte PREPARED = 1;
    static final byte HANDED = 2;

    /// Whether personalisation has ended.
    static final short PERSONALISED = 0;

    static final short PHASE = 1;

    /// Number of the newest transfer (4); 0 before the first.
    static final short TID = 2;

    /// Generation of the key set (2).
    static final short GENERATION = 6;

    /// Whether there is a pair, and all of it: its handset, key, Kc, the token's nonce, the digest
    /// of the package, whether the handset has the operator's files already. After the end of the
    /// transfer Kc and nonce are zeros.
    static final short PAIRED = 8;

    static final short HANDSET = 9;
    static final short KEY = 17;
    static final short KC = 33;
    static final short NONCE = 49;
    static final short DIGEST = 65;
    static final short PRESTORED = 97;

    /// What comes back: none, open or closed; the attempt (2); its manifest behind its length; how
    /// much of the three parts is here (2 each).
    static final short UPLOAD = 98;

    static final byte NO_UPLOAD = 0;
    static final byte OPEN = 1;
    static final byte CLOSED = 2;
    static final short ATTEMPT = 99;
    static final short MANIFEST_BYTES = 101;
    static final short MANIFEST = 102;
    static final short MANIFEST_BYTES_MAX = 3 * Manifests.ENTRY_BYTES;
    static final short RECEIVED = MANIFEST + MANIFEST_BYTES_MAX;

    /// PIN behind its length, filled up with zeros; tries; the same of the unblocking key.
    static final short PIN_BYTES = RECEIVED + 6;

    static final short PIN = PIN_BYTES + 1;
    static final short PIN_TRIES = PIN + Pins.BYTES_MAX;
    static final short PUK_BYTES = PIN_TRIES + 1;
    static final short PUK = PUK_BYTES + 1;
    static final short PUK_TRIES = PUK + Pins.BYTES_MAX;

    /// The policy as it was signed, behind its length.
    static final short POLICY_BYTES = PUK_TRIES + 1;

    static final short POLICY = POLICY_BYTES + 1;

    /// For each part: whether it is there, in which of its two areas, its length (2).
    static final short PARTS = POLICY + Policy.BYTES_MAX;

    static final short PART_BYTES = 4;

    /// Whether secrets that are over may still stand somewhere.
    static final short DIRTY = PARTS + PART_BYTES * Parts.COUNT;

    /// The number of the newest receipt (4), its digest, and the last ones.
    static final short RECEIPT_NUMBER = DIRTY + 1;

    static final short RECEIPT_DIGEST = RECEIPT_NUMBER + Field.NUMBER_BYTES;
    static final short RECEIPTS = RECEIPT_DIGEST + Manifests.DIGEST_BYTES;

    /// Two areas for sequence numbers.
    static final short SEQUENCES = RECEIPTS + Receipts.KEPT * Receipts.BYTES;

    static final short END = SEQUENCES + 2 * Parts.SEQUENCE_BYTES_MAX;

    /// The largest change: the end of a transfer with its receipt.
    private static final short LOG_BYTES = 640;

    private final Journal journal;
    private final byte[] memory;

    /// @param more bytes of the memory that others keep theirs in, from END on
    State(short more) {
        memory = new byte[(short) (END + more)];
        journal = new Journal(memory, LOG_BYTES);
        Util.setShort(memory, GENERATION, (short) 1);
    }

    Journal journal() {
        return journal;
    }

    /// All of it, to be read.
    byte[] memory() {
        return memory;
    }

    byte phase() {
        return memory[PHASE];
    }

    boolean isPersonalised() {
        return memory[PERSONALISED] != 0;
    }

    boolean isPaired() {
        return memory[PAIRED] != 0;
    }

    /// Whether the token itself may answer the network.
    boolean mayAuthenticate() {
        return isPersonalised() && memory[PHASE] != HANDED;
    }

    short word(short place) {
        return Util.getShort(memory, place);
    }

    /// Compares a number of four bytes with one that is kept: below, at or above 0.
    short compare(byte[] buffer, short offset, short place) {
        return org.veritac.applets.channel.Bytes.compare(
                buffer, offset, memory, place, Field.NUMBER_BYTES);
    }

    /// Adds to a change: the end of the present transfer, whatever it was. The pair's key stays, so
    /// that the handset hears an authentic end; what opens the package goes.
    void putEnd(byte[] zeros) {
        journal.putByte(PHASE, FREE);
        journal.put(KC, zeros, (short) 0, Field.MAC_BYTES);
        journal.put(NONCE, zeros, (short) 0, Field.MAC_BYTES);
        journal.putByte(PRESTORED, (byte) 0);
        journal.putByte(UPLOAD, NO_UPLOAD);
        journal.putByte(DIRTY, (byte) 1);
    }
}
