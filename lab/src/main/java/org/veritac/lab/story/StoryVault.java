// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.story;

import org.veritac.card.CardLink;
import org.veritac.card.channel.KeySet;
import org.veritac.card.vault.VaultId;

/// A vault in a phone, and what its operator knows of it.
///
/// @param id its name
/// @param card the way to it, written down
/// @param keys the operator's key set in it
record StoryVault(VaultId id, CardLink card, KeySet keys) {}
