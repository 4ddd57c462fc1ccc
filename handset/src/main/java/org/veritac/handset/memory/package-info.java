// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors

/// A phone's protected memory: where the secret of a loaded subscription lives, and dies.
///
/// What is kept is a journal of encrypted frames on an ordinary disk. What makes it protected is an
/// [Anchor] beside that disk: a chip that holds the keys, and one value (the head) that can be
/// moved on and never back. A frame counts when the head has moved over it:
///
/// ```
/// frame    magic(4) kind(1) length(4) sequence(8) nonce(12) ciphertext(length), filled up to pages
///          of 4096 bytes
///   S      a snapshot: head(32), then all entries. First frame of the file
///   C      a commit: entries that changed. The head becomes SHA-256(head || SHA-256(frame))
///   N      a note: as a commit, but the head stays. May be lost with a restored image
/// entry    name length(1) name, value length(4) value; length -1 says that it is gone
/// ```
///
/// AES-GCM binds each frame to its place and to the head before it. So an older copy of the disk,
/// or frames of two copies put together, are refused at opening: [Opening.OlderImage].
///
/// The key of a subscription is bound a second time: its blob opens for the anchor only as long as
/// its life lasts, and [Change#destroy] ends that life inside the chip. Start reading at
/// [ProtectedMemory], then [Anchor].
@NullMarked
package org.veritac.handset.memory;

import org.jspecify.annotations.NullMarked;
