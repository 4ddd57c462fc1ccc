// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
/// Benchmarks: each makes its own load, on the machine it runs on, and prints figures and how they
/// were made. They are no tests; docs/benchmarks.md holds the figures.
@NullMarked
package org.veritac.lab.bench;

import org.jspecify.annotations.NullMarked;
