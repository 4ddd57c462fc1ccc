// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.handset.applications;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Pattern;

/// A program as it is carried: the bytes of a JAR, its name, and its operator's signature.
public final class Application {
    /// The largest JAR: 512 KiB.
    public static final int JAR_BYTES_MAX = 512 << 10;

    static final int SIGNATURE_BYTES_MAX = 80;
    static final int DIGEST_BYTES = 32;
    private static final String LABEL = "veritac application\n";
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,31}");

    private final String name;
    private final byte[] jar;
    private final byte[] signature;

    /// An application of somebody's: see [#isSignedBy].
    ///
    /// @throws IllegalArgumentException when a part is out of its bounds
    public Application(String name, byte[] jar, byte[] signature) {
        if (!isValid(name, jar.length, signature.length)) {
            throw new IllegalArgumentException("not an application");
        }
        this.name = name;
        this.jar = jar.clone();
        this.signature = signature.clone();
    }

    static boolean isValid(String name, int jarBytes, int signatureBytes) {
        return NAME.matcher(name).matches()
                && jarBytes <= JAR_BYTES_MAX
                && signatureBytes <= SIGNATURE_BYTES_MAX;
    }

    /// What an operator makes.
    public static Application signed(String name, byte[] jar, PrivateKey operator) {
        byte[] signature = Signatures.sign(operator, message(name, jar));
        return new Application(name, jar, signature);
    }

    public String name() {
        return name;
    }

    /// A copy.
    public byte[] jar() {
        return jar.clone();
    }

    byte[] signature() {
        return signature.clone();
    }

    /// SHA-256 of the JAR.
    public byte[] digest() {
        return digest(jar);
    }

    static byte[] digest(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }

    /// Whether the operator made it.
    public boolean isSignedBy(PublicKey operator) {
        return Signatures.verifies(operator, message(name, jar), signature);
    }

    private static byte[] message(String name, byte[] jar) {
        byte[] front = (LABEL + name + '\n').getBytes(US_ASCII);
        return ByteBuffer.allocate(front.length + DIGEST_BYTES).put(front).put(digest(jar)).array();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Application that
                && name.equals(that.name)
                && Arrays.equals(jar, that.jar)
                && Arrays.equals(signature, that.signature);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(jar);
    }

    @Override
    public String toString() {
        return name + " " + HexFormat.of().formatHex(digest());
    }
}
