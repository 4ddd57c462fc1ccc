// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.store;

import org.veritac.identity.Imei;
import org.veritac.identity.Imsi;
import org.veritac.register.Entry;
import org.veritac.register.Evidence;
import org.veritac.register.policy.Policy;

import java.util.List;

/// What happened to a register at a position, as the [Auditor] remembers it.
sealed interface Happening {
    long position();

    /// One statement, alone or a row of an import; taken back when not present.
    record Said(long second, StackName stack, Entry entry, boolean present) {}

    record Single(long position, Said said) implements Happening {}

    record Imported(long position, StackName stack, boolean delta, List<Said> rows)
            implements Happening {}

    record Undone(long position, long imported) implements Happening {}

    record Ruled(long position, Policy policy) implements Happening {}

    record Ticked(long position, long second) implements Happening {}

    record Doubted(long position, Imsi imsi, Imei imei, long until) implements Happening {}

    record Proven(long position, Evidence evidence) implements Happening {}
}
