// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
/// Tests of what checks leave behind.
@NullMarked
package org.veritac.register.sightings;

import org.jspecify.annotations.NullMarked;
