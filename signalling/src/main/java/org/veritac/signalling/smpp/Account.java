// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.smpp;

import java.util.Set;

/// A peer that may bind to an [Smsc], and the numbers that are its own: what is sent to them goes
/// to it.
///
/// @param systemId its name, at most 15 characters (SMPP 5.2.1)
/// @param password of its binds
/// @param numbers digits of the addresses it answers to
public record Account(String systemId, Password password, Set<String> numbers) {
    public Account {
        numbers = Set.copyOf(numbers);
    }
}
