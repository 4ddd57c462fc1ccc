// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
/// Tests of what an operator watches.
@NullMarked
package org.veritac.console.http;

import org.jspecify.annotations.NullMarked;
