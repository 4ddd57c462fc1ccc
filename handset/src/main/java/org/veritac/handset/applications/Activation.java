// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.handset.applications;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.Optional;

/// An operator's command to run an application once.
public final class Activation {
    private static final byte[] LABEL = "veritac activation\n".getBytes(US_ASCII);
    private static final int FRONT_BYTES = 1 + Application.DIGEST_BYTES + Long.BYTES;

    private final String name;
    private final byte[] digest;
    private final long counter;
    private final byte[] signature;

    private Activation(String name, byte[] digest, long counter, byte[] signature) {
        this.name = name;
        this.digest = digest;
        this.counter = counter;
        this.signature = signature;
    }

    /// What an operator sends.
    ///
    /// @param counter higher than in any command before to this subscription, from 1
    public static Activation signed(Application application, long counter, PrivateKey operator) {
        var unsigned =
                new Activation(application.name(), application.digest(), counter, new byte[0]);
        byte[] signature = Signatures.sign(operator, unsigned.message());
        return new Activation(unsigned.name, unsigned.digest, counter, signature);
    }

    /// Reads a command from anywhere; empty when it is none. It is not believed yet.
    public static Optional<Activation> read(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        try {
            byte[] name = new byte[buffer.get() & 0x7f];
            buffer.get(name);
            byte[] digest = new byte[Application.DIGEST_BYTES];
            buffer.get(digest);
            long counter = buffer.getLong();
            byte[] signature = Arrays.copyOfRange(bytes, buffer.position(), bytes.length);
            String text = new String(name, US_ASCII);
            return Application.isValid(text, 0, signature.length) && counter > 0
                    ? Optional.of(new Activation(text, digest, counter, signature))
                    : Optional.empty();
        } catch (BufferUnderflowException e) {
            return Optional.empty();
        }
    }

    public byte[] bytes() {
        byte[] front = front();
        return ByteBuffer.allocate(front.length + signature.length)
                .put(front)
                .put(signature)
                .array();
    }

    private byte[] front() {
        return ByteBuffer.allocate(FRONT_BYTES + name.length())
                .put((byte) name.length())
                .put(name.getBytes(US_ASCII))
                .put(digest)
                .putLong(counter)
                .array();
    }

    private byte[] message() {
        byte[] front = front();
        return ByteBuffer.allocate(LABEL.length + front.length).put(LABEL).put(front).array();
    }

    public String name() {
        return name;
    }

    public long counter() {
        return counter;
    }

    boolean isOf(Application application) {
        return name.equals(application.name()) && Arrays.equals(digest, application.digest());
    }

    boolean isSignedBy(PublicKey operator) {
        return Signatures.verifies(operator, message(), signature);
    }

    @Override
    public String toString() {
        return "activation " + counter + " of " + name;
    }
}
