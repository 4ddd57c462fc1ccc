// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.handset.memory;

import java.io.IOException;
import java.util.Optional;

/// An anchor whose power goes with that of a disk: before a step, or after it and before its
/// answer.
final class TornAnchor implements Anchor {
    private final Anchor anchor;
    private final TornDisk.Power power;

    TornAnchor(Anchor anchor, TornDisk.Power power) {
        this.anchor = anchor;
        this.power = power;
    }

    private interface Step {
        void take() throws IOException;
    }

    private void step(Step step) throws IOException {
        if (!power.isLast()) {
            step.take();
            return;
        }
        if (power.toss()) {
            step.take();
        }
        throw power.cut();
    }

    @Override
    public Protection protection() {
        return anchor.protection();
    }

    @Override
    public byte[] head() throws IOException {
        return anchor.head();
    }

    @Override
    public void extend(byte[] digest) throws IOException {
        step(() -> anchor.extend(digest));
    }

    @Override
    public byte[] protect(byte[] plain, byte[] context) throws IOException {
        return anchor.protect(plain, context);
    }

    @Override
    public Optional<byte[]> reveal(byte[] enciphered, byte[] context) throws IOException {
        return anchor.reveal(enciphered, context);
    }

    @Override
    public byte[] bind(CredentialSecret secret, byte[] context) throws IOException {
        step(() -> {});
        return anchor.bind(secret, context);
    }

    @Override
    public Optional<LiveKey> open(byte[] bound, byte[] context) throws IOException {
        return anchor.open(bound, context);
    }

    @Override
    public void kill() throws IOException {
        step(anchor::kill);
    }

    @Override
    public void close() {}
}
