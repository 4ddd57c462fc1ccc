// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.InetAddress;
import java.net.UnknownHostException;

final class PeerMatchTest {
    private static final InetAddress ANY = InetAddress.getLoopbackAddress();

    @ParameterizedTest(name = "{0} contains {1}: {2}")
    @CsvSource({
        "10.1.0.0/16,     10.1.255.255,   true",
        "10.1.0.0/16,     10.2.0.0,       false",
        "10.1.2.3/16,     10.1.9.9,       true",
        "10.1.2.3,        10.1.2.3,       true",
        "10.1.2.3,        10.1.2.4,       false",
        "10.1.2.3/32,     10.1.2.3,       true",
        "10.1.2.2/31,     10.1.2.3,       true",
        "10.1.2.2/31,     10.1.2.4,       false",
        "128.0.0.0/1,     255.1.1.1,      true",
        "128.0.0.0/1,     127.1.1.1,      false",
        "0.0.0.0/0,       9.9.9.9,        true",
        "0.0.0.0/0,       2001:db8::1,    false",
        "::/0,            2001:db8::1,    true",
        "::/0,            9.9.9.9,        false",
        "2001:db8::/32,   2001:db8:1::1,  true",
        "2001:db8::/32,   2001:db9::1,    false",
        "2001:db8::/33,   2001:db8:8000::,false",
        "2001:db8::1,     2001:db8::1,    true",
        "2001:db8::1,     2001:db8::2,    false",
        "::1/128,         ::1,            true"
    })
    void aBlockOfAddressesContainsItsOwn(String block, String address, boolean contained)
            throws UnknownHostException {
        var match = PeerMatch.Address.ifValid(block).orElseThrow();
        assertThat(match.matches(InetAddress.getByName(address), "", "", "")).isEqualTo(contained);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "10",
                "10.1",
                "10.1.2",
                "10.1.2.3.4",
                "10.1.2.256",
                "010.1.2.3",
                "10.1.2.3/33",
                "10.1.2.3/-1",
                "10.1.2.3/+8",
                "10.1.2.3/",
                "10.1.2.3/8/8",
                "10.1.2.3/ 8",
                " 10.1.2.3",
                "::/129",
                ":",
                "g::1",
                "fe80::1%eth0",
                "localhost",
                "example.org/8"
            })
    void refusesWhatIsNoBlock(String text) {
        assertThat(PeerMatch.Address.ifValid(text)).isEmpty();
    }

    @Test
    void aPrefixIsAtMostAsLongAsItsAddress() {
        assertThatThrownBy(() -> new PeerMatch.Address(InetAddress.getByName("10.0.0.0"), 33))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aHostIsComparedWithoutCaseAndNothingIsNoHost() {
        var host = new PeerMatch.Host("MME.example.org");
        assertThat(host.matches(ANY, "", "mme.EXAMPLE.org", "")).isTrue();
        assertThat(host.matches(ANY, "", "mme2.example.org", "")).isFalse();
        assertThat(host.matches(ANY, "", "", "")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "example.org, true",
        "EPC.Example.ORG, true",
        "badexample.org, false",
        "org, false",
        "'', false"
    })
    void aRealmIsItselfOrBelow(String realm, boolean matches) {
        assertThat(new PeerMatch.Realm("example.org").matches(ANY, "", "", realm))
                .isEqualTo(matches);
    }

    @Test
    void aCertificateIsComparedExactly() {
        var certificate = new PeerMatch.Certificate("mme-1");
        assertThat(certificate.matches(ANY, "mme-1", "", "")).isTrue();
        assertThat(certificate.matches(ANY, "MME-1", "", "")).isFalse();
        assertThat(certificate.matches(ANY, "", "mme-1", "mme-1")).isFalse();
    }
}
