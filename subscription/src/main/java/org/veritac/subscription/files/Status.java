// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.files;

/// How a command went, in the words of both worlds: TS 102 221, clause 10.2.1, for class 00 and 80,
/// and TS 51.011, clause 9.4, for class A0.
enum Status {
    FILE_NOT_FOUND(0x6A82, 0x9404),
    NO_FILE_SELECTED(0x6986, 0x9400),
    WRONG_STRUCTURE(0x6981, 0x9408),
    NOT_ALLOWED(0x6982, 0x9804),
    BLOCKED(0x6983, 0x9840),
    CODE_DISABLED(0x6984, 0x9808),
    DEACTIVATED(0x6985, 0x9810),
    CONDITIONS(0x6985, 0x9808),
    EXHAUSTED(0x6985, 0x6F00),
    RECORD_NOT_FOUND(0x6A83, 0x9402),
    OUT_OF_RANGE(0x6B00, 0x9402),
    NO_MATCH(0x6282, 0x9404),
    NO_SUCH_CODE(0x6A88, 0x9802),
    OBJECT_NOT_FOUND(0x6A88, 0x9404),
    NO_ROOM(0x6A84, 0x9240),
    MAX_REACHED(0x9850, 0x9850),
    MAC_FAILURE(0x9862, 0x9862),
    CONTEXT_NOT_SUPPORTED(0x9864, 0x9864),
    WRONG_LENGTH(0x6700, 0x6700),
    WRONG_CONTENT(0x6A80, 0x6F00),
    WRONG_PARAMETERS(0x6A86, 0x6B00),
    UNKNOWN_INSTRUCTION(0x6D00, 0x6D00),
    UNKNOWN_CLASS(0x6E00, 0x6E00);

    private final int uicc;
    private final int gsm;

    Status(int uicc, int gsm) {
        this.uicc = uicc;
        this.gsm = gsm;
    }

    int word(boolean inGsm) {
        return inGsm ? gsm : uicc;
    }
}
