// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.card;

import javacard.framework.Applet;
import javacard.framework.JCSystem;
import javacard.security.AESKey;
import javacard.security.ECPrivateKey;
import javacard.security.ECPublicKey;
import javacard.security.Key;
import javacard.security.KeyAgreement;
import javacard.security.KeyBuilder;
import javacard.security.KeyPair;
import javacard.security.MessageDigest;
import javacard.security.RandomData;
import javacard.security.Signature;

import javacardx.crypto.Cipher;

import org.jspecify.annotations.Nullable;
import org.veritac.card.channel.P256;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/// What an applet on the simulator keeps without power, as bytes, which the simulator itself cannot
/// give: every array and every key that its fields lead to and that is not transient. An applet
/// allocates nothing after its installation, so that two of one class have the same places in the
/// same order.
///
/// ```
/// image   {length(4), content}...     of each place, in the order of the fields' names
/// ```
///
/// Reflection, since no applet is to know that somebody looks. It refuses applets it might get
/// wrong: with fields that change, or objects of the card whose memory cannot be read.
final class CardMemory {
    private static final String APPLETS = "org.veritac.applets.";

    /// Objects of the card that keep nothing between two commands.
    private static final List<Class<?>> STATELESS =
            List.of(
                    Cipher.class,
                    Signature.class,
                    MessageDigest.class,
                    RandomData.class,
                    KeyAgreement.class);

    private final List<Place> places = new ArrayList<>();
    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    /// One thing that is kept: as bytes, and made of them.
    private record Place(Supplier<byte[]> read, Writing write) {}

    private interface Writing {
        /// @throws IOException when it cannot have been this one
        void write(byte[] content) throws IOException;
    }

    /// @param applet as it was installed; the runtime that it is on is the active one
    CardMemory(Applet applet) {
        visit(applet);
    }

    private void visit(@Nullable Object object) {
        if (object == null || !seen.add(object)) {
            return;
        }
        switch (object) {
            case byte[] array -> visitArray(array, ofBytes(array));
            case short[] array -> visitArray(array, ofShorts(array));
            case Object[] array -> Arrays.stream(array).forEach(this::visit);
            case AESKey key -> visitKey(key, ofAes(key));
            case ECPrivateKey key -> places.add(ofPrivate(key));
            case ECPublicKey key -> places.add(ofPublic(key));
            case KeyPair pair -> {
                visit(pair.getPrivate());
                visit(pair.getPublic());
            }
            default -> visitOther(object);
        }
    }

    private void visitArray(Object array, Place place) {
        if (JCSystem.isTransient(array) == JCSystem.NOT_A_TRANSIENT_OBJECT) {
            places.add(place);
        }
    }

    private void visitKey(AESKey key, Place place) {
        if (key.getType() == KeyBuilder.TYPE_AES) {
            places.add(place);
        }
    }

    private void visitOther(Object object) {
        if (STATELESS.stream().anyMatch(type -> type.isInstance(object))) {
            return;
        }
        if (!object.getClass().getName().startsWith(APPLETS)) {
            throw new IllegalStateException("cannot read a " + object.getClass().getName());
        }
        Class<?> type = object.getClass();
        while (type.getName().startsWith(APPLETS)) {
            Arrays.stream(type.getDeclaredFields())
                    .filter(field -> !Modifier.isStatic(field.getModifiers()))
                    .sorted(Comparator.comparing(Field::getName))
                    .forEach(field -> visit(value(field, object)));
            type = type.getSuperclass();
        }
    }

    private static @Nullable Object value(Field field, Object object) {
        if (!Modifier.isFinal(field.getModifiers())) {
            throw new IllegalStateException(field + " may change");
        }
        if (field.getType().isPrimitive()) {
            return null;
        }
        try {
            field.setAccessible(true);
            return field.get(object);
        } catch (IllegalAccessException e) {
            throw new AssertionError("it was made accessible", e);
        }
    }

    /// All of it as it is now.
    byte[] image() {
        var out = new ByteArrayOutputStream();
        for (Place place : places) {
            byte[] content = place.read().get();
            out.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(content.length).array());
            out.writeBytes(content);
        }
        return out.toByteArray();
    }

    /// Makes all of it what an image says.
    ///
    /// @throws IOException when it is no image of such an applet; then this one is of no use
    void write(byte[] image) throws IOException {
        var rest = ByteBuffer.wrap(image);
        try {
            for (Place place : places) {
                int length = rest.getInt();
                if (length < 0 || length > rest.remaining()) {
                    throw new IOException("an image that is cut off");
                }
                byte[] content = new byte[length];
                rest.get(content);
                place.write().write(content);
            }
        } catch (BufferUnderflowException e) {
            throw new IOException("an image that is cut off", e);
        }
        if (rest.hasRemaining()) {
            throw new IOException("an image of another applet");
        }
    }

    private static void requireLength(byte[] content, int length) throws IOException {
        if (content.length != length) {
            throw new IOException("an image of another applet");
        }
    }

    private static Place ofBytes(byte[] array) {
        return new Place(
                array::clone,
                content -> {
                    requireLength(content, array.length);
                    System.arraycopy(content, 0, array, 0, array.length);
                });
    }

    private static Place ofShorts(short[] array) {
        return new Place(
                () -> {
                    var all = ByteBuffer.allocate(Short.BYTES * array.length);
                    all.asShortBuffer().put(array);
                    return all.array();
                },
                content -> {
                    requireLength(content, Short.BYTES * array.length);
                    ByteBuffer.wrap(content).asShortBuffer().get(array);
                });
    }

    private static Place ofAes(AESKey key) {
        int bytes = key.getSize() / Byte.SIZE;
        return new Place(
                () -> exported(key, out -> key.getKey(out, (short) 0)),
                content -> {
                    if (content.length == 0) {
                        key.clearKey();
                        return;
                    }
                    requireLength(content, bytes);
                    key.setKey(content, (short) 0);
                });
    }

    private static Place ofPrivate(ECPrivateKey key) {
        return new Place(
                () -> exported(key, out -> key.getS(out, (short) 0)),
                content -> {
                    if (content.length > 0) {
                        requireLength(content, P256.SCALAR_BYTES);
                        key.setS(content, (short) 0, (short) content.length);
                    }
                });
    }

    private static Place ofPublic(ECPublicKey key) {
        return new Place(
                () -> exported(key, out -> key.getW(out, (short) 0)),
                content -> {
                    if (content.length > 0) {
                        requireLength(content, P256.POINT_BYTES);
                        key.setW(content, (short) 0, (short) content.length);
                    }
                });
    }

    /// A key's bytes; nothing before it was set.
    private static byte[] exported(Key key, ToIntFunction<byte[]> export) {
        if (!key.isInitialized()) {
            return new byte[0];
        }
        byte[] out = new byte[P256.POINT_BYTES];
        return Arrays.copyOf(out, export.applyAsInt(out));
    }
}
