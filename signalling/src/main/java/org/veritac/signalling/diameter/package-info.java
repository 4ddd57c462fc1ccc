// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
/// The Diameter base protocol (RFC 6733) for a node that answers: it accepts and opens connections,
/// checks what peers send against a dictionary written in the grammar of the RFC, and asks an
/// [Application] for the answer. It knows nothing of what the applications are about.
///
/// A message is a header and attribute-value pairs (AVP), all in network order:
///
/// ```
///  0        1        2        3          0        1        2        3
/// +--------+--------+--------+--------+ +--------+--------+--------+--------+
/// | version| length of the message    | | AVP code                          |
/// |RPET rrr| command code             | |VMPr rrrr| AVP length, no padding   |
/// | application id                    | | vendor id, only with V            |
/// | hop-by-hop id                     | | data ... padded with zeros to     |
/// | end-to-end id                     | | a multiple of four octets         |
/// +--------+--------+--------+--------+ +--------+--------+--------+--------+
/// ```
///
/// Start reading at [Node], then [Decoder] and `Connection`.
@NullMarked
package org.veritac.signalling.diameter;

import org.jspecify.annotations.NullMarked;
