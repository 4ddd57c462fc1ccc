// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.report;

/// Why data of an authentic packet are not what they should be.
public enum ReportFlaw {
    /// No data objects, or not in the canonical encoding.
    ENCODING,
    /// A tag that is missing, unknown, twice there or out of order.
    TAGS,
    /// A version of a later time.
    VERSION,
    /// A value of a wrong length, or out of its range.
    VALUE,
    /// More instructions than one packet may have.
    TOO_MANY
}
