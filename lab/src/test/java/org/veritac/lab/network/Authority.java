// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// Gives out certificates for tests, by the tool of the JDK, as files in PEM.
final class Authority {
    private static final String PASSWORD = "changeit";

    private final Path folder;
    private final String name;

    /// Makes one with a key of its own.
    Authority(Path folder, String name) throws Exception {
        this.folder = folder;
        this.name = name;
        generate(List.of("-alias", name, "-dname", "CN=" + name, "-ext", "bc:c"));
        write(certificateFile(), store().getCertificate(name));
    }

    Path certificateFile() {
        return folder.resolve(name + ".pem");
    }

    Path certificateFile(String owner) {
        return folder.resolve(owner + ".pem");
    }

    Path keyFile(String owner) {
        return folder.resolve(owner + ".key");
    }

    /// Makes a key and a certificate for this machine: OWNER.pem and OWNER.key.
    void certify(String owner, String commonName) throws Exception {
        generate(
                List.of(
                        "-alias",
                        owner,
                        "-dname",
                        "CN=" + commonName,
                        "-signer",
                        name,
                        "-ext",
                        "san=ip:127.0.0.1,dns:" + commonName));
        KeyStore store = store();
        write(certificateFile(owner), store.getCertificate(owner));
        Files.writeString(
                keyFile(owner),
                block("PRIVATE KEY", store.getKey(owner, PASSWORD.toCharArray()).getEncoded()));
    }

    private void generate(List<String> options) throws Exception {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of("-J-XX:TieredStopAtLevel=1", "-J-XX:+UseSerialGC"));
        command.addAll(List.of("-genkeypair", "-keyalg", "EC", "-storetype", "PKCS12"));
        command.addAll(List.of("-storepass", PASSWORD, "-keystore", file().toString()));
        command.addAll(options);
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        assertThat(process.waitFor()).as("%s", options).isZero();
    }

    private Path file() {
        return folder.resolve(name + ".p12");
    }

    private KeyStore store() throws IOException, GeneralSecurityException {
        return KeyStore.getInstance(file().toFile(), PASSWORD.toCharArray());
    }

    private static void write(Path file, Certificate certificate)
            throws IOException, GeneralSecurityException {
        Files.writeString(file, block("CERTIFICATE", certificate.getEncoded()));
    }

    private static String block(String what, byte[] octets) {
        return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
                .formatted(what, Base64.getMimeEncoder().encodeToString(octets), what);
    }

    /// What a client has that trusts this authority and shows no certificate.
    SSLContext anonymous() throws Exception {
        return context(empty(), this);
    }

    private static KeyStore empty() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    /// What a client has that owns a certificate of this authority.
    ///
    /// @param trusted whose certificates it trusts
    SSLContext of(String owner, Authority trusted) throws Exception {
        KeyStore own = empty();
        char[] password = PASSWORD.toCharArray();
        KeyStore store = store();
        own.setKeyEntry(
                owner, store.getKey(owner, password), password, store.getCertificateChain(owner));
        return context(own, trusted);
    }

    private static SSLContext context(KeyStore own, Authority trusted) throws Exception {
        KeyStore anchors = empty();
        anchors.setCertificateEntry("anchor", trusted.store().getCertificate(trusted.name));
        var keys = KeyManagerFactory.getInstance("PKIX");
        keys.init(own, PASSWORD.toCharArray());
        var trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(anchors);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }
}
