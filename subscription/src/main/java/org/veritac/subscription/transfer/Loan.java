// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.transfer;

/// What a handset keeps of the transfer that it is in.
///
/// @param digest of the package's manifest
/// @param policy of the token at that time
/// @param attempt the newest to return, 0 before the first
/// @param backup digest of the backup that was released with; zeros before
/// @param keepsPersonal whether personal data stay on the handset after the return
public record Loan(
        TokenId token,
        int tid,
        int generation,
        PairKey key,
        Octets digest,
        Policy policy,
        int attempt,
        Octets backup,
        boolean keepsPersonal) {
    Loan tried() {
        return new Loan(
                token, tid, generation, key, digest, policy, attempt + 1, backup, keepsPersonal);
    }

    Loan released(Octets itsBackup, boolean keeps) {
        return new Loan(token, tid, generation, key, digest, policy, attempt, itsBackup, keeps);
    }

    Loan abandoned() {
        return new Loan(token, tid, generation, key, digest, policy, 0, backup, true);
    }
}
