// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.store;

import org.veritac.register.Entry;

/// An entry in force, and where it was stated.
///
/// @param stack on whose list
/// @param entry the entry
/// @param position of the single change or of the import
record Stated(StackName stack, Entry entry, long position) {}
