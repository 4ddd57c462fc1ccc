// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.trial;

import org.jspecify.annotations.Nullable;

import java.math.BigInteger;
import java.security.Principal;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.Date;
import java.util.Set;

/// A compact certificate in the clothes of X.509, for a library that sends what `getEncoded` gives
/// and asks for nothing else.
public final class CompactX509 extends X509Certificate {
    private static final long serialVersionUID = 1L;

    private final byte[] encoded;

    public CompactX509(byte[] certificate) {
        encoded = certificate.clone();
    }

    @Override
    public byte[] getEncoded() {
        return encoded.clone();
    }

    private static UnsupportedOperationException unasked() {
        return new UnsupportedOperationException("this is no X.509 certificate");
    }

    @Override
    public void verify(PublicKey key) {
        throw unasked();
    }

    @Override
    public void verify(PublicKey key, String provider) {
        throw unasked();
    }

    @Override
    public void checkValidity() {
        throw unasked();
    }

    @Override
    public void checkValidity(Date date) {
        throw unasked();
    }

    @Override
    public PublicKey getPublicKey() {
        throw unasked();
    }

    @Override
    public int getVersion() {
        throw unasked();
    }

    @Override
    public BigInteger getSerialNumber() {
        throw unasked();
    }

    @Override
    @SuppressWarnings("deprecation") // abstract above, so it has to be here
    public Principal getIssuerDN() {
        throw unasked();
    }

    @Override
    @SuppressWarnings("deprecation") // abstract above, so it has to be here
    public Principal getSubjectDN() {
        throw unasked();
    }

    @Override
    public Date getNotBefore() {
        throw unasked();
    }

    @Override
    public Date getNotAfter() {
        throw unasked();
    }

    @Override
    public byte[] getTBSCertificate() {
        throw unasked();
    }

    @Override
    public byte[] getSignature() {
        throw unasked();
    }

    @Override
    public String getSigAlgName() {
        throw unasked();
    }

    @Override
    public String getSigAlgOID() {
        throw unasked();
    }

    @Override
    public byte @Nullable [] getSigAlgParams() {
        return null;
    }

    @Override
    public boolean @Nullable [] getIssuerUniqueID() {
        return null;
    }

    @Override
    public boolean @Nullable [] getSubjectUniqueID() {
        return null;
    }

    @Override
    public boolean @Nullable [] getKeyUsage() {
        return null;
    }

    @Override
    public int getBasicConstraints() {
        return -1;
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
    public byte @Nullable [] getExtensionValue(String oid) {
        return null;
    }

    @Override
    public String toString() {
        return "compact certificate";
    }
}
