// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.tidy;

import java.util.List;

/// One rule of the house.
@FunctionalInterface
interface Rule {
    List<Complaint> check(SourceTree tree);
}
