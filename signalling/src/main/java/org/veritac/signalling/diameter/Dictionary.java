// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.diameter;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// What the standards say of commands and AVPs. It is text in the grammar of RFC 6733, clauses 3.2
/// and 4.4.1, read once at start; see `base.dia` for the form. A text that is not well formed is a
/// bug of ours and throws.
public final class Dictionary {
    /// The base protocol.
    public static final Dictionary BASE = resource(Dictionary.class, "base.dia", null);

    private final Map<Long, AvpRule> avps;
    private final Map<String, AvpRule> names;
    private final Map<Long, Grammar> groups;
    private final Map<CommandKey, Grammar> commands;
    private final Set<Integer> applications;

    record CommandKey(int application, int code, boolean request) {}

    Dictionary(Definitions all) {
        avps = Map.copyOf(all.avps);
        names = Map.copyOf(all.names);
        groups = Map.copyOf(all.groups);
        commands = Map.copyOf(all.commands);
        applications = Set.copyOf(all.applications);
    }

    /// What a text defines, on its way to a dictionary.
    static final class Definitions {
        final Map<Long, AvpRule> avps = new HashMap<>();
        final Map<String, AvpRule> names = new HashMap<>();
        final Map<Long, Grammar> groups = new HashMap<>();
        final Map<CommandKey, Grammar> commands = new HashMap<>();
        final Set<Integer> applications = new java.util.HashSet<>();

        void addAll(Dictionary other) {
            avps.putAll(other.avps);
            names.putAll(other.names);
            groups.putAll(other.groups);
            commands.putAll(other.commands);
            applications.addAll(other.applications);
        }
    }

    /// The base protocol and the application defined by a text.
    public static Dictionary of(String text) {
        return DictionaryReader.read(text, BASE);
    }

    /// The base protocol and the application defined by a resource in the package of `owner`.
    public static Dictionary resource(Class<?> owner, String name) {
        return resource(owner, name, BASE);
    }

    private static Dictionary resource(Class<?> owner, String name, @Nullable Dictionary base) {
        try (InputStream in = owner.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalArgumentException("no dictionary " + name);
            }
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return DictionaryReader.read(text, base);
        } catch (IOException e) {
            throw new UncheckedIOException("the program's own dictionary cannot be read", e);
        }
    }

    /// What this one and another define.
    Dictionary and(Dictionary other) {
        var all = new Definitions();
        all.addAll(this);
        all.addAll(other);
        return new Dictionary(all);
    }

    /// The rule of an AVP by its name in the standard.
    ///
    /// @throws IllegalArgumentException when the dictionary has none
    public AvpRule avp(String name) {
        AvpRule rule = names.get(name);
        if (rule == null) {
            throw new IllegalArgumentException("the dictionary has no AVP " + name);
        }
        return rule;
    }

    @Nullable AvpRule avp(long key) {
        return avps.get(key);
    }

    @Nullable Grammar group(AvpRule rule) {
        return groups.get(rule.key());
    }

    @Nullable Grammar command(int application, int code, boolean request) {
        return commands.get(new CommandKey(application, code, request));
    }

    boolean hasApplication(int application) {
        return applications.contains(application);
    }
}
