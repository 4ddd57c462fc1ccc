// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.ota;

/// What a short message says it carries: the element of its header for security headers (TS 31.115,
/// clauses 4.2 and 4.3; TS 23.040, clause 9.2.3.24.6).
public enum PacketKind {
    COMMAND(0x70),
    RESPONSE(0x71);

    private final int element;

    PacketKind(int element) {
        this.element = element;
    }

    InformationElement element() {
        return new InformationElement(element, new byte[0]);
    }

    boolean isNamedBy(SmsContent content) {
        return content.element(element).isPresent();
    }
}
