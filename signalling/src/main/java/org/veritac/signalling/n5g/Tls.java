// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.n5g;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;

/// The files of a protected interface (TS 33.501, clause 13.1), all PEM.
///
/// @param certificate our certificate and those that lead to its authority
/// @param key its private key, PKCS #8
/// @param clientAuthority the authority of the clients' certificates; null when clients need none
public record Tls(Path certificate, Path key, @Nullable Path clientAuthority) {}
