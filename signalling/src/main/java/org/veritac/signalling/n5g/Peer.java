// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.n5g;

import io.netty.handler.ssl.SslHandler;

import org.jspecify.annotations.Nullable;
import org.veritac.signalling.Asker;

import java.net.InetAddress;
import java.security.cert.X509Certificate;

import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.net.ssl.SSLPeerUnverifiedException;

/// Who is at the other end of a connection, and how fast it asks.
///
/// @param asker what the transport has established
/// @param admission the bound on its requests
record Peer(Asker asker, Admission admission) {

    /// Who has connected; to be asked when a handshake is over.
    ///
    /// @param address where from
    /// @param protection what protects the connection; null in clear text
    static Asker asker(InetAddress address, @Nullable SslHandler protection) {
        String name = protection == null ? "" : certificateName(protection);
        return new Asker(address, name, "", "");
    }

    private static String certificateName(SslHandler protection) {
        try {
            var certificates = protection.engine().getSession().getPeerCertificates();
            return certificates[0] instanceof X509Certificate certificate
                    ? commonName(certificate.getSubjectX500Principal().getName())
                    : "";
        } catch (SSLPeerUnverifiedException e) {
            return "";
        }
    }

    /// The common name in a distinguished name (RFC 2253); empty when there is none.
    static String commonName(String distinguished) {
        try {
            return new LdapName(distinguished)
                    .getRdns().stream()
                            .filter(part -> part.getType().equalsIgnoreCase("CN"))
                            .map(Rdn::getValue)
                            .map(Object::toString)
                            .findFirst()
                            .orElse("");
        } catch (InvalidNameException e) {
            return "";
        }
    }
}
