// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

final class PeerTableTest {
    private static final InetAddress ANY = InetAddress.getLoopbackAddress();
    private static final List<String> NAMES =
            List.of("org", "example.org", "EPC.example.org", "net", "mme", "x.net");
    private static final List<String> ADDRESSES =
            List.of("10.1.2.3", "10.1.200.3", "10.2.0.1", "2001:db8::1", "2001:db9::1");

    private static PeerTable table(String operators) {
        var policy = PolicyText.read(PolicyText.section("policy: {operators: " + operators + "}"));
        return new PeerTable(policy.operators().values());
    }

    @Test
    void theFirstOperatorByNameHasAPeerThatSeveralClaim() {
        var table =
                table(
                        "{beta: {peers: [{realm: org}]},"
                                + " alpha: {peers: [{host: mme.example.org}, {realm: net}]}}");
        assertThat(table.operatorOf(ANY, "", "mme.example.org", "example.org")).isEqualTo("alpha");
        assertThat(table.operatorOf(ANY, "", "x", "example.org")).isEqualTo("beta");
        assertThat(table.operatorOf(ANY, "", "x", "example.net")).isEqualTo("alpha");
        assertThat(table.operatorOf(ANY, "", "", "")).isEmpty();
    }

    @Test
    void aRealmLongerThanAnyDomainNameIsNobodys() {
        var table = table("{alpha: {peers: [{realm: org}]}}");
        String longest = "a".repeat(PeerTable.REALM_CHARS_MAX - ".org".length()) + ".org";
        assertThat(table.operatorOf(ANY, "", "", longest)).isEqualTo("alpha");
        assertThat(table.operatorOf(ANY, "", "", "a" + longest)).isEmpty();
    }

    @Test
    void saysWhatMatchingOneByOneSays() throws UnknownHostException {
        var random = new Random(7);
        for (int round = 0; round < 300; round++) {
            var operators = new ArrayList<Operator>();
            for (String name : List.of("gamma", "beta", "alpha")) {
                var peers = Stream.generate(() -> peer(random)).limit(random.nextInt(4)).toList();
                operators.add(new Operator(name, List.of(), peers));
            }
            var table = new PeerTable(operators);
            for (int ask = 0; ask < 20; ask++) {
                var address = InetAddress.getByName(one(random, ADDRESSES));
                String certificate = random.nextBoolean() ? "" : one(random, NAMES);
                String host = random.nextBoolean() ? "" : one(random, NAMES);
                String realm = random.nextBoolean() ? "" : "mnc001." + one(random, NAMES);
                String expected =
                        operators.stream()
                                .filter(operator ->
                                        operator.peers().stream()
                                                .anyMatch(peer ->
                                                        peer.matches(
                                                                address, certificate, host, realm)))
                                .map(Operator::name)
                                .sorted()
                                .findFirst()
                                .orElse("");
                assertThat(table.operatorOf(address, certificate, host, realm)).isEqualTo(expected);
            }
        }
    }

    private static PeerMatch peer(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> new PeerMatch.Host(one(random, NAMES));
            case 1 -> new PeerMatch.Realm(one(random, NAMES));
            case 2 -> new PeerMatch.Certificate(one(random, NAMES));
            default ->
                    PeerMatch.Address.ifValid(
                                    one(random, ADDRESSES)
                                            + "/"
                                            + one(random, List.of("8", "16", "32")))
                            .orElseThrow();
        };
    }

    private static String one(Random random, List<String> of) {
        return of.get(random.nextInt(of.size()));
    }
}
