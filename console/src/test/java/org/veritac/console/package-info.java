// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
/// Tests of the console as a whole.
@org.jspecify.annotations.NullMarked
package org.veritac.console;
