// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.profile;

/// Why bytes are no profile package that can be used.
public enum Flaw {
    /// More bytes than [ProfilePackage#BYTES_MAX].
    TOO_LONG,
    /// More profile elements than [ProfilePackage#ELEMENTS_MAX].
    TOO_MANY_ELEMENTS,
    /// Not DER, or nested too deep.
    NOT_DER,
    /// The first element is no header, the last no end, or one of these stands elsewhere.
    MISPLACED,
    /// An element, or something in it, has a tag that the specification does not know.
    UNKNOWN_FIELD,
    /// Something mandatory is absent.
    MISSING_FIELD,
    /// A value is of the wrong type, length or range.
    BAD_VALUE,
    /// A template that is not known, or not the one of its element.
    UNKNOWN_TEMPLATE,
    /// A file in a directory that is not there.
    NO_PARENT,
    /// A file that is there already.
    FILE_EXISTS,
    /// More or deeper files than [org.veritac.subscription.files.FileTree] takes.
    TOO_MANY_FILES,
    /// A file of no known size.
    MISSING_SIZE,
    /// Content beyond the end of its file, or without a file.
    CONTENT_OUTSIDE,
    /// A link to nothing.
    BROKEN_LINK,
    /// An algorithm, or an option of one, that is not implemented.
    UNSUPPORTED_ALGORITHM
}
