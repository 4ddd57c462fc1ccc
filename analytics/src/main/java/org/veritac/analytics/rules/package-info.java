// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors

/// What each dimension matches: one SQL text for DuckDB and for Spark.
///
/// A rule reads the relations that intake writes and gives one column, `device`. Its text has names
/// for numbers (`:start`), which only numbers can take the place of; what is text in a
/// configuration comes as rows of a table ([Surroundings]). Functions are those of a written list
/// that both engines agree on, held by a test. Days are epoch days, a window is from its first day
/// until before its end, months are YYYYMM, the days of a month a mask whose lowest bit is the
/// first.
///
/// Start reading at [Rule], then at the dimension that interests.
@NullMarked
package org.veritac.analytics.rules;

import org.jspecify.annotations.NullMarked;
