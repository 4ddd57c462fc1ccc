// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.console;

import org.jspecify.annotations.Nullable;
import org.veritac.console.Section.Form;
import org.veritac.register.policy.PolicyException;
import org.veritac.register.policy.PolicyText;
import org.veritac.signalling.diameter.Limits;
import org.veritac.signalling.diameter.PeerRules;
import org.veritac.signalling.diameter.Tls.Certificates;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Reads the section `serve` of the configuration file; the section `policy` is the register's.
/// What the file leaves out is as in the standard file.
final class SettingsText {
    private static final String STANDARD = "serve.yaml";
    private static final int CONNECTIONS_MAX = 1_000_000;
    private static final int RATE_MAX = 10_000_000;
    private static final int DAYS_MAX = 3_660;
    private static final YAMLMapper YAML =
            YAMLMapper.builder()
                    .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private static final Form<Where> WHERE = new Form<>("HOST:PORT", Where::ifValid);
    private static final Form<Neighbour> NEIGHBOUR =
            new Form<>("HOST:PORT or sctp:HOST:PORT", Neighbour::ifValid);
    private static final Form<String> NAME =
            new Form<>(
                    "a domain name",
                    text ->
                            text.matches("[A-Za-z0-9._-]{1,253}")
                                    ? Optional.of(text)
                                    : Optional.empty());
    private static final Form<String> PATH =
            new Form<>(
                    "a path like /eir",
                    text ->
                            text.isEmpty() || text.matches("(/[A-Za-z0-9._~-]+){1,16}")
                                    ? Optional.of(text)
                                    : Optional.empty());
    private static final Form<String> NUMBER =
            new Form<>(
                    "a number of 1 to 20 digits, in quotes,",
                    text -> text.matches("[0-9]{0,20}") ? Optional.of(text) : Optional.empty());
    private static final Form<String> SYSTEM_ID =
            new Form<>(
                    "a name of 1 to 15 characters",
                    text -> text.matches("[!-~]{1,15}") ? Optional.of(text) : Optional.empty());
    private static final Form<InetAddress> ADDRESS =
            new Form<>("an IP address", SettingsText::address);

    private final Path folder;

    private SettingsText(Path folder) {
        this.folder = folder;
    }

