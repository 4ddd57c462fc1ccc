// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.handset.mirror;

import org.veritac.card.Secret;
import org.veritac.handset.memory.CredentialSecret;
import org.veritac.handset.memory.KeyUse;
import org.veritac.handset.memory.LiveKey;
import org.veritac.subscription.aka.Algorithm;
import org.veritac.subscription.aka.Comp128;
import org.veritac.subscription.aka.Milenage;
import org.veritac.subscription.aka.Tuak;
import org.veritac.subscription.aka.Xor;
import org.veritac.subscription.profile.AkaParameters;
import org.veritac.subscription.profile.AkaParameters.Kind;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;

/// The keys of a subscription as protected memory takes them: Ki by itself, so that it can stay in
/// a chip, and beside it the part with keys in which zeros stand for Ki.
///
/// ```
/// companion  01 the part, Ki replaced by zeros
///            02 the part as it is: applications with several keys
/// ```
final class Credential {
    private static final byte BLANKED = 1;
    private static final byte WHOLE = 2;

    private Credential() {}

    /// What is sealed, which the caller closes.
    ///
    /// @param keys the part with keys
    /// @param aka what its applications authenticate with, one or more
    static CredentialSecret seal(byte[] keys, List<AkaParameters> aka) {
        byte[] ki = aka.getFirst().k().copy();
        boolean one = aka.stream().allMatch(each -> each.k().matches(ki));
        boolean blocks = one && aka.stream().allMatch(Credential::isMilenage);
        byte[] companion = new byte[1 + keys.length];
        companion[0] = one ? BLANKED : WHOLE;
        System.arraycopy(keys, 0, companion, 1, keys.length);
        if (one) {
            blank(companion, ki);
        }
        return new CredentialSecret(
                Secret.taking(ki), Secret.taking(companion), blocks ? KeyUse.BLOCKS : KeyUse.BYTES);
    }

    private static boolean isMilenage(AkaParameters aka) {
        return aka.kind() instanceof Kind.OfMilenage;
    }

    private static void blank(byte[] bytes, byte[] ki) {
        for (int i = 0; i + ki.length <= bytes.length; i++) {
            if (Arrays.equals(bytes, i, i + ki.length, ki, 0, ki.length)) {
                Arrays.fill(bytes, i, i + ki.length, (byte) 0);
            }
        }
    }

    /// The part with keys, perhaps with zeros for Ki; the caller closes it.
    static Secret keysOf(Secret companion) {
        return companion.part(1, companion.length() - 1);
    }

    /// What is done with an algorithm.
    @FunctionalInterface
    interface Use<T> {
        T apply(Algorithm algorithm);
    }

    /// Uses the algorithm of an application; its keys are there as long as that takes.
    ///
    /// @param companion of the key
    /// @param aka as it stands in the companion
    static <T> T with(LiveKey key, Secret companion, AkaParameters aka, Use<T> use)
            throws IOException {
        byte[] form = companion.copy();
        boolean whole = form[0] == WHOLE;
        Arrays.fill(form, (byte) 0);
        if (whole) {
            try (var algorithm = aka.algorithm()) {
                return use.apply(algorithm);
            }
        }
        if (key.use() == KeyUse.BLOCKS && aka.kind() instanceof Kind.OfMilenage(var constants)) {
            try (var algorithm =
                    new Milenage(block -> encipher(key, block), aka.opc(), constants)) {
                return use.apply(algorithm);
            } catch (UncheckedIOException e) {
                throw new IOException("the protected memory does not encipher", e);
            }
        }
        return key.withBytes(ki -> {
            try (var algorithm = algorithm(ki, aka)) {
                return use.apply(algorithm);
            }
        });
    }

    private static byte[] encipher(LiveKey key, byte[] block) {
        try {
            return key.encipher(block);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Algorithm algorithm(Secret ki, AkaParameters aka) {
        return switch (aka.kind()) {
            case Kind.OfMilenage(var constants) -> new Milenage(ki, aka.opc(), constants);
            case Kind.OfTuak(var lengths, var iterations) ->
                    new Tuak(ki, aka.opc(), lengths, iterations);
            case Kind.OfXor(var resBytes) -> new Xor(ki, resBytes);
            case Kind.OfComp128(var version) -> new Comp128(version, ki);
        };
    }
}
