// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.handset.modem;

import org.veritac.handset.air.Cause;

/// What a phone may do in its network, or why not.
public sealed interface Service {
    /// Everything.
    record Full() implements Service {}

    /// The network has refused, or has ended the service.
    record Refused(Cause cause) implements Service {}

    /// The operator's module answers no challenge: its check has not passed.
    record Closed() implements Service {}

    /// The challenge was not of the subscriber's network.
    record Forged() implements Service {}

    /// There is no operator's module, or none that says whose it is.
    record NoSubscription() implements Service {}

    /// Not switched on, or switched off.
    record Off() implements Service {}
}
