// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.store;

import org.jspecify.annotations.Nullable;
import org.veritac.identity.Imei;
import org.veritac.identity.Imsi;
import org.veritac.register.Entry;
import org.veritac.register.Evidence;
import org.veritac.register.Key;
import org.veritac.register.ListName;
import org.veritac.register.Reason;
import org.veritac.register.journal.Journal;
import org.veritac.register.journal.JournalRecord;
import org.veritac.register.layer.LayerSummary;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;

/// Writes and reads the bodies of journal records. Subscribers, notes and the keys of the screening
/// list go into the private part.
final class Records {
    private static final JsonMapper JSON = new JsonMapper();

    /// The proposal that a record decides.
    private static final String PROPOSAL = "proposal";

    private Records() {}

    /// A record before it has a place.
    ///
    /// @param kind with version
    /// @param body the public part, without its commitment
    /// @param secret the private part, empty for none
    record Draft(String kind, ObjectNode body, ObjectNode secret) {
        String bodyText(String commitment) {
            return JSON.writeValueAsString(
                    commitment.isEmpty()
                            ? body
                            : body.deepCopy().put(Journal.COMMITMENT, commitment));
        }

        String secretText() {
            return secret.isEmpty() ? "" : JSON.writeValueAsString(secret);
        }

        /// Without its content: this text may stand in a log.
        @Override
        public String toString() {
            return kind;
        }
    }

    static Draft draft(Recorded recorded) {
        ObjectNode body = JSON.createObjectNode();
        ObjectNode secret = JSON.createObjectNode();
        return switch (recorded) {
            case Recorded.Add(ListName list, String source, Entry entry) -> {
                target(body, secret, list, source, entry.key(), entry.imsi());
                details(body, secret, entry);
                yield new Draft("add/1", body, secret);
            }
            case Recorded.Remove(ListName list, String source, Key key, Imsi imsi) -> {
                target(body, secret, list, source, key, imsi);
                yield new Draft("remove/1", body, secret);
            }
            case Recorded.Import imported -> new Draft("import/1", body(imported), secret);
            case Recorded.Undo(long position) ->
                    new Draft("undo/1", body.put("import", position), secret);
            case Recorded.SetPolicy(String json) -> {
                body.set("policy", JSON.readTree(json));
                yield new Draft("policy/1", body, secret);
            }
            case Recorded.Prove(Evidence evidence) -> {
                body.put("imei", evidence.imei().key());
                body.put("method", evidence.method());
                body.put("at", evidence.at().getEpochSecond());
                body.put("until", evidence.until().getEpochSecond());
                body.put("certificate", evidence.certificate());
                secret.put("imsi", evidence.imsi().key());
                yield new Draft("prove/1", body, secret);
            }
            case Recorded.Doubt(Imsi imsi, Imei imei, Instant until) -> {
                body.put("imei", imei.key());
                if (until != null) {
                    body.put("until", until.getEpochSecond());
                }
                secret.put("imsi", imsi.key());
                yield new Draft("doubt/1", body, secret);
            }
            case Recorded.Tick(long second) ->
                    new Draft("tick/1", body.put("second", second), secret);
            case Recorded.Propose(Recorded change) -> {
                Draft inner = draft(change);
                body.put("kind", inner.kind()).set("change", inner.body());
                yield new Draft("propose/1", body, inner.secret());
            }
            case Recorded.Approved(long proposal, Recorded change) -> {
                Draft inner = draft(change);
                inner.body().put(PROPOSAL, proposal);
                yield inner;
            }
            case Recorded.Reject(long proposal) ->
                    new Draft("reject/1", body.put(PROPOSAL, proposal), secret);
            case Recorded.Forgotten() -> throw new IllegalArgumentException("nothing to record");
        };
    }

    private static ObjectNode body(Recorded.Import imported) {
        return JSON.createObjectNode()
                .put("list", imported.list().text())
                .put("source", imported.source())
                .put("delta", imported.delta())
                .put("layer", imported.layer())
                .put("digest", imported.summary().digest())
                .put("commitment", imported.summary().commitment())
                .put("rows", imported.summary().rows())
                .put("removals", imported.summary().removals())
                .put("duplicates", imported.summary().duplicates())
                .put("second", imported.second())
                .put("file", imported.file());
    }

    private static void target(
            ObjectNode body,
            ObjectNode secret,
            ListName list,
            String source,
            Key key,
            @Nullable Imsi imsi) {
        body.put("list", list.text()).put("source", source);
        ObjectNode place = key.kind() == Key.Kind.SUBSCRIBERS ? secret : body;
        body.put("kind", key.kind().name().toLowerCase(Locale.ROOT));
        place.put("a", key.a()).put("b", key.b());
        if (imsi != null) {
            body.put("subscriber", true);
            secret.put("imsi", imsi.key());
        }
    }

    private static void details(ObjectNode body, ObjectNode secret, Entry entry) {
        body.put("reason", entry.reason().text());
        LocalDate reported = entry.reported();
        if (reported != null) {
            body.put("reported", reported.toString());
        }
        Instant from = entry.from();
        if (from != null) {
            body.put("from", from.getEpochSecond());
        }
        Instant until = entry.until();
        if (until != null) {
            body.put("until", until.getEpochSecond());
        }
        if (!entry.note().isEmpty()) {
            secret.put("note", entry.note());
        }
    }

