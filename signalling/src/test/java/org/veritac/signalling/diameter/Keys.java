// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.diameter;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// Keys and certificates for tests, made by the tool of the JDK. Each is trusted by itself.
public final class Keys {
    private static final String PASSWORD = "changeit";

    private final Path folder;

    public Keys(Path folder) {
        this.folder = folder;
    }

    /// Makes a key whose certificate has this common name, and DNS names if `san` is not empty.
    public Path make(String name, String commonName, String san) throws IOException {
        Path store = folder.resolve(name + ".p12");
        var command =
                new java.util.ArrayList<>(
                        java.util.List.of(
                                Path.of(System.getProperty("java.home"), "bin", "keytool")
                                        .toString(),
                                "-genkeypair",
                                "-keyalg",
                                "EC",
                                "-alias",
                                name,
                                "-dname",
                                "CN=" + commonName,
                                "-storetype",
                                "PKCS12",
                                "-storepass",
                                PASSWORD,
                                "-keystore",
                                store.toString()));
        if (!san.isEmpty()) {
            command.addAll(java.util.List.of("-ext", "san=dns:" + san));
        }
        run(command);
        return store;
    }

    static void run(java.util.List<String> command) throws IOException {
        try {
            Process process =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            if (process.waitFor() != 0) {
                throw new IOException(command.getFirst() + " failed");
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    /// A context that proves to be `own` and trusts `others`.
    public static SSLContext context(Path own, Path... others)
            throws IOException, GeneralSecurityException {
        var keys = KeyManagerFactory.getInstance("PKIX");
        keys.init(load(own), PASSWORD.toCharArray());
        KeyStore anchors = KeyStore.getInstance("PKCS12");
        anchors.load(null, null);
        for (Path other : others) {
            KeyStore store = load(other);
            String alias = store.aliases().nextElement();
            anchors.setCertificateEntry(alias, store.getCertificate(alias));
        }
        var trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(anchors);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    private static KeyStore load(Path path) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(path)) {
            store.load(in, PASSWORD.toCharArray());
        }
        return store;
    }
}
