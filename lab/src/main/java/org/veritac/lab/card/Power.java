// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.card;

import javacard.framework.JCSystem;
import javacard.framework.Util;

import java.util.function.Supplier;

/// The power of a simulated card, which can be cut at any write to persistent memory. Bytes are
/// written one at a time, also where a card promises to copy an array as a whole: what is safe here
/// is safe there.
///
/// Not for more than one thread.
public final class Power {
    /// Whose power it is while a card works. Applets have no parameter for it.
    private static final ScopedValue<Power> AT_WORK = ScopedValue.newInstance();

    private static final long NEVER = Long.MAX_VALUE;

    private Supplier<byte[]> apduBuffer = () -> new byte[0];
    private long writes;
    private long cutAt = NEVER;
    private boolean lost;

    /// How many writes there were since the last `cutAt` or the beginning.
    public long writes() {
        return writes;
    }

    /// Counts anew and cuts the power in place of the `write`-th write from here, counted from 1.
    public void cutAt(long write) {
        writes = 0;
        cutAt = write;
    }

    /// Counts anew and cuts nothing.
    public void keep() {
        cutAt(NEVER);
    }

    boolean isLost() {
        return lost;
    }

    void restore() {
        lost = false;
    }

    void watch(Supplier<byte[]> buffer) {
        apduBuffer = buffer;
    }

    <T> T during(ScopedValue.CallableOp<T, RuntimeException> work) {
        return ScopedValue.where(AT_WORK, this).call(work);
    }

    private void write() {
        writes++;
        if (lost || writes == cutAt) {
            cutAt = NEVER;
            lost = true;
            throw new Loss();
        }
    }

    // The APDU buffer itself is meant, not one with the same bytes.
    @SuppressWarnings("ReferenceEquality")
    private boolean isPersistent(Object array) {
        return JCSystem.isTransient(array) == JCSystem.NOT_A_TRANSIENT_OBJECT
                && array != apduBuffer.get();
    }

    private static void before(Object array) {
        if (AT_WORK.isBound() && AT_WORK.get().isPersistent(array)) {
            AT_WORK.get().write();
        }
    }

    /// Called by applets before a field or a key object changes.
    public static void beforeWrite() {
        if (AT_WORK.isBound()) {
            AT_WORK.get().write();
        }
    }

    /// In place of a byte array's store.
    public static void store(byte[] array, int index, int value) {
        before(array);
        array[index] = (byte) value;
    }

    /// In place of a short array's store.
    public static void store(short[] array, int index, int value) {
        before(array);
        array[index] = (short) value;
    }

    /// In place of `Util.arrayCopy` and `Util.arrayCopyNonAtomic`.
    public static short copy(byte[] from, short offset, byte[] to, short toOffset, short length) {
        if (!AT_WORK.isBound() || !AT_WORK.get().isPersistent(to)) {
            return Util.arrayCopyNonAtomic(from, offset, to, toOffset, length);
        }
        // The two may be one array and overlap.
        byte[] source = from.clone();
        for (int i = 0; i < length; i++) {
            AT_WORK.get().write();
            to[toOffset + i] = source[offset + i];
        }
        return (short) (toOffset + length);
    }

    /// In place of `Util.arrayFillNonAtomic`.
    public static short fill(byte[] to, short offset, short length, byte value) {
        for (int i = 0; i < length; i++) {
            store(to, offset + i, value);
        }
        return (short) (offset + length);
    }

    /// In place of `Util.setShort`.
    public static short setShort(byte[] to, short offset, short value) {
        store(to, offset, value >> Byte.SIZE);
        store(to, offset + 1, value);
        return (short) (offset + 2);
    }

    /// What the rest of a command sees of a power cut: nothing, since applets catch exceptions
    /// only.
    private static final class Loss extends Error {
        private static final long serialVersionUID = 1L;

        Loss() {
            super("power was cut", null, false, false);
        }
    }
}
