// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.channel;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

/// Whatever bytes come: what is read as a certificate or a revocation list is those bytes.
class CertificateFuzz {
    @FuzzTest(maxDuration = "1m")
    void readsAnyBytes(byte[] bytes) {
        Certificate.read(bytes).ifPresent(read -> assertThat(read.bytes()).isEqualTo(bytes));
        RevocationList.read(bytes).ifPresent(read -> assertThat(read.bytes()).isEqualTo(bytes));
    }
}
