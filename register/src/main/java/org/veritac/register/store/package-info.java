// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
/// One register in one directory. [org.veritac.register.store.Register] is the door; behind it
/// stand the journal and its views in one SQLite file, the layers of imports, and the mapped index
/// from which networks are answered. Everything but journal and layers can be deleted and is
/// rebuilt.
@NullMarked
package org.veritac.register.store;

import org.jspecify.annotations.NullMarked;
