// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.diameter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;

final class CertifiedTest {
    @Test
    void aNameCoversItselfInAnyCase() {
        var certified = new Certified("mme", List.of("MME.example.net"));
        assertThat(certified.covers("mme.EXAMPLE.net")).isTrue();
        assertThat(certified.covers("mme2.example.net")).isFalse();
        assertThat(certified.covers("mme")).isFalse();
    }

    @Test
    void anAsteriskCoversOneLabel() {
        var certified = new Certified("", List.of("*.example.net"));
        assertThat(certified.covers("mme.example.net")).isTrue();
        assertThat(certified.covers("a.mme.example.net")).isFalse();
        assertThat(certified.covers("example.net")).isFalse();
        assertThat(certified.covers("mmexample.net")).isFalse();
    }
}
