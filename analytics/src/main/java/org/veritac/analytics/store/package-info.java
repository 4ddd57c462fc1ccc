// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
/// What the country's picture is kept in: immutable Parquet files and one manifest that names them,
/// read and joined by DuckDB inside this process.
///
/// A change writes its files first, forces them to the disk and then replaces the manifest by one
/// rename; a process that is killed at any moment leaves the state before or the state after. What
/// no manifest names is deleted when the store is opened. Only surrogates of subscribers are here;
/// what they stand for is in `org.veritac.analytics.vault`.
///
/// ```
/// manifest.json               version, parts, catalogue, operators, settings
/// uses/M/O/N.parquet          month M, operator O, number N; the other relations alike
/// vault/KIND/N.pages          encrypted
/// audit.log                   who opened the vault, when and why
/// lock                        held by the process that has the store open
/// work/                       what DuckDB spills; surrogates only; emptied at every start
/// ```
@NullMarked
package org.veritac.analytics.store;

import org.jspecify.annotations.NullMarked;
