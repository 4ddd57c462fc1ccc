// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.ota;

import org.veritac.card.ota.Counter;

/// A card as the [CardStore] has it.
///
/// @param subscriber who has it
/// @param uplink the highest counter that was accepted from it
record Card(Subscriber subscriber, Counter uplink) {}
