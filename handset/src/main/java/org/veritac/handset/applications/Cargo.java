// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.handset.applications;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/// Applications as they are carried by a token.
public final class Cargo {
    /// The most applications.
    public static final int APPLICATIONS_MAX = 16;

    private Cargo() {}

    /// The bytes of applications.
    ///
    /// @throws IllegalArgumentException when there are too many, or two of one name
    public static byte[] write(List<Application> applications) {
        if (applications.size() > APPLICATIONS_MAX || hasTwins(applications)) {
            throw new IllegalArgumentException("not the applications of one token");
        }
        var out = new ByteArrayOutputStream();
        out.write(applications.size());
        for (Application application : applications) {
            out.write(application.name().length());
            out.writeBytes(application.name().getBytes(US_ASCII));
            byte[] jar = application.jar();
            out.writeBytes(ByteBuffer.allocate(4).putInt(jar.length).array());
            out.writeBytes(jar);
            out.write(application.signature().length);
            out.writeBytes(application.signature());
        }
        return out.toByteArray();
    }

    /// Reads what a token brought. Nothing is believed yet: see [Shelf#keep].
    ///
    /// @return empty when it is not exactly that
    public static Optional<List<Application>> read(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        var applications = new ArrayList<Application>();
        try {
            int count = buffer.get();
            if (count < 0 || count > APPLICATIONS_MAX) {
                return Optional.empty();
            }
            for (int i = 0; i < count; i++) {
                Optional<Application> one = readOne(buffer);
                if (one.isEmpty()) {
                    return Optional.empty();
                }
                applications.add(one.get());
            }
        } catch (BufferUnderflowException e) {
            return Optional.empty();
        }
        return buffer.hasRemaining() || hasTwins(applications)
                ? Optional.empty()
                : Optional.of(applications);
    }

    private static Optional<Application> readOne(ByteBuffer buffer) {
        byte[] name = new byte[buffer.get() & 0x7f];
        buffer.get(name);
        int length = buffer.getInt();
        if (length < 0 || length > Application.JAR_BYTES_MAX) {
            return Optional.empty();
        }
        byte[] jar = new byte[Math.min(length, buffer.remaining())];
        buffer.get(jar);
        byte[] signature = new byte[buffer.get() & 0xff];
        buffer.get(signature);
        String text = new String(name, US_ASCII);
        return jar.length == length && Application.isValid(text, length, signature.length)
                ? Optional.of(new Application(text, jar, signature))
                : Optional.empty();
    }

    private static boolean hasTwins(List<Application> applications) {
        var names = new HashSet<String>();
        return applications.stream().anyMatch(application -> !names.add(application.name()));
    }
}
