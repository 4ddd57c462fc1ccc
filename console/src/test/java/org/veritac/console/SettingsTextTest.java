// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.veritac.register.policy.PolicyException;
import org.veritac.register.policy.PolicyText;
import org.veritac.signalling.diameter.Remote.Bearer;
import org.veritac.signalling.diameter.Tls.Certificates;

import java.nio.file.Path;

final class SettingsTextTest {
    private static final Path FOLDER = Path.of("/etc/veritac");

    private static Settings read(String file) {
        return SettingsText.read(file, FOLDER);
    }

    @Test
    void readsTheStandardFileAsWhatCountsWithoutOne() {
        String standard = SettingsText.standardFile();
        assertThat(read(standard)).isEqualTo(read("{}")).isEqualTo(read("serve: {}"));
        assertThat(PolicyText.section(standard))
                .isEqualTo(PolicyText.section(PolicyText.standardFile()));
        assertThat(SettingsText.hasPolicy(standard)).isTrue();
        assertThat(SettingsText.hasPolicy("serve: {log: warn}")).isFalse();
        assertThat(SettingsText.hasPolicy("")).isFalse();
        assertThat(read(standard).listen().s13().text()).isEqualTo("127.0.0.1:3868");
    }

    @Test
    void readsAllThatCanBeSaid() {
        Settings settings =
                read(
                        """
                        serve:
                          listen: {s13: "[::1]:0", n5g: "0.0.0.0:80"}
                          diameter:
                            host: eir.example.org
                            realm: example.org
                            connect: ["dra.example.org:3868", "sctp:[::2]:3869", "sctp:7"]
                            peers: ["MME.example.org"]
                            addresses: ["10.0.0.1"]
                            agents: ["dra.example.org"]
                            tls: {certificate: eir.pem, key: /k/eir.key, authority: ca.pem}
                            sctp: true
                            connections: 5
                            requests-per-second: 6
                          n5g: {api-root: /eir, connections: 7, requests-per-second: 8}
                          gsup: {connections: 9}
                          sightings: {kept: true, days: 10}
                          log: warn
                        """);
        assertThat(settings.listen().s13()).isEqualTo(new Where("::1", 0));
        assertThat(settings.diameter().connect())
                .containsExactly(
                        new Neighbour(new Where("dra.example.org", 3868), Bearer.TCP),
                        new Neighbour(new Where("::2", 3869), Bearer.SCTP),
                        new Neighbour(new Where("sctp", 7), Bearer.TCP));
        assertThat(settings.diameter().rules().hosts()).containsExactly("mme.example.org");
        assertThat(settings.diameter().tls())
                .isEqualTo(
                        new Settings.Tls(
                                FOLDER.resolve("eir.pem"),
                                Path.of("/k/eir.key"),
                                FOLDER.resolve("ca.pem"),
                                Certificates.REQUIRED));
        assertThat(settings.n5g()).isEqualTo(new Settings.N5g(null, "/eir", 7, 8));
        assertThat(settings.gsupConnections()).isEqualTo(9);
        assertThat(settings.sightings()).isEqualTo(new Settings.Sightings(true, 10));
        assertThat(settings.log()).isEqualTo("warn");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    polisy: {}                                   | 'polisy' is not one of
                    serve: 3                                     | serve: a section
                    serve: {port: 3868}                          | serve: 'port'
                    serve: {listen: {s13: 3868}}                 | serve.listen.s13: a text
                    serve: {listen: {s13: "a:99999"}}            | serve.listen.s13: HOST:PORT
                    serve: {diameter: {host: "a b"}}             | serve.diameter.host: a domain name
                    serve: {diameter: {connections: 0}}          | serve.diameter.connections: a number from 1
                    serve: {diameter: {addresses: [a.example]}}  | serve.diameter.addresses: an IP address
                    serve: {diameter: {peers: mme}}              | serve.diameter.peers: a list
                    serve: {diameter: {peers: [3]}}              | serve.diameter.peers: a list of
                    serve: {diameter: {sctp: maybe}}             | serve.diameter.sctp: true or false
                    serve: {diameter: {tls: {key: a}}}           | tls needs certificate and key
                    serve: {n5g: {tls: {certificate: a, key: b, clients: required}}} | needs authority
                    serve: {n5g: {tls: {certificate: a, key: b, clients: optional}}} | serve.n5g.tls.clients
                    serve: {n5g: {api-root: eir/}}               | serve.n5g.api-root: a path
                    serve: {sightings: {days: 0}}                | serve.sightings.days
                    serve: {log: warn, log: info}                | configuration:
                    serve: {log: loud}                           | serve.log: one of
                    serve: [                                     | configuration:
                    """)
    void refusesWhatItDoesNotUnderstandWithItsPlace(String file, String why) {
        assertThatThrownBy(() -> read(file))
                .isInstanceOf(PolicyException.class)
                .hasMessageContaining(why);
    }
}
