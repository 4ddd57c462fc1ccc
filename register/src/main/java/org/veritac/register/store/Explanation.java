// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.store;

import org.veritac.register.Decision;
import org.veritac.register.DeviceModel;
import org.veritac.register.FindingKind;
import org.veritac.register.ListName;
import org.veritac.register.Reason;
import org.veritac.register.decision.Finding;
import org.veritac.register.decision.Finding.Fate;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// A decision with all that led to it.
///
/// @param decision the answer
/// @param findings everything found, in order, and what became of it
/// @param model what the table of allocations says of the model
/// @param statuses what the IMEI is; several can be true at once
public record Explanation(
        Decision decision, List<Finding> findings, DeviceModel model, Set<Status> statuses) {

    public Explanation {
        findings = List.copyOf(findings);
        statuses = Set.copyOf(statuses);
    }

    /// What an IMEI is (ITU-T QTR-RLB-IMEI, clause 5.6).
    public enum Status {
        /// Well formed and of an allocated type.
        VALID,
        /// Not an IMEI, or nonsense.
        MALFORMED,
        /// On a black list, even if a lift lets this subscriber pass.
        BLACKLISTED,
        /// Its TAC is in no table.
        UNALLOCATED,
        /// Known to be in several devices.
        DUPLICATE;

        private final String text = name().toLowerCase(Locale.ROOT);

        public String text() {
            return text;
        }
    }

    static Set<Status> statuses(List<Finding> findings) {
        var statuses = EnumSet.of(Status.VALID);
        for (Finding finding : findings) {
            if (finding.fate() == Fate.EXEMPTED) {
                continue;
            }
            if (finding.reason() == Reason.NONSENSE_IMEI) {
                statuses.add(Status.MALFORMED);
                statuses.remove(Status.VALID);
            }
            if (finding.kind() == FindingKind.UNALLOCATED) {
                statuses.add(Status.UNALLOCATED);
                statuses.remove(Status.VALID);
            }
            if (finding.reason() == Reason.DUPLICATED || finding.reason() == Reason.CONTESTED) {
                statuses.add(Status.DUPLICATE);
            }
            var listed = finding.listed();
            if (listed != null && listed.list() == ListName.BLACK) {
                statuses.add(Status.BLACKLISTED);
            }
        }
        return statuses;
    }
}
