// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.transfer;

/// What a handset asks of a token, inside a channel. Those with a `mac` belong to a pair; the
/// others are authentic by the channel alone.
public sealed interface Request {
    /// Who the handset is.
    ///
    /// @param commitment to the nonce of [Status]; see [SessionCode]
    record Identify(Octets binding, Octets commitment) implements Request {}

    /// How things stand.
    ///
    /// @param nonce that was committed to
    /// @param tid of the transfer that the handset keeps something of; 0 for none, then without MAC
    /// @param generation of it, 0 for none
    /// @param time seconds since 1970 as the handset has them, for receipts
    /// @param proof signature over the binder, with the operator's key only, else nothing
    record Status(Octets nonce, int tid, int generation, long time, Octets proof, Octets mac)
            implements Request {}

    /// The token's PIN, 4 to 8 digits.
    record VerifyPin(Octets pin) implements Request {}

    /// A new PIN, by the unblocking key of 8 digits; also the first one.
    record Unblock(Octets puk, Octets pin) implements Request {}

    /// A new PIN in place of the old one.
    record ChangePin(Octets pin, Octets next) implements Request {}

    /// Begin a transfer.
    ///
    /// @param nonce for the pair key
    /// @param administration digest of the operator's files that the handset has; or nothing
    record Begin(Octets nonce, Octets administration) implements Request {}

    /// Whether what was begun is ready.
    record Poll() implements Request {}

    /// Some bytes of a part.
    ///
    /// @param length 1 to 65,000
    record Read(Part part, int offset, int length) implements Request {}

    /// The package is whole and stored.
    ///
    /// @param digest of its manifest
    record Ready(int tid, Octets digest, Octets mac) implements Request {}

    /// The handset is active.
    record Done(int tid, Octets mac) implements Request {}

    /// What comes back.
    ///
    /// @param attempt rises with each of a transfer, 1 to 65,535
    record GiveBack(int tid, int attempt, Manifest manifest, Octets mac) implements Request {}

    /// Some bytes of a part that comes back.
    ///
    /// @param attempt the last byte of it
    record Write(Part part, int attempt, int offset, Octets bytes) implements Request {}

    /// Everything was written.
    record Close(int tid, int attempt, Octets mac) implements Request {}

    /// The handset is active no more, its keys are destroyed.
    ///
    /// @param attempt 0 when it never was active
    /// @param digest of the backup's manifest; zeros when it never was active
    record Released(int tid, int attempt, Octets digest, Octets mac) implements Request {}

    /// An operator's order, or a new policy.
    record Deliver(Octets order) implements Request {}

    /// A receipt of the token.
    ///
    /// @param number 0 for the newest
    record ReadReceipt(int number) implements Request {}
}
