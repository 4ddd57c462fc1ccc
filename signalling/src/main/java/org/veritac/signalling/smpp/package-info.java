// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors

/// Short messages between this system and the world: a client that binds to an operator's short
/// message service centre (SMSC), and an SMSC of our own for laboratories and for operators that
/// have none (Short Message Peer to Peer protocol, version 3.4, of 12 October 1999; TS 23.040 for
/// what goes over the air).
///
/// ```
///   ESME --bind, submit_sm-->  +------+ --SMS-DELIVER-->  Radio
///   ESME <-----deliver_sm----  | Smsc | <--SMS-SUBMIT---  Radio
///                              +------+
///   PDU      command_length(4) command_id(4) command_status(4) sequence_number(4) body
///   message  esm_class 40: a user data header stands before the text
/// ```
///
/// The PDUs and sessions are jSMPP's; bounds, queues, routes and time-outs are ours. What the
/// octets of a message mean is nobody's business here.
///
/// Start reading at [org.veritac.signalling.smpp.ShortMessage], then
/// [org.veritac.signalling.smpp.Client] or [org.veritac.signalling.smpp.Smsc].
@NullMarked
package org.veritac.signalling.smpp;

import org.jspecify.annotations.NullMarked;
