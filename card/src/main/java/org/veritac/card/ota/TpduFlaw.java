// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.ota;

/// Why octets are no short message.
public enum TpduFlaw {
    /// TP-MTI names another kind of message.
    KIND,
    /// Cut short.
    LENGTH,
    /// TP-OA or TP-DA is no address.
    ADDRESS,
    /// TP-UDL or the header of the user data does not fit what is there.
    CONTENT
}
