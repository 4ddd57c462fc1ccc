// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.files;

import org.veritac.subscription.aka.Authenticator;
import org.veritac.subscription.aka.Autn;
import org.veritac.subscription.aka.Challenge;

import java.io.IOException;

/// Who answers the challenges of networks for a card, and remembers what has to be remembered
/// before it returns.
public interface NetworkAuthentication {
    /// AUTHENTICATE in 3G context.
    ///
    /// @param application the directory of the application that is asked
    Authenticator.Answer umts(FilePath application, Challenge rand, Autn autn) throws IOException;

    /// AUTHENTICATE in GSM context, and RUN GSM ALGORITHM.
    ///
    /// @param application the directory of the application that is asked; the MF for a terminal
    ///   that knows none
    Authenticator.Answer gsm(FilePath application, Challenge rand) throws IOException;
}
