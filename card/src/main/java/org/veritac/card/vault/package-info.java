// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors

/// The storage support of the secured IMEI, applet `imeivault`, as its host sees it:
/// [VaultPersonalisation] makes one, [VaultReader] opens one and reads it. The bytes are those of
/// docs/secured-imei.md, sections 2 and 3.
@NullMarked
package org.veritac.card.vault;

import org.jspecify.annotations.NullMarked;
