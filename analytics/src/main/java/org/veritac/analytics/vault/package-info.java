// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
/// Who the surrogates are. Everything else in the store names subscribers by numbers; which IMSI,
/// MSISDN or user id a number stands for is here, encrypted, and every look leaves a record.
///
/// An identity is packed into at most 121 bits ([Packed]). The numbers of one kind are an array of
/// packed identities, cut into pages of [Numbering#PAGE] entries. A file of the vault is a row of
/// pages, each compressed and then sealed by AES-256 in GCM; a later page with the same number
/// takes the place of an earlier one:
///
/// ```
/// file  := page*
/// page  := number:4 entries:4 length:4 nonce:12 sealed:length       (big-endian)
/// sealed:= AES-256-GCM(deflate(planes)), authenticated with kind, number and entries
/// planes:= all highest bytes of the entries, then all second bytes, ... 8 of the low half, and 8 of
///          the high half when an entry of the page needs it
/// ```
///
/// An entry 0 is a number nobody has; 1 is one whose identity was deleted and that is never given
/// again. New identities draw their number by lot from a range of free ones, so that the order of
/// numbers says nothing about the order of identities within it.
@NullMarked
package org.veritac.analytics.vault;

import org.jspecify.annotations.NullMarked;
