// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.console.command;

import org.jspecify.annotations.Nullable;
import org.veritac.register.Entry;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What commands write for programs.
final class Json {
    private static final JsonMapper MAPPER = new JsonMapper();

    private Json() {}

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    static ArrayNode array() {
        return MAPPER.createArrayNode();
    }

    static String text(JsonNode node) {
        return MAPPER.writeValueAsString(node);
    }

    /// The members of an entry; those it does not have are left out.
    static ObjectNode entry(ObjectNode node, Entry entry) {
        node.put("key", entry.key().digits());
        put(node, "imsi", entry.imsi() == null ? null : entry.imsi().digits());
        node.put("reason", entry.reason().text());
        put(node, "reported", entry.reported());
        put(node, "from", entry.from());
        put(node, "until", entry.until());
        put(node, "note", entry.note().isEmpty() ? null : Text.note(entry));
        return node;
    }

    private static void put(ObjectNode node, String name, @Nullable Object value) {
        if (value != null) {
            node.put(name, value.toString());
        }
    }
}
