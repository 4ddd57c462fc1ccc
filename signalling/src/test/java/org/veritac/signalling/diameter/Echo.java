// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.diameter;

import java.io.IOException;

/// The smallest application: one command, answered 2001.
final class Echo implements Application {
    static final int ID = 4242;
    static final int COMMAND = 777;
    static final Dictionary DICTIONARY =
            Dictionary.of(
                    """
                    @application 4242
                    @vendor 0
                    @avp Nest 50001 Grouped M
                    @avp Load 50002 OctetString M
                    @avp Number 50003 Unsigned32 M
                    ECHO-R ::= < Diameter Header: 777, REQ, PXY >
                               < Session-Id > { Origin-Host } [ Destination-Realm ] [ DRMP ]
                               * [ Nest ] *2 [ Number ] * [ Load ] * [ AVP ] * [ Proxy-Info ]
                    ECHO-A ::= < Diameter Header: 777, PXY >
                               < Session-Id > { Result-Code } * [ AVP ]
                    Nest ::= < AVP Header: 50001 > [ Nest ] [ Number ]
                    """);

    static Draft request(String host) {
        return new Draft(DICTIONARY, Header.REQUEST | Header.PROXIABLE, COMMAND, ID)
                .with("Session-Id", host + ";1")
                .with("Origin-Host", host);
    }

    @Override
    public int id() {
        return ID;
    }

    @Override
    public int vendor() {
        return 0;
    }

    @Override
    public Dictionary dictionary() {
        return DICTIONARY;
    }

    @Override
    public boolean isStateless() {
        return false;
    }

    @Override
    public Answer on(Message request, Peer peer) throws IOException {
        Avp load = request.find(DICTIONARY.avp("Load"));
        return Answer.success(avps -> {
            if (load != null) {
                avps.avp(DICTIONARY.avp("Load"), load.data());
            }
        });
    }
}
