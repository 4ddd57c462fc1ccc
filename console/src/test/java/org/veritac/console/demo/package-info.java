// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
/// Tests of the demo.
@NullMarked
package org.veritac.console.demo;

import org.jspecify.annotations.NullMarked;
