// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
/// Tests of the applets' parts against published vectors, and of what they are made of.
@NullMarked
package org.veritac.applets;

import org.jspecify.annotations.NullMarked;
