// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.diameter;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;

/// The names in a certificate that a peer has proved.
///
/// @param commonName its common name; without one the first DNS name; empty without a certificate
/// @param names the names that a Diameter identity may have: the DNS names, or without any the
///   common name (RFC 6125, clause 6.4.4)
record Certified(String commonName, List<String> names) {
    /// No certificate.
    static final Certified NOTHING = new Certified("", List.of());

    private static final int SAN_DNS = 2;

    Certified {
        names = List.copyOf(names);
    }

    static Certified by(X509Certificate certificate) {
        List<String> dns = dnsNames(certificate);
        String common = commonName(certificate);
        if (dns.isEmpty()) {
            return new Certified(common, common.isEmpty() ? List.of() : List.of(common));
        }
        return new Certified(common.isEmpty() ? dns.getFirst() : common, dns);
    }

    boolean isNothing() {
        return equals(NOTHING);
    }

    /// Whether the certificate speaks for a Diameter identity. A name `*.example` stands for one
    /// label before `example` (RFC 6125, clause 6.4.3).
    boolean covers(String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        int dot = lower.indexOf('.');
        for (String name : names) {
            String candidate = name.toLowerCase(Locale.ROOT);
            if (candidate.equals(lower)
                    || (candidate.startsWith("*.")
                            && dot > 0
                            && candidate.substring(1).equals(lower.substring(dot)))) {
                return true;
            }
        }
        return false;
    }

    private static List<String> dnsNames(X509Certificate certificate) {
        var names = new ArrayList<String>();
        try {
            Collection<List<?>> all = certificate.getSubjectAlternativeNames();
            if (all != null) {
                for (List<?> one : all) {
                    if (one.get(0) instanceof Integer kind
                            && kind == SAN_DNS
                            && one.get(1) instanceof String name) {
                        names.add(name);
                    }
                }
            }
        } catch (CertificateParsingException e) {
            return List.of();
        }
        return names;
    }

    private static String commonName(X509Certificate certificate) {
        try {
            for (var part :
                    new LdapName(certificate.getSubjectX500Principal().getName()).getRdns()) {
                if (part.getType().equalsIgnoreCase("CN") && part.getValue() instanceof String cn) {
                    return cn;
                }
            }
        } catch (InvalidNameException e) {
            return "";
        }
        return "";
    }
}
