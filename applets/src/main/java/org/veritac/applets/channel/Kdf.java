// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.applets.channel;

import javacard.framework.JCSystem;
import javacard.framework.Util;

/// The key derivation of SCP03 (Amendment D, 4.1.5): NIST SP 800-108 in counter mode with AES-CMAC,
/// whose input for each block is
///
/// ```
///   label(11) | constant(1) | 00 | length in bits(2) | number of the block, from 1 | context
/// ```
///
/// The label is 11 x 00 in SCP03; elsewhere it keeps other derivations apart.
public final class Kdf {
    public static final short LABEL_BYTES = 11;
    public static final short CONTEXT_BYTES_MAX = 32;

    private static final short CONSTANT = 11;
    private static final short LENGTH = 13;
    private static final short NUMBER = 15;
    private static final short CONTEXT = 16;
    private static final short MAC = CONTEXT + CONTEXT_BYTES_MAX;

    private final Cmac cmac;

    /// The input as drawn above, and one block of output.
    private final byte[] input;

    private final short[] contextBytes;

    public Kdf(Cmac cmac) {
        this.cmac = cmac;
        input =
                JCSystem.makeTransientByteArray(
                        (short) (MAC + Cmac.BYTES), JCSystem.CLEAR_ON_DESELECT);
        contextBytes = JCSystem.makeTransientShortArray((short) 1, JCSystem.CLEAR_ON_DESELECT);
    }

    /// Sets the context and goes back to the label of SCP03.
    ///
    /// @param length at most 32
    public void context(byte[] buffer, short offset, short length) {
        Util.arrayFillNonAtomic(input, (short) 0, CONTEXT, (byte) 0);
        Util.arrayCopyNonAtomic(buffer, offset, input, CONTEXT, length);
        contextBytes[0] = length;
    }

    /// Sets another label of 11 bytes for this context.
    public void label(byte[] buffer, short offset) {
        Util.arrayCopyNonAtomic(buffer, offset, input, (short) 0, LABEL_BYTES);
    }

    /// Derives 8, 16 or 32 bytes.
    public void derive(AesKey key, byte constant, short bytes, byte[] out, short offset) {
        input[CONSTANT] = constant;
        Util.setShort(input, LENGTH, (short) (bytes * 8));
        input[NUMBER] = 0;
        short done = 0;
        while (done < bytes) {
            input[NUMBER]++;
            cmac.init(key.key());
            cmac.update(input, (short) 0, (short) (CONTEXT + contextBytes[0]));
            cmac.finish(input, MAC);
            short part = (short) (bytes - done);
            if (part > Cmac.BYTES) {
                part = Cmac.BYTES;
            }
            Util.arrayCopyNonAtomic(input, MAC, out, (short) (offset + done), part);
            done += part;
        }
        Util.arrayFillNonAtomic(input, MAC, Cmac.BYTES, (byte) 0);
    }
}
