// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package com.licel.jcardsim.crypto;

import java.security.SecureRandom;

/// Stands in for a class of the card simulator, before whose jar it has to be on the class path.
/// The original gives constants: with it every card makes the same key pair, and every ECDSA
/// signature gives its private key away (decision 24).
public final class SecureRandomNullProvider extends SecureRandom {
    private static final long serialVersionUID = 1L;
}
