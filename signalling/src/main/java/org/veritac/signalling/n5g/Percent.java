// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.n5g;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// Percent-encoding of a URI (RFC 3986, clause 2.1), strictly. A plus is a plus: the APIs of a 5G
/// core do not use the encoding of HTML forms.
final class Percent {
    private Percent() {}

    /// The text of `uri[from, to)`; null when an encoding is broken or its octets are not UTF-8.
    static @Nullable String decode(String uri, int from, int to) {
        int first = uri.indexOf('%', from, to);
        if (first < 0) {
            return uri.substring(from, to);
        }
        var octets = ByteBuffer.allocate(3 * (to - from));
        for (int i = from; i < to; i++) {
            char c = uri.charAt(i);
            if (c != '%') {
                octets.put(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
                continue;
            }
            int octet = i + 2 < to ? octet(uri.charAt(i + 1), uri.charAt(i + 2)) : -1;
            if (octet < 0) {
                return null;
            }
            octets.put((byte) octet);
            i += 2;
        }
        return text(octets.flip());
    }

    private static int octet(char high, char low) {
        int h = hex(high);
        int l = hex(low);
        return h < 0 || l < 0 ? -1 : h << 4 | l;
    }

    /// The value of a hexadecimal digit of ASCII, or -1.
    static int hex(char c) {
        return c < 0x80 ? Character.digit(c, 16) : -1;
    }

    private static @Nullable String text(ByteBuffer octets) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(octets).toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }
}
