// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
/// The truth: one record for every change, each holding the hash of the one before it. Personal
/// data stands beside the chain, behind salted commitments, so that it can be deleted and the chain
/// still verifies.
///
/// A record's hash is SHA-256 over: the previous hash (32 bytes, zeros before the first), position,
/// time in milliseconds (8 bytes each, big-endian), then who, kind and body, each as its length in
/// UTF-8 bytes (4 bytes, big-endian) and those bytes. A record with a private part says in its
/// body, under `private`, the commitment SHA-256(salt || private part) in hexadecimal.
@NullMarked
package org.veritac.register.journal;

import org.jspecify.annotations.NullMarked;
