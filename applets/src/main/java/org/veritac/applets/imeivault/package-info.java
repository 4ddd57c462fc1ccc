// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
/// The storage support of a phone's IMEIs (docs/secured-imei.md, sections 2 and 3): written once in
/// an authenticated personalisation, released only through an authenticated channel at full
/// protection.
///
/// Start with [ImeiVault], which takes commands apart and protects them. [Channels] opens channels,
/// [Personalisation] obeys the factory's, [Release] the modules'. [Vault] is what lasts.
package org.veritac.applets.imeivault;
