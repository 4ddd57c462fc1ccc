// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.applets.channel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;

/// RFC 4493, by the card's own engine and by the one for cards that have none.
final class CmacVectors {
    private static final String FOLDER = "/vectors/rfc-4493/4";

    @ParameterizedTest
    @CsvSource({"true, 1", "true, 7", "true, 16", "false, 1", "false, 7", "false, 16"})
    void areMet(boolean own, short piece) throws IOException {
        for (int example = 1; example <= 4; example++) {
            var vector = Vector.read(FOLDER + "/example-" + example + ".txt");
            byte[] message = vector.bytes("message");
            var key = AesKey.stored();
            key.set(vector.bytes("key"), (short) 0, AesKey.BYTES_128);
            var cmac = new Cmac(own);
            cmac.init(key.key());
            for (int at = 0; at < message.length; at += piece) {
                int length = Math.min(piece, message.length - at);
                cmac.update(message, (short) at, (short) length);
            }
            byte[] mac = new byte[16];
            cmac.finish(mac, (short) 0);
            assertThat(mac).isEqualTo(vector.bytes("mac"));
        }
    }
}