    /// The commented standard file, both sections.
    static String standardFile() {
        try (InputStream in = SettingsText.class.getResourceAsStream(STANDARD)) {
            if (in == null) {
                throw new AssertionError("the standard settings are packed beside this class");
            }
            String serve = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return PolicyText.standardFile().stripTrailing() + "\n\n" + serve;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Reads the settings of a file.
    ///
    /// @param folder what the names of files in it are relative to
    /// @throws PolicyException when it says something that is not understood
    static Settings read(String file, Path folder) {
        if (file.length() > PolicyText.CHARS_MAX) {
            throw new PolicyException(
                    "configuration: longer than " + PolicyText.CHARS_MAX + " characters");
        }
        try {
            JsonNode root = YAML.readTree(file);
            var top = new Section(root, "").only("policy", "serve");
            return new SettingsText(folder).settings(top.section("serve"));
        } catch (JacksonException e) {
            var at = e.getLocation();
            String line = at == null ? "" : " (line " + at.getLineNr() + ")";
            String what = e.getOriginalMessage().lines().findFirst().orElse("not YAML");
            throw new PolicyException("configuration: " + what + line);
        }
    }

    /// Whether a file that [#read] has read says something of the policy.
    static boolean hasPolicy(String file) {
        return new Section(YAML.readTree(file), "").has("policy");
    }

    private Settings settings(Section serve) {
        serve.only("listen", "diameter", "n5g", "gsup", "ota", "sightings", "log");
        Section sightings = serve.section("sightings").only("kept", "days");
        return new Settings(
                listen(serve.section("listen").only("s13", "n5g", "gsup", "http")),
                diameter(serve.section("diameter")),
                n5g(serve.section("n5g")),
                serve.section("gsup")
                        .only("connections")
                        .number("connections", 1024, 1, CONNECTIONS_MAX),
                ota(serve.section("ota")),
                new Settings.Sightings(
                        sightings.flag("kept", false), sightings.number("days", 30, 1, DAYS_MAX)),
                serve.word("log", "info", List.of("error", "warn", "info", "debug")));
    }

    private static Settings.Listen listen(Section listen) {
        return new Settings.Listen(
                listen.value("s13", new Where("127.0.0.1", 3868), WHERE),
                listen.value("n5g", new Where("127.0.0.1", 7777), WHERE),
                listen.value("gsup", new Where("127.0.0.1", 4222), WHERE),
                listen.value("http", new Where("127.0.0.1", 8080), WHERE));
    }

    private Settings.Diameter diameter(Section node) {
        node.only(
                "host",
                "realm",
                "connect",
                "peers",
                "addresses",
                "agents",
                "tls",
                "sctp",
                "connections",
                "requests-per-second");
        var rules =
                new PeerRules(
                        Set.copyOf(node.values("peers", NAME)),
                        Set.copyOf(node.values("addresses", ADDRESS)),
                        Set.copyOf(node.values("agents", NAME)));
        return new Settings.Diameter(
                node.value("host", "eir.epc.mnc001.mcc001.3gppnetwork.org", NAME),
                node.value("realm", "epc.mnc001.mcc001.3gppnetwork.org", NAME),
                node.values("connect", NEIGHBOUR),
                rules,
                tls(node.section("tls"), List.of("none", "optional", "required")),
                node.flag("sctp", false),
                node.number("connections", Limits.DEFAULT.connectionsMax(), 1, CONNECTIONS_MAX),
                node.number("requests-per-second", 0, 0, RATE_MAX));
    }

    private Settings.N5g n5g(Section node) {
        node.only("tls", "api-root", "connections", "requests-per-second");
        var limits = org.veritac.signalling.n5g.Limits.DEFAULT;
        return new Settings.N5g(
                tls(node.section("tls"), List.of("none", "required")),
                node.value("api-root", "", PATH),
                node.number("connections", limits.connections(), 1, CONNECTIONS_MAX),
                node.number("requests-per-second", limits.requestsPerSecond(), 1, RATE_MAX));
    }

    private Settings.@Nullable Ota ota(Section ota) {
        ota.only("number", "smsc", "system-id", "password", "key");
        String number = ota.value("number", "", NUMBER);
        if (number.isEmpty()) {
            return null;
        }
        if (!ota.has("password")) {
            throw new PolicyException("serve: ota needs password, a file with one of SMPP");
        }
        return new Settings.Ota(
                number,
                ota.value("smsc", new Where("127.0.0.1", 2775), WHERE),
                ota.value("system-id", "veritac", SYSTEM_ID),
                folder.resolve(ota.text("password", "")),
                folder.resolve(ota.text("key", "ota.key")));
    }

    private Settings.@Nullable Tls tls(Section tls, List<String> words) {
        tls.only("certificate", "key", "authority", "clients");
        if (tls.isEmpty()) {
            return null;
        }
        String certificate = tls.text("certificate", "");
        String key = tls.text("key", "");
        if (certificate.isEmpty() || key.isEmpty()) {
            throw new PolicyException("serve: tls needs certificate and key, files in PEM");
        }
        String authority = tls.text("authority", "");
        String clients = tls.word("clients", authority.isEmpty() ? "none" : "required", words);
        if (authority.isEmpty() && !clients.equals("none")) {
            throw new PolicyException("serve: tls with certificates of clients needs authority");
        }
        return new Settings.Tls(
                folder.resolve(certificate),
                folder.resolve(key),
                authority.isEmpty() ? null : folder.resolve(authority),
                Certificates.valueOf(clients.toUpperCase(Locale.ROOT)));
    }

    private static Optional<InetAddress> address(String text) {
        if (!text.matches("[0-9.]+|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*")) {
            return Optional.empty(); // a name, which would be looked up
        }
        try {
            return Optional.of(InetAddress.getByName(text));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }
}
