// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.handset.memory;

import tss.tpm.TPM2B_PRIVATE;
import tss.tpm.TPMT_PUBLIC;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Optional;

/// An object of a TPM as it is kept outside: its public part, and a private part that only this TPM
/// deciphers.
final class TpmObject {
    private final byte[] publicPart;
    private final byte[] privatePart;

    TpmObject(byte[] publicPart, byte[] privatePart) {
        this.publicPart = publicPart;
        this.privatePart = privatePart;
    }

    TPMT_PUBLIC template() {
        return TPMT_PUBLIC.fromBytes(publicPart);
    }

    TPM2B_PRIVATE secret() {
        return new TPM2B_PRIVATE(privatePart);
    }

    /// `length(2) public length(2) private`.
    byte[] bytes() {
        return ByteBuffer.allocate(4 + publicPart.length + privatePart.length)
                .putShort((short) publicPart.length)
                .put(publicPart)
                .putShort((short) privatePart.length)
                .put(privatePart)
                .array();
    }

    /// Reads one; empty when there is none whole.
    static Optional<TpmObject> read(ByteBuffer buffer) {
        try {
            byte[] first = new byte[Math.min(buffer.getShort() & 0xffff, buffer.remaining())];
            buffer.get(first);
            byte[] second = new byte[Math.min(buffer.getShort() & 0xffff, buffer.remaining())];
            buffer.get(second);
            return Optional.of(new TpmObject(first, second));
        } catch (BufferUnderflowException e) {
            return Optional.empty();
        }
    }
}
