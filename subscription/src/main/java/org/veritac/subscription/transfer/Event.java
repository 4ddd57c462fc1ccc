// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.transfer;

/// What happens to a handset.
public sealed interface Event {
    /// A channel with a token is open.
    ///
    /// @param fresh random bytes that are used for nothing else
    /// @param time seconds since 1970, for receipts
    record Tapped(Channel channel, Wish wish, Fresh fresh, long time) implements Event {}

    /// The token has answered what the last step sent.
    record Heard(Answer answer) implements Event {}

    /// The parts that go back, as they are now that the network is left alone: SEQUENCE, FILES, and
    /// PERSONAL when it was asked for.
    record BackedUp(Contents contents) implements Event {}

    /// What the user wants with personal data that do not fit; not [Wish.Personal#BACK_UP].
    record Chosen(Wish.Personal personal) implements Event {}

    /// What the user says of the codes on both displays.
    record Compared(boolean same) implements Event {}

    /// The token was taken away, the channel is broken, or a user gave up waiting.
    record Cut() implements Event {}

    /// An operator's order came in, by whatever way.
    record Ordered(Octets order, long time) implements Event {}

    /// The user drops the subscription without its token; only a policy without the handset's lock
    /// lets that pass.
    record Dropped(long time) implements Event {}
}
