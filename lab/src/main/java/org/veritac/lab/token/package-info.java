// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors

/// A personal token without a chip, to talk to while there is none: the real state machine of
/// `subscription.transfer`, the card's end of a channel, and the subscription as a SIM while it is
/// the active copy; in a file, which protects nothing. And the factory and operator behind it.
/// Start reading at [ReferenceToken].
@NullMarked
package org.veritac.lab.token;

import org.jspecify.annotations.NullMarked;
