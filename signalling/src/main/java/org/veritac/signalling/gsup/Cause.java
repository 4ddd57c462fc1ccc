// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.gsup;

/// Why a request failed: the values of the GMM cause of TS 24.008, clause 10.5.5.14, that we send.
enum Cause {
    /// The register cannot answer.
    NETWORK_FAILURE(0x11),
    /// The request contradicts itself: an element that may come once came twice.
    SEMANTICALLY_INCORRECT_MESSAGE(0x5F),
    /// An element that must be there is absent or wrong.
    INVALID_MANDATORY_INFORMATION(0x60),
    /// A request for another service than ours.
    MESSAGE_TYPE_NOT_IMPLEMENTED(0x61),
    /// The elements cannot be told apart.
    PROTOCOL_ERROR(0x6F);

    private final int value;

    Cause(int value) {
        this.value = value;
    }

    int value() {
        return value;
    }
}
