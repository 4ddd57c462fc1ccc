// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.intake;

import java.nio.file.Path;

/// A file that is to be imported.
///
/// @param kind what it is said to be
/// @param file where it is
/// @param options what else the caller says
public record ImportOrder(FileKind kind, Path file, ImportOptions options) {}
