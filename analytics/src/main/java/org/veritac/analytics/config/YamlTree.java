// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.config;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLParser;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/// Reads a YAML document into [Node]s that know their lines.
final class YamlTree {
    /// Levels of nesting; a conditions file needs seven.
    static final int DEPTH_MAX = 20;

    /// Scalars, lists and mappings of one file together.
    static final int NODES_MAX = 100_000;

    private final JsonParser parser;
    private final List<Flaw> flaws;
    private int nodes;

    private YamlTree(JsonParser parser, List<Flaw> flaws) {
        this.parser = parser;
        this.flaws = flaws;
    }

    /// The top of the document, or null when it cannot be read; then `flaws` says why.
    static @Nullable Node read(String text, List<Flaw> flaws) {
        try (JsonParser parser = new YAMLFactory().createParser(ObjectReadContext.empty(), text)) {
            var tree = new YamlTree(parser, flaws);
            JsonToken first = parser.nextToken();
            Node top = first == null ? new Node.Nothing(1) : tree.node(0);
            if (flaws.isEmpty() && first != null && parser.nextToken() != null) {
                tree.flaw("a second document; one is read");
            }
            return flaws.isEmpty() ? top : null;
        } catch (JacksonException malformed) {
            int line = malformed.getLocation() == null ? 1 : malformed.getLocation().getLineNr();
            flaws.add(new Flaw("file", Math.max(1, line), "is not YAML"));
            return null;
        }
    }

    private Node node(int depth) {
        int line = line();
        nodes++;
        if (nodes > NODES_MAX || depth > DEPTH_MAX) {
            flaw(nodes > NODES_MAX ? "too many values" : "nested too deeply");
            return new Node.Nothing(line);
        }
        if (parser instanceof YAMLParser yaml && yaml.isCurrentAlias()) {
            flaw("aliases are not read; write the value out");
            return new Node.Nothing(line);
        }
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            return fields(depth, line);
        }
        if (token == JsonToken.START_ARRAY) {
            return items(depth, line);
        }
        String text = parser.getString();
        return token == JsonToken.VALUE_NULL || isNull(text)
                ? new Node.Nothing(line)
                : new Node.Text(text, line);
    }

    private Node fields(int depth, int line) {
        var found = new LinkedHashMap<String, Node>();
        while (flaws.isEmpty() && parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String key = parser.currentName();
            int keyLine = line();
            parser.nextToken();
            Node value = node(depth + 1);
            if (value instanceof Node.Nothing) {
                value = new Node.Nothing(keyLine);
            }
            if (found.putIfAbsent(key, value) != null) {
                flaws.add(new Flaw(key, keyLine, "stands twice in the same block"));
            }
        }
        return new Node.Fields(found, line);
    }

    private Node items(int depth, int line) {
        var found = new ArrayList<Node>();
        while (flaws.isEmpty() && parser.nextToken() != JsonToken.END_ARRAY) {
            found.add(node(depth + 1));
        }
        return new Node.Items(found, line);
    }

    private static boolean isNull(String text) {
        return text.isEmpty() || text.equals("~") || text.equalsIgnoreCase("null");
    }

    private int line() {
        return Math.max(1, parser.currentTokenLocation().getLineNr());
    }

    private void flaw(String message) {
        flaws.add(new Flaw("file", line(), message));
    }
}
