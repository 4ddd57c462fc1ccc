// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors

/// The country's rules on a Spark cluster, or on the threads of one process with Spark inside.
///
/// A module of its own, because Spark is a hundred and sixty jars that nothing else of Veritac
/// needs. [Main] is the command line with a cluster beside it; [SparkEngine] shows the files of the
/// store to Spark and brings back what rules find. No class of ours goes to the workers: they run
/// what Spark makes of the SQL.
@NullMarked
package org.veritac.spark;

import org.jspecify.annotations.NullMarked;
