// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.console;

import org.veritac.register.policy.PolicyException;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/// A section of the configuration file, read strictly: what it says that is not understood is
/// refused with its place.
final class Section {
    private final JsonNode node;
    private final String place;

    Section(JsonNode node, String place) {
        this.node = node;
        this.place = place;
        if (!node.isObject() && !node.isMissingNode() && !node.isNull()) {
            throw new PolicyException(place + ": a section is expected");
        }
    }

    /// The same, when it has no other names than these.
    Section only(String... names) {
        for (String name : node.propertyNames()) {
            if (!Set.of(names).contains(name)) {
                throw new PolicyException(
                        place + ": '" + name + "' is not one of " + new TreeSet<>(Set.of(names)));
            }
        }
        return this;
    }

    private String place(String name) {
        return place.isEmpty() ? name : place + "." + name;
    }

    private PolicyException wrong(String name, String expected) {
        return new PolicyException(place(name) + ": " + expected + " is expected");
    }

    boolean has(String name) {
        return !node.path(name).isMissingNode() && !node.path(name).isNull();
    }

    boolean isEmpty() {
        return node.isEmpty();
    }

    Section section(String name) {
        return new Section(node.path(name), place(name));
    }

    /// A text, or what stands in its place.
    String text(String name, String otherwise) {
        if (!has(name)) {
            return otherwise;
        }
        JsonNode value = node.path(name);
        if (!value.isString()) {
            throw wrong(name, "a text");
        }
        return value.asString();
    }

    /// One word of several.
    String word(String name, String otherwise, List<String> words) {
        String word = text(name, otherwise);
        if (!words.contains(word)) {
            throw wrong(name, "one of " + words);
        }
        return word;
    }

    int number(String name, int otherwise, int least, int most) {
        if (!has(name)) {
            return otherwise;
        }
        JsonNode value = node.path(name);
        if (!value.isInt() || value.asInt() < least || value.asInt() > most) {
            throw wrong(name, "a number from " + least + " to " + most);
        }
        return value.asInt();
    }

    boolean flag(String name, boolean otherwise) {
        if (!has(name)) {
            return otherwise;
        }
        if (!node.path(name).isBoolean()) {
            throw wrong(name, "true or false");
        }
        return node.path(name).asBoolean();
    }

    /// A value with a form of its own.
    <T> T value(String name, T otherwise, Form<T> form) {
        if (!has(name)) {
            return otherwise;
        }
        return form.read.apply(text(name, "")).orElseThrow(() -> wrong(name, form.expected));
    }

    /// Values with a form of their own, empty when there are none.
    <T> List<T> values(String name, Form<T> form) {
        var values = new ArrayList<T>();
        if (has(name) && !node.path(name).isArray()) {
            throw wrong(name, "a list like [a, b]");
        }
        for (JsonNode item : node.path(name)) {
            if (!item.isString()) {
                throw wrong(name, "a list of " + form.expected + ", in quotes,");
            }
            values.add(
                    form.read.apply(item.asString()).orElseThrow(() -> wrong(name, form.expected)));
        }
        return values;
    }

    /// How a value is written.
    ///
    /// @param expected what it is, for messages
    /// @param read reads it
    record Form<T>(String expected, Function<String, Optional<T>> read) {}
}
