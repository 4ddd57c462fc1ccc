// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.config;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/// One mapping of the file while it is read: gives values of its keys, notes what is wrong, and at
/// the end names the keys nobody asked for.
///
/// A value that is wrong is noted as a flaw and answered with the default, so that one reading
/// finds every flaw of a file.
final class Section {
    /// Lists of the file: conditions, operators, codes.
    static final int ITEMS_MAX = 10_000;

    private final String path;
    private final Node.Fields fields;
    private final List<Flaw> flaws;
    private final Set<String> asked = new HashSet<>();

    Section(String path, Node.Fields fields, List<Flaw> flaws) {
        this.path = path;
        this.fields = fields;
        this.flaws = flaws;
    }

    /// A block that is not in the file: every key has its default.
    static Section absent(String path, List<Flaw> flaws) {
        return new Section(path, new Node.Fields(new java.util.LinkedHashMap<>(), 1), flaws);
    }

    int line() {
        return fields.line();
    }

    boolean has(String key) {
        asked.add(key);
        return value(key) != null;
    }

    void flaw(String key, String message) {
        Node node = fields.nodes().get(key);
        String where = path.isEmpty() ? key : path + "." + key;
        flaws.add(new Flaw(where, node == null ? fields.line() : node.line(), message));
    }

    String text(String key, @Nullable String byDefault) {
        asked.add(key);
        Node node = value(key);
        if (node instanceof Node.Text(String text, _)) {
            return text;
        }
        if (node != null) {
            flaw(key, "must be a single value");
        } else if (byDefault == null) {
            flaw(key, "is missing");
        }
        return byDefault == null ? "" : byDefault;
    }

    int whole(String key, @Nullable Integer byDefault, int least) {
        return parsed(
                key,
                byDefault,
                least,
                "must be a whole number of at least " + least,
                text -> {
                    int number = Integer.parseInt(text);
                    return number < least ? null : number;
                });
    }

    double ratio(String key, double byDefault) {
        return decimal(key, BigDecimal.valueOf(byDefault), BigDecimal.ONE).doubleValue();
    }

    /// A number from 0 to `most`.
    BigDecimal decimal(String key, @Nullable BigDecimal byDefault, BigDecimal most) {
        return parsed(
                key,
                byDefault,
                BigDecimal.ZERO,
                "must be a number from 0 to " + most,
                text -> {
                    if (text.length() > 30) {
                        return null;
                    }
                    var number = new BigDecimal(text);
                    return number.signum() < 0 || number.compareTo(most) > 0 ? null : number;
                });
    }

    boolean flag(String key, boolean byDefault) {
        return parsed(
                key,
                byDefault,
                byDefault,
                "must be true or false",
                text ->
                        switch (text.toLowerCase(Locale.ROOT)) {
                            case "true", "yes", "on" -> true;
                            case "false", "no", "off" -> false;
                            default -> null;
                        });
    }

    /// Scalars of a list; absent is an empty list.
    List<String> texts(String key) {
        var found = new ArrayList<String>();
        for (Node node : items(key)) {
            if (node instanceof Node.Text(String text, _)) {
                found.add(text);
            } else {
                flaw(key, "must be a list of single values");
            }
        }
        return List.copyOf(found);
    }

    /// Mappings of a list; absent is an empty list.
    List<Section> sections(String key) {
        var found = new ArrayList<Section>();
        int at = 1;
        for (Node node : items(key)) {
            if (node instanceof Node.Fields block) {
                found.add(new Section(inner(key) + "[" + at + "]", block, flaws));
            } else {
                flaws.add(new Flaw(inner(key) + "[" + at + "]", node.line(), "must be a block"));
            }
            at++;
        }
        return found;
    }

    /// A block within this one; absent is an empty block.
    Section section(String key) {
        asked.add(key);
        Node node = value(key);
        if (node instanceof Node.Fields block) {
            return new Section(inner(key), block, flaws);
        }
        if (node != null) {
            flaw(key, "must be a block of keys");
        }
        return absent(inner(key), flaws);
    }

    /// The keys of this mapping where they are data rather than names; all count as asked for.
    Map<String, Node> entries() {
        asked.addAll(fields.nodes().keySet());
        return fields.nodes();
    }

    /// Notes every key that nobody asked for.
    void close() {
        for (String key : fields.nodes().keySet()) {
            if (!asked.contains(key)) {
                flaw(key, "is not a key of " + (path.isEmpty() ? "this file" : path));
            }
        }
    }

    private List<Node> items(String key) {
        asked.add(key);
        Node node = value(key);
        if (node instanceof Node.Items(List<Node> nodes, _)) {
            if (nodes.size() <= ITEMS_MAX) {
                return nodes;
            }
            flaw(key, "has more than " + ITEMS_MAX + " entries");
        } else if (node != null) {
            flaw(key, "must be a list");
        }
        return List.of();
    }

    private <T> T parsed(
            String key,
            @Nullable T byDefault,
            T fallback,
            String expected,
            Function<String, @Nullable T> parser) {
        asked.add(key);
        Node node = value(key);
        if (node == null) {
            if (byDefault == null) {
                flaw(key, "is missing");
            }
            return byDefault == null ? fallback : byDefault;
        }
        T number = null;
        if (node instanceof Node.Text(String text, _)) {
            try {
                number = parser.apply(text);
            } catch (NumberFormatException notANumber) {
                number = null;
            }
        }
        if (number == null) {
            flaw(key, expected);
            return fallback;
        }
        return number;
    }

    private @Nullable Node value(String key) {
        Node node = fields.nodes().get(key);
        return node instanceof Node.Nothing ? null : node;
    }

    private String inner(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }
}
