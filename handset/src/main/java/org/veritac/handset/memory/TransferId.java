// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.handset.memory;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.regex.Pattern;

/// Which hand-over a credential came by: the number that a token drew for it.
///
/// @param token pseudonym of the token, 1 to 64 letters, digits and hyphens
/// @param number of the token's counter, 1 or more
public record TransferId(String token, long number) {
    private static final Pattern TOKEN = Pattern.compile("[0-9A-Za-z-]{1,64}");

    public TransferId {
        if (!isToken(token) || number < 1) {
            throw new IllegalArgumentException("a token's pseudonym, and a number from 1");
        }
    }

    static boolean isToken(String token) {
        return TOKEN.matcher(token).matches();
    }

    byte[] bytes() {
        return (token + '/' + number).getBytes(US_ASCII);
    }
}
