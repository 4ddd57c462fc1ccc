// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.story;

import org.veritac.card.CardLink;
import org.veritac.card.vault.VaultId;

/// A vault in a phone.
///
/// @param id its name
/// @param card the way to it
record StoryVault(VaultId id, CardLink card) {}
