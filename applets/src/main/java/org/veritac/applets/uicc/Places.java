// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.applets.uicc;

import org.veritac.applets.usim.SequenceNumbers;

/// Where everything stands that the module keeps in its journaled memory, one behind the other.
final class Places {
    /// 00 in the factory, 0F for ever after SET STATUS.
    static final short LIFE = 0;

    /// Which STORE DATA have been given, one bit each.
    static final short GIVEN = 1;

    /// Class of the card: 01 lab, 02 production.
    static final short KIND = 3;

    /// Policy: mode, N of re-check, check before a call, what without a vault, limit of unanswered
    /// reports.
    static final short MODE = 4;

    static final short RECHECK = 5;
    static final short BEFORE_CALL = 7;
    static final short NO_VAULT = 8;
    static final short LIMIT = 9;

    /// Pairing: free, listed, fixed.
    static final short PAIRING = 10;

    /// Whether a vault was ever proven here, and the id of the last that opened the gate.
    static final short VAULT_SEEN = 11;

    static final short VAULT = 12;

    /// Block state as reported, the IMEI to which the block is bound, why, and its text with
    /// length.
    static final short BLOCKS = 20;

    static final short BLOCK_IMEI = 21;
    static final short BLOCK_REASON = 29;
    static final short BLOCK_TEXT = 30;
    static final short BLOCK_TEXT_MAX = 64;

    /// Counts TERMINAL PROFILEs.
    static final short BOOTS = 95;

    static final short BOOTS_BYTES = 4;

    /// The counter of the last report.
    static final short UPLINK = 99;

    static final short COUNTER_BYTES = 5;

    /// Whether the last report waits for its answer, whose IMEI it names, and how many
    /// AUTHENTICATEs went through since the last answer.
    static final short WAITING = 104;

    static final short REPORTED_IMEI = 105;
    static final short UNANSWERED = 113;

    /// The counter of the last command packet that was accepted.
    static final short DOWNLINK = 115;

    /// The gateway's address as in TP-DA: number of digits, type, digits; before it its length.
    static final short GATEWAY = 120;

    static final short ADDRESS_MAX = 12;

    /// Keys of vaults.
    static final short VAULT_KEYS = 133;

    /// What the USIM has accepted.
    static final short SEQUENCE_NUMBERS = VAULT_KEYS + VaultKeys.BYTES;

    /// The files.
    static final short FILES = SEQUENCE_NUMBERS + SequenceNumbers.BYTES;

    private Places() {}
}
