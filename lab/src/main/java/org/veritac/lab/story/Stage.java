// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.story;

import java.io.Closeable;
import java.io.IOException;

/// The world of one story.
final class Stage implements Closeable {
    static final String VAULT = "vault";
    static final String UICC = "UICC";
    static final String PHONE = "phone";
    static final String NETWORK = "network";
    static final String CENTRE = "SMSC";
    static final String GATEWAY = "gateway";
    static final String REGISTER = "register";

    private final Transcript transcript;

    Stage(Transcript transcript) {
        this.transcript = transcript;
    }

    /// A sentence between the messages.
    void say(String text) {
        transcript.said(text);
    }

    /// What the story promises.
    void promise(String text, boolean holds) {
        transcript.promised(text, holds);
    }

    @Override
    public void close() throws IOException {}
}
