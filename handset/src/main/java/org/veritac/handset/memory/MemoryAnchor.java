// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.handset.memory;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;

/// The model of a chip, for simulations: it does what a chip does, in this process's memory. It
/// outlives the memories that are opened on it.
public final class MemoryAnchor implements Anchor {
    private final SecureRandom random;
    private final SoftSeals seals;
    private byte[] head = Head.zero();

    /// A new one, all of whose keys come from this randomness.
    public MemoryAnchor(SecureRandom random) {
        this.random = random;
        seals = new SoftSeals(random, SoftSeals.key(random), null);
    }

    @Override
    public Protection protection() {
        return new Protection(
                "model of a chip, in this process",
                Protection.Level.ROLLBACK_PROOF,
                false,
                false,
                List.of("an older copy of the disk"),
                List.of("whoever reads this process's memory", "the end of this process"));
    }

    @Override
    public byte[] head() {
        return head.clone();
    }

    @Override
    public void extend(byte[] digest) {
        head = Head.extended(head, digest);
    }

    @Override
    public byte[] protect(byte[] plain, byte[] context) throws IOException {
        return seals.protect(plain, context);
    }

    @Override
    public Optional<byte[]> reveal(byte[] enciphered, byte[] context) throws IOException {
        return seals.reveal(enciphered, context);
    }

    @Override
    public byte[] bind(CredentialSecret secret, byte[] context) throws IOException {
        seals.life(SoftSeals.key(random));
        return seals.bind(secret, context);
    }

    @Override
    public Optional<LiveKey> open(byte[] bound, byte[] context) throws IOException {
        return seals.open(bound, context);
    }

    @Override
    public void kill() {
        seals.life(null);
    }

    @Override
    public void close() {}
}
