// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.handset.applications;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

/// Whatever bytes come: what is read as applications or as a command is those bytes.
final class CargoFuzz {
    @FuzzTest(maxDuration = "1m")
    void readsAnyBytes(byte[] bytes) {
        Cargo.read(bytes).ifPresent(read -> assertThat(Cargo.write(read)).isEqualTo(bytes));
        Activation.read(bytes).ifPresent(read -> assertThat(read.bytes()).isEqualTo(bytes));
    }
}
