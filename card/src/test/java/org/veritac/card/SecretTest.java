// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

final class SecretTest {
    @Test
    void tellsItsLengthAndNothingElse() {
        assertThat(Secret.of(new byte[] {1, 2, 3})).hasToString("secret of 3 bytes");
    }

    @Test
    void sharesNoArrayUnlessItTakesIt() {
        byte[] bytes = {1, 2, 3};
        try (var copied = Secret.of(bytes);
                var part = copied.part(1, 2)) {
            bytes[0] = 9;
            assertThat(copied.copy()).containsExactly(1, 2, 3);
            assertThat(part.copy()).containsExactly(2, 3);
        }
        assertThat(bytes).containsExactly(9, 2, 3);
        Secret.taking(bytes).close();
        assertThat(bytes).containsOnly(0);
    }

    @Test
    void comparesContentAndLength() {
        var secret = Secret.of(new byte[] {1, 2, 3});
        assertThat(secret.matches(new byte[] {1, 2, 3})).isTrue();
        assertThat(secret.matches(new byte[] {1, 2, 4})).isFalse();
        assertThat(secret.matches(new byte[] {1, 2})).isFalse();
    }

    @Test
    void isOfNoUseOnceWiped() {
        var secret = Secret.of(new byte[] {0, 0});
        secret.close();
        secret.close();
        assertThatIllegalStateException().isThrownBy(secret::copy);
        assertThatIllegalStateException().isThrownBy(() -> secret.matches(new byte[2]));
        assertThatIllegalStateException().isThrownBy(() -> secret.part(0, 1));
    }
}
