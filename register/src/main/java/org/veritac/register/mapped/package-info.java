// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
/// Files that are written once, take their name in one step and are then only mapped and read:
/// [PartFile] writes them, [MappedFile] opens them. What all of them begin with is drawn at
/// [Format].
@NullMarked
package org.veritac.register.mapped;

import org.jspecify.annotations.NullMarked;
