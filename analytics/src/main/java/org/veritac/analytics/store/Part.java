// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.store;

/// One immutable file of a relation.
///
/// @param relation the relation it belongs to
/// @param file its path below the store's folder, with `/`
/// @param period what of time it holds: a month YYYYMM, a day since 1970, or 0 for all
/// @param operator the number of the operator, or 0 for none
/// @param number the number of the change that wrote it; greater is later
/// @param rows how many rows it has
/// @param bytes how long it is
public record Part(
        String relation,
        String file,
        int period,
        int operator,
        long number,
        long rows,
        long bytes) {}
