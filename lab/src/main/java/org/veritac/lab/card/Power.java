// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.card;

import javacard.framework.JCSystem;
import javacard.framework.Util;
import javacard.security.AESKey;
import javacard.security.ECPrivateKey;
import javacard.security.ECPublicKey;
import javacard.security.Key;
import javacard.security.KeyBuilder;
import javacard.security.KeyPair;
import javacard.security.RandomData;

import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// The power of a simulated card, which can be cut at any write to persistent memory. An array is
/// copied in three writes (its first byte, all but the last, the last), also where a card promises
/// to copy it as a whole: what is safe here is safe there.
///
/// Not for more than one thread.
public final class Power {
    /// Whose power it is while a card works. Applets have no parameter for it.
    private static final ScopedValue<Power> AT_WORK = ScopedValue.newInstance();

    private static final long NEVER = Long.MAX_VALUE;

    private Supplier<byte[]> apduBuffer = () -> new byte[0];
    private Consumer<byte[]> listener = drawn -> {};
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

    /// Tells somebody what random bytes the card draws from now on, so that a model of it can do
    /// with the same.
    public void listen(Consumer<byte[]> toDraws) {
        listener = toDraws;
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

    /// As `during`, for work that has nobody who answers for it.
    ///
    /// @param lost what comes out when the power was cut
    <T> T during(T lost, ScopedValue.CallableOp<T, RuntimeException> work) {
        try {
            return during(work);
        } catch (Loss cut) {
            return lost;
        }
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

    /// Called by applets before a field changes.
    public static void beforeWrite() {
        if (AT_WORK.isBound()) {
            AT_WORK.get().write();
        }
    }

    private static void before(Key key) {
        byte type = key.getType();
        boolean lasts =
                type != KeyBuilder.TYPE_AES_TRANSIENT_RESET
                        && type != KeyBuilder.TYPE_AES_TRANSIENT_DESELECT;
        if (lasts) {
            beforeWrite();
        }
    }

    /// In place of the key's own method.
    public static void setKey(AESKey key, byte[] bytes, short offset) {
        before(key);
        key.setKey(bytes, offset);
    }

    /// In place of the key's own method.
    public static void clearKey(Key key) {
        before(key);
        key.clearKey();
    }

    /// In place of the key's own method.
    public static void setS(ECPrivateKey key, byte[] bytes, short offset, short length) {
        before(key);
        key.setS(bytes, offset, length);
    }

    /// In place of the key's own method.
    public static void setW(ECPublicKey key, byte[] bytes, short offset, short length) {
        before(key);
        key.setW(bytes, offset, length);
    }

    /// In place of the pair's own method: one write for each key.
    public static void genKeyPair(KeyPair pair) {
        beforeWrite();
        Remedies.generate(pair);
        beforeWrite();
    }

    /// In place of the generator's own method.
    // The name by which applets know it.
    @SuppressWarnings("deprecation")
    public static void generateData(RandomData random, byte[] out, short offset, short length) {
        random.generateData(out, offset, length);
        if (AT_WORK.isBound()) {
            AT_WORK.get().listener.accept(Arrays.copyOfRange(out, offset, offset + length));
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
        write(source, offset, to, toOffset, Math.min(1, length));
        int last = Math.max(1, length - 1);
        write(source, offset + 1, to, toOffset + 1, last - 1);
        write(source, offset + last, to, toOffset + last, length - last);
        return (short) (toOffset + length);
    }

    private static void write(byte[] from, int offset, byte[] to, int toOffset, int length) {
        if (length > 0) {
            AT_WORK.get().write();
            System.arraycopy(from, offset, to, toOffset, length);
        }
    }

    /// In place of `Util.arrayFillNonAtomic`.
    public static short fill(byte[] to, short offset, short length, byte value) {
        byte[] filled = new byte[length];
        Arrays.fill(filled, value);
        return copy(filled, (short) 0, to, offset, length);
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
