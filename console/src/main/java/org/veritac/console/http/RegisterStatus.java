// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.console.http;

import org.veritac.register.store.Register;

import java.io.IOException;

/// Says how large and how far the register is: `register::status`.
@FunctionalInterface
public interface RegisterStatus {
    /// How things stand now.
    ///
    /// @throws IOException when the register does not answer
    Register.Status now() throws IOException;
}
