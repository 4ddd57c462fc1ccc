// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.story;

import org.veritac.subscription.transfer.Instruction;
import org.veritac.subscription.transfer.Part;

import java.util.List;
import java.util.Locale;

/// APDUs between handset and token in words (docs/token-interface.md, sections 2 and 3). What is in
/// them is enciphered; the instruction and its parameters are not.
final class TokenApdus {
    private static final int SECURE = 0x84;
    private static final int PART_OF_CHAIN = 0x10;
    private static final int RENEW = 0x10;
    private static final int AUTHENTICATE = 0x88;
    private static final int ACCEPTED = 0xDB;
    private static final int OUT_OF_STEP = 0xDC;

    private TokenApdus() {}

    static Text command(byte[] command) {
        if (!isInside(command)) {
            return Apdus.command(command);
        }
        int ins = command[1] & 0xFF;
        var found = Instruction.find(ins);
        String name = found.map(each -> each.name().replace('_', ' ')).orElse("AGREE AFRESH");
        boolean moves =
                found.isPresent()
                        && (found.get() == Instruction.READ || found.get() == Instruction.WRITE);
        String part =
                moves
                        ? Part.find(command[2] & 0xFF)
                                .map(each -> " " + each.name().toLowerCase(Locale.ROOT))
                                .orElse("")
                        : "";
        String more = (command[0] & PART_OF_CHAIN) == 0 ? "" : " (part)";
        return Text.of(name + part + more + " (secure)");
    }

    /// Whether this is a message of the interface in its channel.
    private static boolean isInside(byte[] command) {
        int ins = command.length > 1 ? command[1] & 0xFF : 0;
        return command.length > 1
                && (command[0] & SECURE) == SECURE
                && (ins == RENEW || Instruction.find(ins).isPresent());
    }

    /// Whether this is that message.
    static boolean is(Instruction message, byte[] command) {
        return isInside(command) && (command[1] & 0xFF) == message.ins();
    }

    static Text response(byte[] command, byte[] response) {
        String status = RecordingCard.status(response);
        int length = Math.max(0, response.length - 2);
        boolean asked = command.length > 1 && (command[1] & 0xFF) == AUTHENTICATE;
        String said = length == 0 ? "" : ", " + length + " octets";
        if (asked && length > 0) {
            said = said(response[0] & 0xFF);
        }
        return new Text(status + Apdus.meaning(status) + said, List.of());
    }

    private static String said(int tag) {
        return switch (tag) {
            case ACCEPTED -> ": RES, CK and IK";
            case OUT_OF_STEP -> ": AUTS, the number is not fresh";
            default -> ": SRES and Kc";
        };
    }
}
