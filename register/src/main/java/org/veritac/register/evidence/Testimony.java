// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.evidence;

import org.jspecify.annotations.Nullable;
import org.veritac.identity.Imei;
import org.veritac.identity.Imsi;

/// What a subscriber's UICC says of the phone it is in. Whoever makes one vouches that the
/// subscriber's own keys have authenticated it.
///
/// @param imsi whose UICC
/// @param proven the IMEI that the phone's vault proved; null when it proved none
/// @param claimed the IMEI that the phone's system claims; null when it claims none
/// @param absence why nothing was proven; [Absence#NONE] with a proof
/// @param method how it was proven, in kebab case, such as `vault-scp03`
/// @param certificate a reference to the vault, such as its number; empty for none
public record Testimony(
        Imsi imsi,
        @Nullable Imei proven,
        @Nullable Imei claimed,
        Absence absence,
        String method,
        String certificate) {

    /// Why a phone has proven nothing.
    public enum Absence {
        /// It has proven an IMEI.
        NONE,
        /// It has no vault, and this UICC has never seen one.
        NO_VAULT,
        /// It has no vault, and this UICC has seen one before.
        DOWNGRADE,
        /// Its vault is not genuine, or no longer.
        FALSE_VAULT,
        /// The phone's system did not let the check come to an end, so nothing is known.
        BROKEN_OFF
    }

    public Testimony {
        if ((proven != null) != (absence == Absence.NONE)) {
            throw new IllegalArgumentException("either an IMEI is proven or something is amiss");
        }
    }

    /// Whether the system claims another IMEI than the vault proves. One of two IMEIs of a device
    /// is the register's business, which knows the links.
    public boolean isContradictory() {
        return proven != null && claimed != null && !proven.equals(claimed);
    }
}
