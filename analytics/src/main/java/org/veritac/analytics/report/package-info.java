// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
/// What a regulator publishes: figures, tables and charts of a month. Start reading at
/// [org.veritac.analytics.report.Reports].
@NullMarked
package org.veritac.analytics.report;

import org.jspecify.annotations.NullMarked;
