// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
/// Tests of what checks leave behind.
@org.jspecify.annotations.NullMarked
package org.veritac.register.sightings;
