// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.channel;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.Security;
import java.security.spec.AlgorithmParameterSpec;

/// While open, every key pair that anybody generates on an elliptic curve is this one: two
/// libraries that would choose their own can then be compared.
final class FixedPairs extends Provider implements AutoCloseable {
    private static final long serialVersionUID = 1L;
    private static final String NAME = "FixedPairs";

    private final transient KeyPair pair;

    private FixedPairs(KeyPair pair) {
        super(NAME, "1", "the same key pair each time");
        this.pair = pair;
    }

    static FixedPairs open(KeyPair pair) {
        var provider = new FixedPairs(pair);
        provider.putService(
                new Service(
                        provider, "KeyPairGenerator", "EC", Generator.class.getName(), null, null) {
                    @Override
                    public Object newInstance(Object parameter) {
                        return new Generator(pair);
                    }
                });
        Security.insertProviderAt(provider, 1);
        return provider;
    }

    KeyPair pair() {
        return pair;
    }

    @Override
    public void close() {
        Security.removeProvider(NAME);
    }

    private static final class Generator extends KeyPairGenerator {
        private final KeyPair pair;

        Generator(KeyPair pair) {
            super("EC");
            this.pair = pair;
        }

        @Override
        public void initialize(AlgorithmParameterSpec curve, SecureRandom random) {}

        @Override
        public KeyPair generateKeyPair() {
            return pair;
        }
    }
}
