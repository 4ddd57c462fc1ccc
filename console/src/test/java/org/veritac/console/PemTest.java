// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.veritac.signalling.diameter.Tls.Certificates;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;

final class PemTest {
    private static final String PASSWORD = "changeit";

    @TempDir Path folder;
    private Path certificate;
    private Path key;

    @BeforeEach
    void name() {
        certificate = folder.resolve("own.pem");
        key = folder.resolve("own.key");
    }

    /// Makes a key with the tool of the JDK, and writes it as PEM.
    private void make(String algorithm) throws Exception {
        Path store = folder.resolve("own.p12");
        Path tool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        var command =
                new ProcessBuilder(
                        tool.toString(),
                        "-genkeypair",
                        "-keyalg",
                        algorithm,
                        "-alias",
                        "own",
                        "-dname",
                        "CN=eir.example.org",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        store.toString());
        assertThat(command.inheritIO().start().waitFor()).isZero();
        write(store);
    }

    private void write(Path store) throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
        pem(certificate, "CERTIFICATE", keys.getCertificate("own").getEncoded());
        pem(key, "PRIVATE KEY", keys.getKey("own", PASSWORD.toCharArray()).getEncoded());
    }

    private static void pem(Path file, String what, byte[] octets) throws IOException {
        String text = Base64.getMimeEncoder().encodeToString(octets);
        Files.writeString(
                file, "-----BEGIN " + what + "-----\n" + text + "\n-----END " + what + "-----\n");
    }

    private Settings.Tls files() {
        return new Settings.Tls(certificate, key, null, Certificates.NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"EC", "RSA", "Ed25519"})
    void readsKeysOfTheUsualAlgorithms(String algorithm) throws Exception {
        make(algorithm);
        var tls = Pem.diameter(files());
        assertThat(tls.certificates()).isEqualTo(Certificates.NONE);
        assertThat(tls.context().getProtocol()).isEqualTo("TLS");
    }

    @Test
    void saysWhatIsMissing() throws Exception {
        make("EC");
        Files.writeString(key, "nothing", StandardCharsets.US_ASCII);
        assertThatThrownBy(() -> Pem.diameter(files()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("own.key holds no private key");
        pem(key, "PRIVATE KEY", new byte[] {1, 2, 3});
        assertThatThrownBy(() -> Pem.diameter(files())).hasMessageContaining("none of [EC");
        Files.writeString(certificate, "", StandardCharsets.US_ASCII);
        assertThatThrownBy(() -> Pem.diameter(files())).isInstanceOf(IOException.class);
    }
}
