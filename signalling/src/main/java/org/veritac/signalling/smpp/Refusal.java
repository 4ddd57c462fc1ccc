// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.smpp;

import org.jsmpp.SMPPConstant;

/// Why an [Smsc] will not have a message.
public enum Refusal {
    /// Its store is full, or that of the destination.
    FULL(SMPPConstant.STAT_ESME_RMSGQFUL, 0xC0),
    SOURCE(SMPPConstant.STAT_ESME_RINVSRCADR, 0xC1),
    DESTINATION(SMPPConstant.STAT_ESME_RINVDSTADR, 0xC3),
    /// More than 140 octets, or nothing a handset could be sent.
    LENGTH(SMPPConstant.STAT_ESME_RINVMSGLEN, 0xB0),
    /// Text in septets for a handset, or a TPDU that is no readable SMS-SUBMIT.
    CODING(SMPPConstant.STAT_ESME_RSUBMITFAIL, 0xB0),
    CLOSED(SMPPConstant.STAT_ESME_RSYSERR, 0xC2);

    private final int commandStatus;
    private final int failureCause;

    Refusal(int commandStatus, int failureCause) {
        this.commandStatus = commandStatus;
        this.failureCause = failureCause;
    }

    /// In the words of SMPP 5.1.3.
    public int commandStatus() {
        return commandStatus;
    }

    /// In the words of a handset: TP-FCS (TS 23.040, clause 9.2.3.22).
    public int failureCause() {
        return failureCause;
    }
}
