// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.files;

/// What the card makes of a command, before it is put into bytes.
sealed interface Reply {
    Done DONE = new Done(Content.EMPTY);

    /// It was carried out.
    record Done(Content content) implements Reply {}

    /// It was carried out, with a status word of its own.
    record Remarked(Content content, int word) implements Reply {}

    /// It was not.
    record Refused(Status status) implements Reply {}

    /// It was not, with a status word of its own.
    record RefusedAs(int word) implements Reply {}

    static Reply done(byte[] bytes) {
        return new Done(Content.of(bytes));
    }

    static Reply refused(Status status) {
        return new Refused(status);
    }
}
