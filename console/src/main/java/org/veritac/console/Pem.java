// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.console;

import org.veritac.signalling.diameter.Tls;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// Keys and certificates from files in PEM (RFC 7468).
final class Pem {
    private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
    private static final String END = "-----END PRIVATE KEY-----";
    private static final List<String> ALGORITHMS = List.of("EC", "RSA", "EdDSA");
    private static final int FILE_BYTES_MAX = 1 << 20;

    private Pem() {}

    /// The protection of S13.
    static Tls diameter(Settings.Tls files) throws IOException {
        try {
            var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            char[] none = {};
            keys.init(store(files, none), none);
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(anchors(files));
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
            return new Tls(context, files.clients());
        } catch (GeneralSecurityException e) {
            throw new IOException("TLS of diameter: " + e.getMessage(), e);
        }
    }

    /// The protection of N5g-eir, which reads the files itself.
    static org.veritac.signalling.n5g.Tls n5g(Settings.Tls files) {
        return new org.veritac.signalling.n5g.Tls(
                files.certificate(),
                files.key(),
                files.clients() == Tls.Certificates.REQUIRED ? files.authority() : null);
    }

    private static KeyStore store(Settings.Tls files, char[] none)
            throws IOException, GeneralSecurityException {
        KeyStore store = empty();
        Certificate[] chain = certificates(files.certificate()).toArray(Certificate[]::new);
        store.setKeyEntry("own", key(files.key()), none, chain);
        return store;
    }

    private static KeyStore anchors(Settings.Tls files)
            throws IOException, GeneralSecurityException {
        KeyStore store = empty();
        Path authority = files.authority() == null ? files.certificate() : files.authority();
        int number = 0;
        for (Certificate certificate : certificates(authority)) {
            store.setCertificateEntry("anchor" + number++, certificate);
        }
        return store;
    }

    private static KeyStore empty() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private static Collection<? extends Certificate> certificates(Path file)
            throws IOException, GeneralSecurityException {
        bounded(file);
        try (InputStream in = Files.newInputStream(file)) {
            var found = CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (found.isEmpty()) {
                throw new IOException(file + " holds no certificate in PEM");
            }
            return found;
        }
    }

    private static PrivateKey key(Path file) throws IOException, GeneralSecurityException {
        bounded(file);
        String text = Files.readString(file, StandardCharsets.US_ASCII);
        int from = text.indexOf(BEGIN);
        int to = text.indexOf(END);
        if (from < 0 || to < from) {
            throw new IOException(
                    file + " holds no private key in PKCS #8; convert it: openssl pkcs8 -topk8");
        }
        byte[] encoded = Base64.getMimeDecoder().decode(text.substring(from + BEGIN.length(), to));
        for (String algorithm : ALGORITHMS) {
            Optional<PrivateKey> key = key(algorithm, encoded);
            if (key.isPresent()) {
                return key.get();
            }
        }
        throw new IOException(file + " holds a key that is none of " + ALGORITHMS);
    }

    /// The key, when it is one of that algorithm.
    private static Optional<PrivateKey> key(String algorithm, byte[] encoded)
            throws GeneralSecurityException {
        try {
            return Optional.of(
                    KeyFactory.getInstance(algorithm)
                            .generatePrivate(new PKCS8EncodedKeySpec(encoded)));
        } catch (InvalidKeySpecException e) {
            return Optional.empty();
        }
    }

    private static void bounded(Path file) throws IOException {
        if (Files.size(file) > FILE_BYTES_MAX) {
            throw new IOException(file + " is larger than any file of keys");
        }
    }
}
