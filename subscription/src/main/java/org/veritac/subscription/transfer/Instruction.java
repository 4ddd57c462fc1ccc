// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.transfer;

import java.util.Arrays;
import java.util.Optional;

/// The instruction bytes of the interface.
public enum Instruction {
    IDENTIFY(0x12),
    STATUS(0x14),
    VERIFY_PIN(0x20),
    CHANGE_PIN(0x24),
    UNBLOCK(0x2C),
    BEGIN(0x30),
    POLL(0x32),
    READY(0x34),
    DONE(0x36),
    GIVE_BACK(0x40),
    CLOSE(0x42),
    RELEASED(0x44),
    DELIVER(0x50),
    READ(0xB0),
    READ_RECEIPT(0xB2),
    WRITE(0xD6);

    private final int ins;

    Instruction(int ins) {
        this.ins = ins;
    }

    /// The byte.
    public int ins() {
        return ins;
    }

    /// The instruction that a byte is; empty when it is none.
    public static Optional<Instruction> find(int ins) {
        return Arrays.stream(values()).filter(each -> each.ins == ins).findFirst();
    }
}
