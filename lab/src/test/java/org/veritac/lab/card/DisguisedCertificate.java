// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.card;

import java.math.BigInteger;
import java.security.Principal;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.Date;
import java.util.Set;

/// A compact certificate in the clothes of the only kind that Yubico's host sends on: nothing of it
/// is X.509 but the type.
final class DisguisedCertificate extends X509Certificate {
    private static final long serialVersionUID = 1L;

    private final byte[] compact;

    DisguisedCertificate(byte[] compact) {
        this.compact = compact.clone();
    }

    @Override
    public byte[] getEncoded() {
        return compact.clone();
    }

    private static UnsupportedOperationException not() {
        return new UnsupportedOperationException("this is no X.509 certificate");
    }

    @Override
    public void checkValidity() {}

    @Override
    public void checkValidity(Date date) {}

    @Override
    public int getVersion() {
        throw not();
    }

    @Override
    public BigInteger getSerialNumber() {
        throw not();
    }

    // The interface demands it.
    @SuppressWarnings("deprecation")
    @Override
    public Principal getIssuerDN() {
        throw not();
    }

    // The interface demands it.
    @SuppressWarnings("deprecation")
    @Override
    public Principal getSubjectDN() {
        throw not();
    }

    @Override
    public Date getNotBefore() {
        throw not();
    }

    @Override
    public Date getNotAfter() {
        throw not();
    }

    @Override
    public byte[] getTBSCertificate() {
        throw not();
    }

    @Override
    public byte[] getSignature() {
        throw not();
    }

    @Override
    public String getSigAlgName() {
        throw not();
    }

    @Override
    public String getSigAlgOID() {
        throw not();
    }

    @Override
    public byte[] getSigAlgParams() {
        throw not();
    }

    @Override
    public boolean[] getIssuerUniqueID() {
        throw not();
    }

    @Override
    public boolean[] getSubjectUniqueID() {
        throw not();
    }

    @Override
    public boolean[] getKeyUsage() {
        throw not();
    }

    @Override
    public int getBasicConstraints() {
        throw not();
    }

    @Override
    public void verify(PublicKey key) {
        throw not();
    }

    @Override
    public void verify(PublicKey key, String provider) {
        throw not();
    }

    @Override
    public String toString() {
        return "compact certificate";
    }

    @Override
    public PublicKey getPublicKey() {
        throw not();
    }

    @Override
    public boolean hasUnsupportedCriticalExtension() {
        return false;
    }

    @Override
    public Set<String> getCriticalExtensionOIDs() {
        return Set.of();
    }

    @Override
    public Set<String> getNonCriticalExtensionOIDs() {
        return Set.of();
    }

    @Override
    public byte[] getExtensionValue(String oid) {
        throw not();
    }
}
