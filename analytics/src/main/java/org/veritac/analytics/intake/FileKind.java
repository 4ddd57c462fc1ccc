// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.intake;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// The kinds of files that can be imported.
public enum FileKind {
    /// Who used which device on an operator's network, a row a day.
    OPERATOR,
    /// The models that the GSMA has allocated.
    TAC,
    STOLEN,
    REGISTRATION,
    GOLDEN,
    PAIRING,
    BARRED,
    BARRED_TAC,
    /// Which SIMs a person has registered.
    SUBSCRIBERS,
    /// Which devices a person has.
    ASSOCIATION,
    MONITORING,
    /// Single checks or attachments, with time and place.
    EVENTS;

    /// The name in commands: `barred-tac`.
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// The kind of a name in a command.
    public static Optional<FileKind> ifKnown(String text) {
        return Arrays.stream(values()).filter(kind -> kind.text().equals(text)).findFirst();
    }
}