    /// Reads a record of our own journal.
    ///
    /// @throws IllegalArgumentException when it is of a kind that this version does not know
    static Recorded read(JournalRecord record) {
        JsonNode body = JSON.readTree(record.body());
        String privateBody = record.privateBody();
        JsonNode secret =
                privateBody == null ? JSON.createObjectNode() : JSON.readTree(privateBody);
        Recorded recorded = read(record.kind(), record.position(), body, secret);
        boolean cites = body.has(PROPOSAL) && !(recorded instanceof Recorded.Reject);
        return cites ? new Recorded.Approved(body.path(PROPOSAL).asLong(), recorded) : recorded;
    }

    /// The proposal that a record has approved, 0 for none.
    static long proposal(JournalRecord record) {
        return read(record) instanceof Recorded.Approved(long proposal, _) ? proposal : 0;
    }

    private static Recorded read(String kind, long position, JsonNode body, JsonNode secret) {
        return switch (kind) {
            case "add/1" -> add(body, secret);
            case "remove/1" -> remove(body, secret);
            case "import/1" -> imported(body);
            case "undo/1" -> new Recorded.Undo(body.path("import").asLong());
            case "policy/1" -> new Recorded.SetPolicy(body.path("policy").toString());
            case "prove/1" -> prove(body, secret);
            case "doubt/1" -> doubt(body, secret);
            case "tick/1" -> new Recorded.Tick(body.path("second").asLong());
            case "propose/1" ->
                    new Recorded.Propose(
                            read(
                                    body.path("kind").asString(),
                                    position,
                                    body.path("change"),
                                    secret));
            case "reject/1" -> new Recorded.Reject(body.path(PROPOSAL).asLong());
            default ->
                    throw new IllegalArgumentException(
                            "journal record "
                                    + position
                                    + " is of kind "
                                    + kind
                                    + ", which this version does not know");
        };
    }

    private static boolean isForgotten(JsonNode body, JsonNode secret) {
        boolean keyGone = !body.has("a") && !secret.has("a");
        return keyGone || (body.path("subscriber").asBoolean(false) && !secret.has("imsi"));
    }

    private static Recorded add(JsonNode body, JsonNode secret) {
        if (isForgotten(body, secret)) {
            return new Recorded.Forgotten();
        }
        String reported = body.path("reported").asString("");
        var entry =
                new Entry(
                        key(body, secret),
                        imsi(secret),
                        Reason.ifValid(body.path("reason").asString()).orElseThrow(),
                        reported.isEmpty() ? null : LocalDate.parse(reported),
                        instant(body.path("from")),
                        instant(body.path("until")),
                        secret.path("note").asString(""));
        return new Recorded.Add(list(body), body.path("source").asString(), entry);
    }

    private static Recorded remove(JsonNode body, JsonNode secret) {
        return isForgotten(body, secret)
                ? new Recorded.Forgotten()
                : new Recorded.Remove(
                        list(body),
                        body.path("source").asString(),
                        key(body, secret),
                        imsi(secret));
    }

    private static Recorded imported(JsonNode body) {
        return new Recorded.Import(
                list(body),
                body.path("source").asString(),
                body.path("delta").asBoolean(),
                body.path("layer").asString(),
                new LayerSummary(
                        body.path("rows").asLong(),
                        body.path("removals").asLong(),
                        body.path("duplicates").asLong(),
                        body.path("digest").asString(),
                        body.path("commitment").asString()),
                body.path("second").asLong(),
                body.path("file").asString());
    }

    private static Recorded prove(JsonNode body, JsonNode secret) {
        if (!secret.has("imsi")) {
            return new Recorded.Forgotten();
        }
        return new Recorded.Prove(
                new Evidence(
                        Imsi.ofKey(secret.path("imsi").asLong()),
                        new Imei(body.path("imei").asLong()),
                        body.path("method").asString(),
                        Instant.ofEpochSecond(body.path("at").asLong()),
                        Instant.ofEpochSecond(body.path("until").asLong()),
                        body.path("certificate").asString()));
    }

    private static Recorded doubt(JsonNode body, JsonNode secret) {
        if (!secret.has("imsi")) {
            return new Recorded.Forgotten();
        }
        return new Recorded.Doubt(
                Imsi.ofKey(secret.path("imsi").asLong()),
                new Imei(body.path("imei").asLong()),
                instant(body.path("until")));
    }

    private static ListName list(JsonNode body) {
        return ListName.ifValid(body.path("list").asString()).orElseThrow();
    }

    private static Key key(JsonNode body, JsonNode secret) {
        JsonNode place = body.has("a") ? body : secret;
        var kind = Key.Kind.valueOf(body.path("kind").asString().toUpperCase(Locale.ROOT));
        return new Key(kind, place.path("a").asLong(), place.path("b").asLong());
    }

    private static @Nullable Imsi imsi(JsonNode secret) {
        return secret.has("imsi") ? Imsi.ofKey(secret.path("imsi").asLong()) : null;
    }

    private static @Nullable Instant instant(JsonNode node) {
        return node.isMissingNode() ? null : Instant.ofEpochSecond(node.asLong());
    }
}
