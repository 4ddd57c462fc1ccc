// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
/// Placeholder.
@org.jspecify.annotations.NullMarked
package org.veritac.lab;
