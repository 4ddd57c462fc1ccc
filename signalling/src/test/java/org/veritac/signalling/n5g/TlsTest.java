// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.n5g;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.veritac.register.Decision;
import org.veritac.register.Reason;
import org.veritac.register.Verdict;
import org.veritac.signalling.Asker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// The interface over TLS; the client is the JDK's own.
class TlsTest {
    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir static Path folder;

    private final List<Asker> askers = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void makeCertificates() throws Exception {
        for (String name : List.of("eir", "amf", "stranger")) {
            make(name);
        }
    }

    @Test
    void speaksHttp2AndHttp1() throws Exception {
        try (var server = server(null)) {
            var address = server.start();

            for (var version : HttpClient.Version.values()) {
                var reply = get(client(null, version), address);
                assertThat(reply.body()).isEqualTo("{\"status\":\"BLACKLISTED\"}");
                assertThat(reply.version()).isEqualTo(version);
            }
            assertThat(askers).extracting(Asker::certificateName).containsOnly("");
        }
    }

    @Test
    void knowsAClientByItsCertificate() throws Exception {
        try (var server = server(folder.resolve("amf.pem"))) {
            get(client("amf", HttpClient.Version.HTTP_2), server.start());

            assertThat(askers).extracting(Asker::certificateName).containsOnly("amf of A, B");
        }
    }

    @Test
    void refusesClientsWithoutACertificateOfItsAuthority() throws Exception {
        try (var server = server(folder.resolve("amf.pem"))) {
            var address = server.start();

            for (@Nullable String name : new @Nullable String[] {null, "stranger"}) {
                var client = client(name, HttpClient.Version.HTTP_2);
                assertThatThrownBy(() -> get(client, address)).isInstanceOf(IOException.class);
            }
            assertThat(askers).isEmpty();
        }
    }

    @Test
    void saysThatAFileIsMissing() {
        var tls = new Tls(folder.resolve("none.pem"), folder.resolve("none.key"), null);
        var configuration =
                Configuration.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                        .with(tls);
        var server = new Server(check -> decision(), asker -> "", configuration);

        assertThatThrownBy(server::start)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("none.pem");
    }

    @Test
    void findsNoNameWhereThereIsNone() {
        assertThat(Peer.commonName("O=operator")).isEmpty();
        assertThat(Peer.commonName("=")).isEmpty();
    }

    private static Decision decision() {
        return new Decision(Verdict.BLACK, Reason.STOLEN, null, 0, 0);
    }

    private Server server(@Nullable Path clientAuthority) {
        var tls = new Tls(folder.resolve("eir.pem"), folder.resolve("eir.key"), clientAuthority);
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        return new Server(
                check -> decision(),
                asker -> {
                    askers.add(asker);
                    return "";
                },
                Configuration.of(address).with(tls));
    }

    private static HttpResponse<String> get(HttpClient client, InetSocketAddress address)
            throws IOException, InterruptedException {
        var uri = URI.create("https://localhost:" + address.getPort() + Amf.PEI);
        return client.send(
                HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(10)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static HttpClient client(@Nullable String name, HttpClient.Version version)
            throws Exception {
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        var trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("eir", store("eir").getCertificate("eir"));
        trust.init(trusted);
        var context = SSLContext.getInstance("TLS");
        context.init(name == null ? null : keys(name), trust.getTrustManagers(), null);
        return HttpClient.newBuilder().sslContext(context).version(version).build();
    }

    private static KeyManager[] keys(String name) throws Exception {
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store(name), PASSWORD);
        return keys.getKeyManagers();
    }

    private static KeyStore store(String name) throws Exception {
        return KeyStore.getInstance(folder.resolve(name + ".p12").toFile(), PASSWORD);
    }

    /// A self-signed certificate and its key, as the JDK's own tool makes them.
    private static void make(String name) throws Exception {
        var tool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        var made =
                new ProcessBuilder(
                                tool.toString(),
                                "-genkeypair",
                                "-alias",
                                name,
                                "-keyalg",
                                "EC",
                                "-dname",
                                "CN=" + name + " of A\\, B,O=Test",
                                "-ext",
                                "san=dns:localhost",
                                "-keystore",
                                folder.resolve(name + ".p12").toString(),
                                "-storepass",
                                new String(PASSWORD))
                        .redirectErrorStream(true)
                        .start();
        made.getInputStream().readAllBytes();
        assertThat(made.waitFor()).isZero();
        write(name + ".pem", "CERTIFICATE", store(name).getCertificate(name).getEncoded());
        write(name + ".key", "PRIVATE KEY", store(name).getKey(name, PASSWORD).getEncoded());
    }

    private static void write(String file, String type, byte[] encoded) throws IOException {
        Files.writeString(
                folder.resolve(file),
                "-----BEGIN %s-----%n%s%n-----END %s-----%n"
                        .formatted(type, Base64.getMimeEncoder().encodeToString(encoded), type));
    }
}
