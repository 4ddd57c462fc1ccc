// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.handset.memory;

import static org.assertj.core.api.Assertions.assertThat;

/// The model of a chip.
final class MemoryAnchorTest extends ProtectedMemoryContract {
    private final MemoryAnchor chip = new MemoryAnchor(random);

    @Override
    Anchor anchor(Disk disk) {
        assertThat(chip.protection().meets(Protection.Level.ROLLBACK_PROOF)).isTrue();
        return chip;
    }
}
