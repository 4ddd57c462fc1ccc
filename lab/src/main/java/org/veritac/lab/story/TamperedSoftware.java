// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.story;

import org.veritac.handset.os.Flash;
import org.veritac.handset.os.Software;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/// An operating system that somebody has tampered with, in one way or in several. What nobody has
/// tampered with is as the maker meant it.
///
/// @param flash the memory of the phone it runs on
/// @param claim what it says of the IMEI that flash memory holds
/// @param fetches whether it carries out what the operator's module wants
/// @param vault whether it offers the vault at all
/// @param relay how it brings commands to the vault
/// @param submit what it makes of short messages that go out
/// @param deliver what it makes of short messages that come in
record TamperedSoftware(
        Flash flash,
        UnaryOperator<Optional<String>> claim,
        boolean fetches,
        boolean vault,
        Relay relay,
        Function<byte[], Optional<byte[]>> submit,
        Function<byte[], Optional<byte[]>> deliver)
        implements Software {

    /// How a command reaches a vault.
    @FunctionalInterface
    interface Relay {
        byte[] relay(byte[] command, Vault vault) throws IOException;
    }

    /// Tampered with in nothing so far.
    static TamperedSoftware on(Flash flash) {
        return new TamperedSoftware(
                flash,
                UnaryOperator.identity(),
                true,
                true,
                (command, vault) -> vault.transmit(command),
                Optional::of,
                Optional::of);
    }

    TamperedSoftware claiming(String imei) {
        return new TamperedSoftware(
                flash, _ -> Optional.of(imei), fetches, vault, relay, submit, deliver);
    }

    /// Claims something else each time it is asked.
    TamperedSoftware claimingInTurn(Supplier<String> imeis) {
        return new TamperedSoftware(
                flash, _ -> Optional.of(imeis.get()), fetches, vault, relay, submit, deliver);
    }

    TamperedSoftware ignoringTheCard() {
        return new TamperedSoftware(flash, claim, false, vault, relay, submit, deliver);
    }

    TamperedSoftware hidingTheVault() {
        return new TamperedSoftware(flash, claim, fetches, false, relay, submit, deliver);
    }

    TamperedSoftware relaying(Relay other) {
        return new TamperedSoftware(flash, claim, fetches, vault, other, submit, deliver);
    }

    TamperedSoftware submitting(Function<byte[], Optional<byte[]>> other) {
        return new TamperedSoftware(flash, claim, fetches, vault, relay, other, deliver);
    }

    TamperedSoftware delivering(Function<byte[], Optional<byte[]>> other) {
        return new TamperedSoftware(flash, claim, fetches, vault, relay, submit, other);
    }

    @Override
    public Optional<String> imei(int slot) {
        return claim.apply(flash.imei(slot));
    }

    @Override
    public boolean hasVault() {
        return vault;
    }

    @Override
    public byte[] relay(byte[] command, Vault reader) throws IOException {
        return relay.relay(command, reader);
    }

    @Override
    public Optional<byte[]> submit(byte[] unit) {
        return submit.apply(unit);
    }

    @Override
    public Optional<byte[]> deliver(byte[] unit) {
        return deliver.apply(unit);
    }
}
