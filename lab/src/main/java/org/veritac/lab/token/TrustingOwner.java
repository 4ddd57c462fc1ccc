// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.token;

import org.veritac.handset.mirror.Mirror;
import org.veritac.subscription.transfer.HandsetPhase;
import org.veritac.subscription.transfer.Part;
import org.veritac.subscription.transfer.Wish;

/// An owner who takes any two codes for the same, lets stay what does not fit, and does not watch.
public interface TrustingOwner extends Mirror.Owner {
    @Override
    default boolean showsSame(String code) {
        return true;
    }

    @Override
    default Wish.Personal choose(int free) {
        return Wish.Personal.KEEP_HERE;
    }

    @Override
    default void received(Part part, int bytes) {}

    @Override
    default void entered(HandsetPhase phase) {}
}
