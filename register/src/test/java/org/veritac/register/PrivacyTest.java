// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.veritac.identity.Imei;
import org.veritac.identity.Imsi;
import org.veritac.identity.Msisdn;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// No text of a record may stand in a log with a full identity in it. Every record of the register
/// is made with identities wherever one fits, and printed.
final class PrivacyTest {
    private static final Imei DEVICE = Imei.of("35209900176148");
    private static final Imsi SUBSCRIBER = Imsi.of("001010123456789");
    private static final Msisdn NUMBER = Msisdn.of("4915112345678");
    private static final String NOTE = "call +4915112345678";
    private static final List<String> SECRETS =
            List.of(
                    DEVICE.digits(),
                    "176148",
                    SUBSCRIBER.digits(),
                    "10123456789",
                    String.valueOf(SUBSCRIBER.key()),
                    "15112345678");

    /// Of these the texts are content for people, journals or files, and are never logged whole.
    private static final Set<String> OF_FILES = Set.of("Bad");

    private static final Map<Class<?>, Object> SAMPLES = samples();

    private static Map<Class<?>, Object> samples() {
        var samples = new HashMap<Class<?>, Object>();
        samples.put(Imei.class, DEVICE);
        samples.put(Imsi.class, SUBSCRIBER);
        samples.put(Msisdn.class, NUMBER);
        samples.put(Instant.class, Instant.EPOCH);
        samples.put(LocalDate.class, LocalDate.EPOCH);
        samples.put(Key.class, Key.device(DEVICE));
        samples.put(int.class, 1);
        samples.put(double.class, 1.0);
        samples.put(boolean.class, false);
        samples.put(List.class, List.of());
        samples.put(Set.class, Set.of());
        samples.put(Map.class, Map.of());
        return samples;
    }

    @TestFactory
    Stream<DynamicTest> noRecordPrintsAnIdentity() throws IOException, URISyntaxException {
        return records().map(type -> DynamicTest.dynamicTest(type.getName(), () -> check(type)));
    }

    private static Stream<Class<?>> records() throws IOException, URISyntaxException {
        Path root =
                Path.of(Entry.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        try (var files = Files.walk(root.resolve("org/veritac/register"))) {
            var types =
                    files.filter(file -> file.toString().endsWith(".class"))
                            .map(file -> root.relativize(file).toString())
                            .map(name -> name.replace('/', '.').replaceFirst("\\.class$", ""))
                            .filter(name -> !name.endsWith("-info"))
                            .<Class<?>>map(PrivacyTest::load)
                            .filter(Class::isRecord)
                            .toList();
            assertThat(types).hasSizeGreaterThan(30);
            return types.stream();
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, PrivacyTest.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    private static void check(Class<?> type) throws ReflectiveOperationException {
        if (OF_FILES.contains(type.getSimpleName())) {
            return;
        }
        Object made = make(type, 4);
        if (made != null) {
            String text = made.toString();
            assertThat(SECRETS).as(text).noneMatch(text::contains);
        }
    }

    /// A record with identities in it; null where some part cannot be made.
    private static @Nullable Object make(Class<?> type, int depth) throws ReflectiveOperationException {
        RecordComponent[] parts = type.getRecordComponents();
        Class<?>[] types = Arrays.stream(parts).map(RecordComponent::getType).toArray(Class[]::new);
        @Nullable Object[] values = new Object[parts.length];
        for (int i = 0; i < parts.length; i++) {
            values[i] = sample(parts[i], depth);
        }
        var constructor = type.getDeclaredConstructor(types);
        constructor.setAccessible(true);
        try {
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            return null;
        }
    }

    private static @Nullable Object sample(RecordComponent part, int depth)
            throws ReflectiveOperationException {
        Class<?> type = part.getType();
        if (SAMPLES.containsKey(type)) {
            return SAMPLES.get(type);
        }
        if (type == long.class) {
            return number(part.getName());
        }
        if (type == String.class) {
            return isFree(part) ? NOTE : "word";
        }
        if (type.isEnum()) {
            return type.getEnumConstants()[0];
        }
        if (type.isRecord() && depth > 0) {
            return make(type, depth - 1);
        }
        if (type.isSealed() && depth > 0 && Modifier.isInterface(type.getModifiers())) {
            return make(type.getPermittedSubclasses()[0], depth - 1);
        }
        return Arrays.stream(type.getConstructors()).anyMatch(c -> c.getParameterCount() == 0)
                ? type.getConstructor().newInstance()
                : null;
    }

    private static long number(String name) {
        return switch (name) {
            case "imsi" -> SUBSCRIBER.key();
            case "imei", "key", "a", "b", "one", "other", "from", "to" -> DEVICE.key();
            default -> 1;
        };
    }

    private static boolean isFree(RecordComponent part) {
        return Set.of("note", "privateBody", "body").contains(part.getName());
    }
}
