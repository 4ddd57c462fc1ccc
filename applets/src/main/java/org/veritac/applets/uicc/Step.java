// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.applets.uicc;

/// The steps of one check. What a step leads to is another step, or a result with [#FAILED] set.
final class Step {
    static final short IDLE = 0;

    /// PROVIDE LOCAL INFORMATION: what the system claims.
    static final short CLAIM = 1;

    static final short POWER_ON = 2;
    static final short SELECT = 3;

    /// Static keys: MANAGE SECURITY ENVIRONMENT, INITIALIZE UPDATE, EXTERNAL AUTHENTICATE.
    static final short ENVIRONMENT = 4;

    static final short INITIALIZE = 5;
    static final short EXTERNAL = 6;

    /// Certificates: GET DATA, PERFORM SECURITY OPERATION, MUTUAL or INTERNAL AUTHENTICATE.
    static final short CERTIFICATE = 7;

    static final short PRESENT = 8;
    static final short AGREE = 9;

    /// GET DATA in the channel.
    static final short IDENTITY = 10;

    static final short POWER_OFF = 11;

    /// Set in what a step leads to when the check is over; the result is the low byte.
    static final short FAILED = 0x100;

    private Step() {}

    static short failed(byte result) {
        return (short) (FAILED | result);
    }
}
