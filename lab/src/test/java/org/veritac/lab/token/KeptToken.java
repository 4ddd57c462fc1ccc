// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.token;

import org.veritac.card.CardLink;
import org.veritac.handset.trial.Outage;

import java.io.IOException;

/// A reference token whose store is on a disk that can lose its power at any step: the whole new
/// state beside the old, synchronised, then put in its place, as [TokenFolder] does it.
final class KeptToken implements CardLink {
    private static final String STATE = "token.state";

    final Outage outage;
    private final TokenMaker.Token made;
    private final ReferenceToken.Surroundings around;
    private ReferenceToken token;

    KeptToken(TokenMaker.Token made, ReferenceToken.Surroundings around, Outage outage)
            throws IOException {
        this.made = made;
        this.around = around;
        this.outage = outage;
        keep(made.kept());
        token = on(this::keep);
    }

    private void keep(ReferenceToken.Kept kept) throws IOException {
        outage.disk().replace(STATE, TokenFolder.bytes(kept));
    }

    ReferenceToken.Kept kept() throws IOException {
        return TokenFolder.kept(outage.disk().read(STATE).orElseThrow());
    }

    private ReferenceToken on(ReferenceToken.Keep keep) throws IOException {
        return new ReferenceToken(made.kit(), kept(), keep, around);
    }

    /// As it stands, to be asked without consequences.
    ReferenceToken copy() throws IOException {
        return on(_ -> {});
    }

    /// Loses its power and gets it back.
    void restart() throws IOException {
        outage.restore();
        token = on(this::keep);
    }

    @Override
    public byte[] reset() throws IOException {
        requirePower();
        return token.reset();
    }

    @Override
    public byte[] transmit(byte[] command) throws IOException {
        requirePower();
        return token.transmit(command);
    }

    private void requirePower() throws IOException {
        if (outage.isGone()) {
            throw new IOException("the token has no power");
        }
    }

    @Override
    public void close() {}
}
