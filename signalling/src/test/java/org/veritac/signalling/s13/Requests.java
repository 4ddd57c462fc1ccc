// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.s13;

import static org.veritac.signalling.s13.IdentityCheck.APPLICATION;
import static org.veritac.signalling.s13.IdentityCheck.COMMAND;
import static org.veritac.signalling.s13.IdentityCheck.DICTIONARY;

import org.veritac.register.Decision;
import org.veritac.register.EquipmentCheck;
import org.veritac.register.Reason;
import org.veritac.register.Verdict;
import org.veritac.signalling.diameter.Avp;
import org.veritac.signalling.diameter.AvpRule;
import org.veritac.signalling.diameter.Draft;
import org.veritac.signalling.diameter.Header;
import org.veritac.signalling.diameter.Nodes;

/// Requests for tests, sound until a test spoils them.
final class Requests {
    static final String MME = "mme.example.net";
    private static final AvpRule IMEI = DICTIONARY.avp("IMEI");

    private Requests() {}

    /// A register of serial numbers: white, grey, unknown, black, and again.
    static Decision bySerial(EquipmentCheck check) {
        Verdict verdict =
                switch (check.imei().serial() % 4) {
                    case 0 -> Verdict.WHITE;
                    case 1 -> Verdict.GREY;
                    case 2 -> Verdict.UNKNOWN;
                    default -> Verdict.BLACK;
                };
        return new Decision(verdict, Reason.NONE, null, 0, 0);
    }

    static Draft ecr() {
        return ecr("35100000000000");
    }

    static Draft ecr(String imei) {
        return new Draft(DICTIONARY, Header.REQUEST | Header.PROXIABLE, COMMAND, APPLICATION)
                .with("Session-Id", MME + ";1;1")
                .with("Auth-Session-State", 1)
                .with("Origin-Host", MME)
                .with("Origin-Realm", "example.net")
                .with("Destination-Realm", Nodes.REALM)
                .group("Terminal-Information", imei(imei));
    }

    static byte[] imei(String digits) {
        return Draft.written(w -> w.avp(IMEI, digits));
    }

    static byte[] imei(byte[] octets) {
        return Draft.written(w -> w.avp(IMEI, octets));
    }

    static byte[] version(String text) {
        return Draft.written(w -> w.avp(DICTIONARY.avp("Software-Version"), text));
    }

    static String proxyHost(Avp proxy) {
        Avp host = proxy.find(DICTIONARY.avp("Proxy-Host"));
        return host == null ? "" : host.text();
    }
}
