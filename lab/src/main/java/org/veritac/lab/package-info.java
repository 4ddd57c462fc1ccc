// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
/// The proof: load, attacks and whole stories against everything else. Never part of the server.
@NullMarked
package org.veritac.lab;

import org.jspecify.annotations.NullMarked;
