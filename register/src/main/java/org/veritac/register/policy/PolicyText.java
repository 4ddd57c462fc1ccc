// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.policy;

import org.jspecify.annotations.Nullable;
import org.veritac.identity.ImsiRange;
import org.veritac.identity.Tac;
import org.veritac.register.Lift;
import org.veritac.register.Reason;
import org.veritac.register.Verdict;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;

/// Reads the `policy` section of the configuration file. What a file leaves out is as in the
/// standard policy, which ships with the register as a commented file; what it says that is not
/// understood is refused with the place, never ignored.
public final class PolicyText {
    /// Far above any real policy; a guard against a wrong file.
    public static final int CHARS_MAX = 1 << 20;

    private static final String STANDARD = "veritac.yaml";
    private static final String SECOND = "second-person";
    private static final String NAME = "[a-z0-9][a-z0-9._-]{0,31}";
    private static final YAMLMapper YAML =
            YAMLMapper.builder()
                    .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();
    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private PolicyText() {}

    /// The commented configuration file with the standard policy.
    public static String standardFile() {
        try (InputStream in = PolicyText.class.getResourceAsStream(STANDARD)) {
            if (in == null) {
                throw new AssertionError("the standard policy is packed beside this class");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The standard policy in the form that the journal keeps.
    public static String standard() {
        return Standard.JSON;
    }

    /// Read once, as every policy is read against it.
    private static final class Standard {
        private static final String JSON = section(standardFile());
    }

    /// Takes the policy section out of a configuration file, as the JSON text that the journal
    /// keeps.
    ///
    /// @throws PolicyException when the file is not YAML or has no such section
    public static String section(String file) {
        if (file.length() > CHARS_MAX) {
            throw new PolicyException("configuration: longer than " + CHARS_MAX + " characters");
        }
        try {
            JsonNode policy = YAML.readTree(file).path("policy");
            if (policy.isMissingNode()) {
                throw new PolicyException("configuration: it has no section policy");
            }
            section(policy, "policy");
            return JSON.writeValueAsString(policy.isNull() ? JSON.createObjectNode() : policy);
        } catch (JacksonException e) {
            throw new PolicyException("configuration: " + e.getOriginalMessage() + place(e));
        }
    }

    /// Reads a policy from the JSON text of [#section].
    ///
    /// @throws PolicyException when it says something that is not understood
    public static Policy read(String json) {
        try {
            JsonNode root = JSON.readTree(json);
            if (!root.isObject()) {
                throw new PolicyException("policy: a section is expected");
            }
            JsonNode standard = JSON.readTree(standard());
            known(
                    root,
                    "policy",
                    Set.of("mode", "reasons", "sources", "operators", "proof", SECOND));
            JsonNode mode = root.has("mode") ? root.path("mode") : standard.path("mode");
            return new Policy(
                    constant(Mode.class, word(mode, "policy.mode"), "policy.mode"),
                    reasons(
                            standard.path("reasons"),
                            section(root.path("reasons"), "policy.reasons")),
                    map(root.path("sources"), "policy.sources", PolicyText::source),
                    map(root.path("operators"), "policy.operators", PolicyText::operator),
                    proving(
                            (ObjectNode) standard.path("proof"),
                            section(root.path("proof"), "policy.proof")),
                    secondPerson(root.path(SECOND)));
        } catch (JacksonException e) {
            throw new PolicyException("policy: " + e.getOriginalMessage() + place(e));
        }
    }

    /// Reads a policy that is to come into force: beyond what [#read] asks, all that it names must
    /// be there. What is in a journal already is only read, however it got there.
    ///
    /// @throws PolicyException as [#read], and when a source counts for an operator that is none
    public static Policy admit(String json) {
        Policy policy = read(json);
        new TreeMap<>(policy.sources())
                .forEach((name, source) -> {
                    for (String operator : new TreeSet<>(source.operators())) {
                        if (policy.operator(operator) == null) {
                            throw new PolicyException(unknown(name, operator, policy));
                        }
                    }
                });
        return policy;
    }

    private static String unknown(String source, String operator, Policy policy) {
        return "policy.sources."
                + source
                + ".operators: no operator is called '"
                + operator
                + "'; name one of "
                + new TreeSet<>(policy.operators().keySet())
                + ", or describe it under policy.operators";
    }

    /// Fills in what a policy leaves out, so that it means the same when a later release ships
    /// another standard.
    ///
    /// @param json as for [#read]
    /// @throws PolicyException as [#admit]
    public static String complete(String json) {
        admit(json);
        var whole = (ObjectNode) JSON.readTree(standard());
        var own = (ObjectNode) JSON.readTree(json);
        ObjectNode reasons = whole.withObject("reasons");
        own.path("reasons")
                .propertyStream()
                .forEach(e -> {
                    ObjectNode row = reasons.withObjectProperty(e.getKey());
                    e.getValue().propertyStream().forEach(v -> row.set(v.getKey(), v.getValue()));
                });
        own.remove("reasons");
        ObjectNode proof = whole.withObject("proof");
        own.path("proof").propertyStream().forEach(e -> proof.set(e.getKey(), e.getValue()));
        own.remove("proof");
        own.propertyStream()
                .filter(e -> !e.getValue().isNull())
                .forEach(e -> whole.set(e.getKey(), e.getValue()));
        return JSON.writeValueAsString(whole);
    }

    private static Map<Reason, Rule> reasons(JsonNode standard, JsonNode own) {
        var rules = new EnumMap<Reason, Rule>(Reason.class);
        rules.put(Reason.NONE, new Rule(Verdict.WHITE, Verdict.WHITE, Set.of()));
        standard.propertyStream()
                .forEach(e -> rules.put(reason(e.getKey()), rule(e.getValue(), e.getKey(), null)));
        own.propertyStream()
                .forEach(e -> {
                    Reason reason = reason(e.getKey());
                    rules.put(reason, rule(e.getValue(), e.getKey(), rules.get(reason)));
                });
        return rules;
    }

    private static Rule rule(JsonNode node, String name, @Nullable Rule otherwise) {
        String where = "policy.reasons." + name;
        known(node, where, Set.of("answer", "found", "lifted-by"));
        Verdict listed = otherwise == null ? null : otherwise.listed();
        Verdict found = otherwise == null ? Verdict.WHITE : otherwise.found();
        Set<Lift> lifts = otherwise == null ? Set.of() : otherwise.liftedBy();
        if (node.has("answer")) {
            String answer = word(node.path("answer"), where + ".answer");
            listed = answer.equals("listed") ? null : verdict(answer, where + ".answer");
        }
        if (node.has("found")) {
            String answer = word(node.path("found"), where + ".found");
            found = answer.equals("none") ? Verdict.WHITE : verdict(answer, where + ".found");
        }
        if (node.has("lifted-by")) {
            lifts = EnumSet.noneOf(Lift.class);
            for (String word : texts(node.path("lifted-by"), where + ".lifted-by")) {
                lifts.add(valid(Lift.ifValid(word), where + ".lifted-by", word));
            }
        }
        return new Rule(listed, found, lifts);
    }

    private static Source source(String name, JsonNode node) {
        String where = "policy.sources." + name;
        known(node, where, Set.of("operators", "reasons"));
        var reasons = EnumSet.noneOf(Reason.class);
        for (String word : texts(node.path("reasons"), where + ".reasons")) {
            reasons.add(valid(Reason.ifValid(word), where + ".reasons", word));
        }
        var operators = new HashSet<>(texts(node.path("operators"), where + ".operators"));
        return new Source(operators, reasons);
    }

    private static SecondPerson secondPerson(JsonNode node) {
        String where = "policy." + SECOND;
        known(node, where, Set.of("reasons", "imports"));
        var reasons = EnumSet.noneOf(Reason.class);
        for (String word : texts(node.path("reasons"), where + ".reasons")) {
            Reason reason = valid(Reason.ifValid(word), where + ".reasons", word);
            if (!reason.isListable()) {
                throw new PolicyException(
                        where + ".reasons: no entry carries the reason " + reason.text());
            }
            reasons.add(reason);
        }
        JsonNode imports = node.path("imports");
        if (!imports.isMissingNode() && !imports.isBoolean()) {
            throw new PolicyException(where + ".imports: true or false is expected");
        }
        return new SecondPerson(reasons, imports.asBoolean(false));
    }

    private static Operator operator(String name, JsonNode node) {
        String where = "policy.operators." + name;
        known(node, where, Set.of("home", "peers"));
        var home = new ArrayList<ImsiRange>();
        for (String network : texts(node.path("home"), where + ".home")) {
            home.add(valid(ImsiRange.ifValid(network), where + ".home", network));
        }
        var peers = new ArrayList<PeerMatch>();
        for (JsonNode peer : items(node.path("peers"), where + ".peers")) {
            if (!peer.isObject() || peer.size() != 1) {
                throw new PolicyException(
                        where + ".peers: each is one of the form {realm: example.org}");
            }
            peer.propertyStream()
                    .forEach(e -> peers.add(peer(e.getKey(), e.getValue(), where + ".peers")));
        }
        return new Operator(name, home, peers);
    }

    private static PeerMatch peer(String form, JsonNode value, String where) {
        String text = word(value, where + "." + form);
        return switch (form) {
            case "host" -> new PeerMatch.Host(text);
            case "realm" -> new PeerMatch.Realm(text);
            case "certificate" -> new PeerMatch.Certificate(text);
            case "address" -> valid(PeerMatch.Address.ifValid(text), where, text);
            default ->
                    throw new PolicyException(
                            where + ": '" + form + "' is not host, realm, certificate or address");
        };
    }

    private static Proving proving(ObjectNode standard, JsonNode own) {
        String where = "policy.proof";
        known(own, where, Set.of("window", "valid", "without-vault", "vault-models"));
        ObjectNode whole = standard.deepCopy();
        own.propertyStream().forEach(e -> whole.set(e.getKey(), e.getValue()));
        var models = new HashSet<Tac>();
        for (String tac : texts(whole.path("vault-models"), where + ".vault-models")) {
            models.add(valid(Tac.ifValid(tac), where + ".vault-models", tac));
        }
        String without = where + ".without-vault";
        Verdict withoutVault = verdict(word(whole.path("without-vault"), without), without);
        if (withoutVault == Verdict.UNKNOWN) {
            throw new PolicyException(without + ": white, grey or black is expected");
        }
        return new Proving(
                duration(whole, "window", Duration.ofSeconds(1), Proving.WINDOW_MAX),
                duration(whole, "valid", Proving.VALID_MIN, Proving.VALID_MAX),
                withoutVault,
                models);
    }

    private static Duration duration(ObjectNode node, String name, Duration min, Duration max) {
        String where = "policy.proof." + name;
        String text = word(node.path(name), where);
        try {
            Duration duration = Duration.parse(text);
            if (duration.compareTo(min) >= 0 && duration.compareTo(max) <= 0) {
                return duration;
            }
            throw new PolicyException(where + ": from " + min + " to " + max + " is possible");
        } catch (DateTimeParseException e) {
            throw new PolicyException(
                    where + ": '" + text + "' is not a duration like PT10M or P90D");
        }
    }

    private static <T> Map<String, T> map(
            JsonNode node, String where, BiFunction<String, JsonNode, T> read) {
        var map = new TreeMap<String, T>();
        section(node, where)
                .propertyStream()
                .forEach(e -> {
                    String name = e.getKey();
                    if (!name.matches(NAME)) {
                        throw new PolicyException(
                                where + ": the name '" + name + "' does not fit " + NAME);
                    }
                    map.put(name, read.apply(name, e.getValue()));
                });
        return map;
    }

    private static List<String> texts(JsonNode node, String where) {
        var texts = new ArrayList<String>();
        for (JsonNode item : items(node, where)) {
            texts.add(word(item, where));
        }
        return texts;
    }

    private static Iterable<JsonNode> items(JsonNode node, String where) {
        if (!node.isMissingNode() && !node.isArray()) {
            throw new PolicyException(
                    where + ": a list is expected, like [a, b]; one without items is []");
        }
        return node;
    }

    /// YAML reads digits as a number, and a leading zero as octal: what was written is lost.
    private static String word(JsonNode node, String where) {
        if (node.isContainer() || node.isNull() || node.isMissingNode()) {
            throw new PolicyException(where + ": a word is expected");
        }
        if (!node.isString()) {
            throw new PolicyException(
                    where + ": what is read as " + node.asString() + " must stand in quotes");
        }
        if (node.asString().isBlank()) {
            throw new PolicyException(where + ": it is empty");
        }
        return node.asString();
    }

    private static JsonNode section(JsonNode node, String where) {
        if (!node.isObject() && !node.isMissingNode() && !node.isNull()) {
            throw new PolicyException(where + ": a section is expected");
        }
        return node;
    }

    private static void known(JsonNode node, String where, Set<String> names) {
        if (section(node, where) instanceof ObjectNode object) {
            for (String name : object.propertyNames()) {
                if (!names.contains(name)) {
                    throw new PolicyException(
                            where + ": '" + name + "' is not one of " + new TreeSet<>(names));
                }
            }
        }
    }

    private static Reason reason(String word) {
        return valid(Reason.ifValid(word), "policy.reasons", word);
    }

    private static Verdict verdict(String word, String where) {
        return constant(Verdict.class, word, where);
    }

    private static <E extends Enum<E>> E constant(Class<E> type, String word, String where) {
        for (E constant : type.getEnumConstants()) {
            if (constant.name().toLowerCase(Locale.ROOT).equals(word)) {
                return constant;
            }
        }
        throw new PolicyException(where + ": '" + word + "' is not understood");
    }

    private static <T> T valid(Optional<T> value, String where, String word) {
        return value.orElseThrow(
                () -> new PolicyException(where + ": '" + word + "' is not understood"));
    }

    private static String place(JacksonException e) {
        var location = e.getLocation();
        return location == null
                ? ""
                : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
    }
}
