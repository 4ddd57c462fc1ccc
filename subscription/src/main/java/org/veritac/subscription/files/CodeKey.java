// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.files;

/// Which PIN or PUK (TS 102 221, clause 9.5).
///
/// @param kind PIN or PUK
/// @param directory the MF for global ones, else the directory in which a local one was made
/// @param reference 01 to 11 global, 81 to 91 local; ADM1 is 0A
public record CodeKey(Kind kind, FilePath directory, int reference) {
    /// What a code is for.
    public enum Kind {
        PIN,
        PUK
    }

    private static final int LOCAL = 0x80;

    /// A PIN of all directories or of one.
    public static CodeKey pin(FilePath directory, int reference) {
        return new CodeKey(Kind.PIN, (reference & LOCAL) == 0 ? FilePath.MF : directory, reference);
    }

    /// The PUK with a number; all directories have the same.
    public static CodeKey puk(int reference) {
        return new CodeKey(Kind.PUK, FilePath.MF, reference);
    }
}
