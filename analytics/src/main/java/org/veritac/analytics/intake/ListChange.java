// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.intake;

/// What a row of a delta does.
enum ListChange {
    /// Nothing: the row of a whole list.
    NONE(0),
    ADD(1),
    REMOVE(2),
    UPDATE(3);

    private final int code;

    ListChange(int code) {
        this.code = code;
    }

    /// What stands for it in tables.
    int code() {
        return code;
    }
}
