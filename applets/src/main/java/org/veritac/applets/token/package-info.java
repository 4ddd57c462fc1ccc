// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
/// The personal token: it carries a subscription, hands it over to a handset and takes it back, so
/// that exactly one copy answers the network (docs/token-interface.md).
///
/// Start with [PersonalToken], which takes commands apart and protects them. [Channels] opens
/// channels, [Personalisation] obeys the factory's, [HandOver] the handsets': [Greeting],
/// [Loading], [Returning], [Orders]. [State] is what lasts, under one journal; [Parts] are the
/// bytes of the subscription. [Network] is the token as the SIM that it is while it is free.
package org.veritac.applets.token;
