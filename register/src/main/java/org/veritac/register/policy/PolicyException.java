// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.policy;

/// A configuration that is not understood; the message says where and why.
public final class PolicyException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    public PolicyException(String message) {
        super(message);
    }
}
