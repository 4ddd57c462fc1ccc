// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.applets.uicc;

/// What a check came to, as the report says it (docs/secured-imei.md, section 4), and the texts by
/// which a user learns why there is no network.
final class Result {
    static final byte GENUINE = 0x00;
    static final byte FALSE_CLAIM = 0x01;
    static final byte NOT_AUTHENTIC = 0x02;
    static final byte NO_VAULT = 0x03;
    static final byte NOT_PAIRED = 0x04;
    static final byte OTHER_VAULT = 0x05;
    static final byte DOWNGRADE = 0x06;
    static final byte NO_CLAIM = 0x07;
    static final byte BROKEN_OFF = 0x08;
    static final byte REVOKED = 0x09;
    static final byte NO_KEY = 0x0A;
    static final byte BLOCKED = 0x0B;
    static final byte UNANSWERED = 0x0C;

    private static final byte[] FALSE_TEXT = {
        'T', 'h', 'i', 's', ' ', 'p', 'h', 'o', 'n', 'e', ' ', 'c', 'l', 'a', 'i', 'm', 's', ' ',
        'a', ' ', 'f', 'a', 'l', 's', 'e', ' ', 'I', 'M', 'E', 'I'
    };
    private static final byte[] NOT_AUTHENTIC_TEXT = {
        'T', 'h', 'e', ' ', 'I', 'M', 'E', 'I', ' ', 'o', 'f', ' ', 't', 'h', 'i', 's', ' ', 'p',
        'h', 'o', 'n', 'e', ' ', 'i', 's', ' ', 'n', 'o', 't', ' ', 'g', 'e', 'n', 'u', 'i', 'n',
        'e'
    };
    private static final byte[] NO_VAULT_TEXT = {
        'T', 'h', 'i', 's', ' ', 'p', 'h', 'o', 'n', 'e', ' ', 'c', 'a', 'n', 'n', 'o', 't', ' ',
        'p', 'r', 'o', 'v', 'e', ' ', 'i', 't', 's', ' ', 'I', 'M', 'E', 'I'
    };
    private static final byte[] NOT_PAIRED_TEXT = {
        'T', 'h', 'i', 's', ' ', 'S', 'I', 'M', ' ', 'b', 'e', 'l', 'o', 'n', 'g', 's', ' ', 't',
        'o', ' ', 'a', 'n', 'o', 't', 'h', 'e', 'r', ' ', 'p', 'h', 'o', 'n', 'e'
    };
    private static final byte[] BROKEN_OFF_TEXT = {
        'I', 'M', 'E', 'I', ' ', 'c', 'h', 'e', 'c', 'k', ' ', 'w', 'a', 's', ' ', 'i', 'n', 't',
        'e', 'r', 'r', 'u', 'p', 't', 'e', 'd'
    };
    private static final byte[] BLOCKED_TEXT = {
        'B', 'l', 'o', 'c', 'k', 'e', 'd', ' ', 'b', 'y', ' ', 'y', 'o', 'u', 'r', ' ', 'o', 'p',
        'e', 'r', 'a', 't', 'o', 'r'
    };
    private static final byte[] UNANSWERED_TEXT = {
        'N', 'o', ' ', 'a', 'n', 's', 'w', 'e', 'r', ' ', 'f', 'r', 'o', 'm', ' ', 'y', 'o', 'u',
        'r', ' ', 'o', 'p', 'e', 'r', 'a', 't', 'o', 'r'
    };

    private Result() {}

    /// Whether an IMEI was proven, whatever was made of it.
    static boolean isProof(byte result) {
        return result == GENUINE
                || result == FALSE_CLAIM
                || result == NOT_PAIRED
                || result == OTHER_VAULT
                || result == NO_CLAIM;
    }

    /// What is displayed, in letters that GSM 7-bit, ASCII and 8-bit share.
    static byte[] text(byte result) {
        switch (result) {
            case FALSE_CLAIM:
            case NO_CLAIM:
                return FALSE_TEXT;
            case NO_VAULT:
            case DOWNGRADE:
            case NO_KEY:
                return NO_VAULT_TEXT;
            case NOT_PAIRED:
                return NOT_PAIRED_TEXT;
            case BROKEN_OFF:
                return BROKEN_OFF_TEXT;
            case BLOCKED:
                return BLOCKED_TEXT;
            case UNANSWERED:
                return UNANSWERED_TEXT;
            default:
                return NOT_AUTHENTIC_TEXT;
        }
    }
}
