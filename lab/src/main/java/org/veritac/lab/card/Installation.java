// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.card;

import javacard.framework.Applet;

import org.veritac.applets.imeivault.ImeiVault;
import org.veritac.applets.token.PersonalToken;

import java.io.ByteArrayOutputStream;
import java.util.HexFormat;

/// One applet as it is put on a card: which class, under which address, with which parameters.
public final class Installation {
    /// An AID has 5 to 16 bytes (ISO/IEC 7816-5).
    static final int AID_BYTES_MIN = 5;

    static final int AID_BYTES_MAX = 16;

    private static final String VAULT_AID = "F05645524954414301";
    private static final String TOKEN_AID = "F05645524954414302";

    /// What fits the install method, whose length parameter is a byte, beside an AID of 16 bytes.
    static final int PARAMETER_BYTES_MAX = 108;

    private final Class<? extends Applet> applet;
    private final byte[] aid;
    private final byte[] parameters;

    /// @param parameters what a real card is given in the tag C9, at most 108 bytes
    public Installation(Class<? extends Applet> applet, byte[] aid, byte[] parameters) {
        if (aid.length < AID_BYTES_MIN || aid.length > AID_BYTES_MAX) {
            throw new IllegalArgumentException("an AID has 5 to 16 bytes");
        }
        if (aid.length + parameters.length > AID_BYTES_MAX + PARAMETER_BYTES_MAX) {
            throw new IllegalArgumentException("too many parameters");
        }
        this.applet = applet;
        this.aid = aid.clone();
        this.parameters = parameters.clone();
    }

    /// The storage support of IMEIs under its own address (docs/secured-imei.md, sections 1 and 2).
    public static Installation vault(byte[] parameters) {
        return new Installation(ImeiVault.class, HexFormat.of().parseHex(VAULT_AID), parameters);
    }

    /// The personal token under its own address (docs/token-interface.md).
    public static Installation token(byte[] parameters) {
        return new Installation(
                PersonalToken.class, HexFormat.of().parseHex(TOKEN_AID), parameters);
    }

    Class<? extends Applet> applet() {
        return applet;
    }

    byte[] aid() {
        return aid.clone();
    }

    /// What the install method gets: AID, privileges and parameters, each behind its length (Java
    /// Card API 3.0.5, Applet.install).
    byte[] installBytes() {
        var out = new ByteArrayOutputStream();
        out.write(aid.length);
        out.writeBytes(aid);
        out.write(0);
        out.write(parameters.length);
        out.writeBytes(parameters);
        return out.toByteArray();
    }
}
