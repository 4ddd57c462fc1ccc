// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.applets.token;

import javacard.framework.Util;

import org.veritac.applets.channel.Tlv;
import org.veritac.applets.channel.Trust;

/// The token's policy: what it says, and whether another may take its place.
///
/// ```
///   BF34 {80 token id(8), 81 number(4), 82 policy(8) [, 42 authority, 5F37 r | s]}
/// ```
final class Policy {
    static final short BYTES_MAX = 116;

    private static final short TAG = (short) 0xBF34;
    private static final short ID_BYTES = 8;
    private static final byte VERSION = 1;

    /// Where things stand behind BF34 and its length, which is one byte.
    private static final short ID = 5;

    private static final short NUMBER = 15;
    private static final short CONTENT = 21;
    private static final short SEAL = 29;

    /// Bytes of the content.
    private static final short FLAGS = 1;

    private static final short MEDIA = 2;
    private static final short WAYS = 3;
    private static final short PACKET = 4;
    private static final short PROTECTION = 6;
    private static final short RESERVED = 7;

    private static final byte TOKEN_LOCK = 0x01;
    private static final byte HANDSET_LOCK = 0x02;
    private static final byte PIN = 0x04;
    private static final byte COMPARISON = 0x08;
    private static final byte RETURN_ON_TAP = 0x10;
    private static final byte OPERATOR_KEY = 0x20;
    private static final byte BUFFERED = 0x01;
    private static final byte POLLING = 0x02;
    private static final byte EACH_PACKET = 0x04;
    private static final byte PRESTORED = 0x08;
    private static final byte WRITE_BACK = 0x10;
    private static final byte FLAGS_ALL = 0x3F;
    private static final byte MEDIA_ALL = 0x07;
    private static final byte WAYS_ALL = 0x1F;

    /// Packets that the interface knows and that this token can take.
    private static final short PACKET_BYTES_MIN = 16;

    static final short PACKET_BYTES_MAX = 1024;

    private static final byte[] LABEL = {
        'V', 'E', 'R', 'I', 'T', 'A', 'C', ' ', 'P', 'O', 'L', 'I', 'C', 'Y', ' ', 'V', '1'
    };

    private final State state;
    private final byte[] memory;
    private final byte[] id;
    private final Trust operators;

    /// @param id of the token
    Policy(State state, byte[] id, Trust operators) {
        this.state = state;
        memory = state.memory();
        this.id = id;
        this.operators = operators;
    }

    private byte content(short which) {
        return memory[(short) ((short) (State.POLICY + CONTENT) + which)];
    }

    private boolean has(short which, byte bit) {
        return (byte) (content(which) & bit) != 0;
    }

    boolean locksToken() {
        return has(FLAGS, TOKEN_LOCK);
    }

    boolean wantsPin() {
        return has(FLAGS, PIN);
    }

    /// Whether codes are to be compared; a token without display cannot.
    boolean wantsComparison() {
        return has(FLAGS, COMPARISON);
    }

    boolean takesOperatorKey() {
        return has(FLAGS, OPERATOR_KEY);
    }

    boolean allows(byte medium) {
        return has(MEDIA, medium);
    }

    /// Whether the handset is to ask again until all parts are copied.
    boolean makesWait() {
        return has(WAYS, BUFFERED) && has(WAYS, POLLING);
    }

    boolean signsPackets() {
        return has(WAYS, EACH_PACKET);
    }

    boolean allowsPrestored() {
        return has(WAYS, PRESTORED);
    }

    boolean writesBack() {
        return has(WAYS, WRITE_BACK);
    }

    short packetBytes() {
        return state.word((short) ((short) (State.POLICY + CONTENT) + PACKET));
    }

    /// Whether a handset's memory is protected well enough.
    boolean protects(byte protection) {
        return (short) (protection & 0xFF) >= (short) (content(PROTECTION) & 0xFF);
    }

    boolean isSet() {
        return memory[State.POLICY_BYTES] != 0;
    }

    /// Whether these bytes have the form of a policy, be it authentic or not.
    static boolean isOne(byte[] buffer, short length) {
        return length > 2 && Util.getShort(buffer, (short) 0) == TAG;
    }

    /// Takes the policy that fills a buffer.
    ///
    /// @param first at personalisation: any number, and one that gives nothing up needs no
    ///   signature
    void take(byte[] buffer, short length, boolean first) {
        Refusal.unless(length <= BYTES_MAX && Tlv.whole(buffer, (short) 0, length, TAG) == 3);
        Refusal.unless(hasForm(buffer, length));
        boolean higher =
                first || state.compare(buffer, NUMBER, (short) (State.POLICY + NUMBER)) > 0;
        Refusal.unless(
                higher
                        && buffer[NUMBER] >= 0
                        && Util.arrayCompare(buffer, ID, id, (short) 0, ID_BYTES) == 0
                        && isKnown(buffer)
                        && isBelieved(buffer, length, first));
        state.journal().begin();
        state.journal().putByte(State.POLICY_BYTES, (byte) length);
        state.journal().put(State.POLICY, buffer, (short) 0, length);
        state.journal().commit();
    }

    private static boolean hasForm(byte[] buffer, short length) {
        return length >= SEAL
                && Util.getShort(buffer, (short) (ID - 2)) == (short) 0x8008
                && Util.getShort(buffer, (short) (NUMBER - 2)) == (short) 0x8104
                && Util.getShort(buffer, (short) (CONTENT - 2)) == (short) 0x8208;
    }

    private boolean isBelieved(byte[] buffer, short length, boolean first) {
        if (length == SEAL) {
            return first && !givesUp(buffer);
        }
        return operators.isStatement(LABEL, buffer, (short) (ID - 2), SEAL, length);
    }

    /// Whether it loosens what holds by default.
    private static boolean givesUp(byte[] buffer) {
        byte flags = buffer[(short) (CONTENT + FLAGS)];
        byte wanted = TOKEN_LOCK | HANDSET_LOCK | PIN;
        return (byte) (flags & (wanted | RETURN_ON_TAP | OPERATOR_KEY)) != wanted;
    }

    /// Whether its content has no bit that nobody knows, and packets that this token can take.
    private static boolean isKnown(byte[] buffer) {
        short packet = Util.getShort(buffer, (short) (CONTENT + PACKET));
        byte media = buffer[(short) (CONTENT + MEDIA)];
        return buffer[CONTENT] == VERSION
                && (byte) (buffer[(short) (CONTENT + FLAGS)] & ~FLAGS_ALL) == 0
                && (byte) (media & ~MEDIA_ALL) == 0
                && media != 0
                && (byte) (buffer[(short) (CONTENT + WAYS)] & ~WAYS_ALL) == 0
                && buffer[(short) (CONTENT + RESERVED)] == 0
                && packet >= PACKET_BYTES_MIN
                && packet <= PACKET_BYTES_MAX;
    }
}
