// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.index;

import java.nio.charset.StandardCharsets;

/// What an index says about itself.
///
/// @param position the journal position up to which it is built, 0 for an empty journal
/// @param stack which layers it is built from, at most [#STACK_BYTES_MAX] bytes in UTF-8
/// @param attachment what the register keeps with it, at most [#ATTACHMENT_BYTES_MAX] bytes in
///   UTF-8
public record IndexHeader(long position, String stack, String attachment) {
    public static final int STACK_BYTES_MAX = 1 << 16;
    public static final int ATTACHMENT_BYTES_MAX = 16 << 20;

    public IndexHeader {
        if (position < 0) {
            throw new IllegalArgumentException("a journal position is not negative");
        }
        if (bytes(stack) > STACK_BYTES_MAX) {
            throw new IllegalArgumentException("a stack has at most 65,536 bytes");
        }
        if (bytes(attachment) > ATTACHMENT_BYTES_MAX) {
            throw new IllegalArgumentException("an attachment has at most 16 MiB");
        }
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
