// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.story;

/// On which terms a subscription's card checks phones: docs/secured-imei.md, command C8.
///
/// @param certificates whether vaults show certificates, instead of static keys
/// @param fixed whether the card keeps to the first vault it has seen
/// @param beforeCall whether each call waits for a check
/// @param limit how many challenges are answered while a report is unanswered; 0 for no limit
record Terms(boolean certificates, boolean fixed, boolean beforeCall, int limit) {
    static final Terms USUAL = new Terms(false, false, false, 0);
    static final Terms CERTIFICATES = new Terms(true, false, false, 0);

    Terms withCertificates() {
        return new Terms(true, fixed, beforeCall, limit);
    }

    Terms withFixedPairing() {
        return new Terms(certificates, true, beforeCall, limit);
    }

    Terms limited(int authentications) {
        return new Terms(certificates, fixed, beforeCall, authentications);
    }

    Terms checkedBeforeCalls() {
        return new Terms(certificates, fixed, true, limit);
    }
}
