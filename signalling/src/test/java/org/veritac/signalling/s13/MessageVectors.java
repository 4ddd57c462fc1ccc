// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.s13;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.veritac.signalling.diameter.Decoded;
import org.veritac.signalling.diameter.Decoder;
import org.veritac.signalling.diameter.Message;

import java.io.IOException;
import java.io.StringReader;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;

/// Messages that somebody else has made: every file of the folder.
final class MessageVectors {
    static List<Path> files() throws IOException, URISyntaxException {
        var found = new java.util.ArrayList<Path>();
        for (String standard : List.of("/vectors/rfc6733", "/vectors/ts29272")) {
            var url = MessageVectors.class.getResource(standard);
            assertThat(url).isNotNull();
            try (var files = Files.walk(Path.of(url.toURI()))) {
                files.filter(Files::isRegularFile).forEach(found::add);
            }
        }
        assertThat(found).isNotEmpty();
        return found;
    }

    @ParameterizedTest
    @MethodSource("files")
    void isWhole(Path file) throws IOException {
        var vector = new Properties();
        vector.load(new StringReader(Files.readString(file)));
        byte[] octets = HexFormat.of().parseHex(vector.getProperty("message", ""));
        var decoder = new Decoder(IdentityCheck.DICTIONARY);
        switch (decoder.decode(octets, 0, octets.length)) {
            case Decoded.Whole(Message message) -> {
                assertThat(message.toString()).startsWith(vector.getProperty("rule", "?") + " ");
                assertThat(message.get(IdentityCheck.ORIGIN_HOST).text()).endsWith(".example.net");
            }
            case Decoded.Refused refused -> throw new AssertionError(refused.refusal().text());
        }
    }
}
