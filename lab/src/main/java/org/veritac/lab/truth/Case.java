// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.truth;

import org.jspecify.annotations.Nullable;
import org.veritac.identity.Imei;
import org.veritac.identity.Imsi;
import org.veritac.register.Verdict;

/// One check and the answer it must get.
///
/// @param category what the device was made for
/// @param imei the device
/// @param svn its software version, [#ANY] when it plays no role, [#ABSENT] when none may be sent
/// @param imsi the subscriber; null for none
/// @param verdict the answer in permissive mode
/// @param registered whether a white list or a pair knows the device with this subscriber
record Case(
        String category,
        Imei imei,
        int svn,
        @Nullable Imsi imsi,
        Verdict verdict,
        boolean registered) {
    static final int ABSENT = -1;
    static final int ANY = -2;

    /// The answer in a mode: in the restrictive one, what nobody has registered is unknown, which
    /// is worse than grey and better than black.
    Verdict expected(boolean restrictive) {
        return restrictive && !registered && verdict != Verdict.BLACK ? Verdict.UNKNOWN : verdict;
    }
}
