// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.ota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.veritac.card.Secret;
import org.veritac.card.channel.KeySet;
import org.veritac.card.vault.VaultId;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;

import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

class MasterKeyTest {
    private static final VaultId VAULT = new VaultId(0x1122334455667788L);

    @TempDir Path folder = Path.of("");

    private static String hex(Secret secret) {
        return HexFormat.of().formatHex(secret.copy());
    }

    @Test
    void everyKeyIsAnother() {
        var keys = new HashSet<String>();
        try (var master = Desk.master()) {
            for (var card : new Subscriber[] {Desk.ANNA, Desk.BERT}) {
                for (int version = 1; version <= 2; version++) {
                    Secret both = master.forPersonalisation(card.iccid(), version);
                    keys.add(hex(both.part(0, 16)));
                    keys.add(hex(both.part(16, 16)));
                }
                for (int version = 1; version <= 2; version++) {
                    for (int bytes : new int[] {16, 32}) {
                        KeySet set = master.vaultAs(VAULT, version, bytes, card.iccid());
                        keys.add(hex(set.enc()));
                        keys.add(hex(set.mac()));
                        keys.add(hex(set.dek()));
                    }
                }
            }
        }

        assertThat(keys).hasSize(2 * (4 + 12));
    }

    /// docs/secured-imei.md, section 2, done by hand.
    @Test
    void sessionKeysOfAVaultHaveTheLayoutAgreed() throws GeneralSecurityException {
        KeySet set;
        KeySet derived;
        try (var master = Desk.master()) {
            set = master.vault(VAULT, 1, 16);
            derived = master.vaultAs(VAULT, 1, 16, Desk.ANNA.iccid());
        }
        var sources = List.of(set.enc(), set.mac(), set.dek());
        String context = "1122334455667788" + "989400214365870921F8";

        for (int keyId = 1; keyId <= 3; keyId++) {
            String input =
                    "56494D" + "00".repeat(7) + "0" + keyId + "F0" + "00" + "0080" + "01" + context;
            Secret key = keyId == 1 ? derived.enc() : keyId == 2 ? derived.mac() : derived.dek();
            assertThat(key.copy())
                    .isEqualTo(cmac(sources.get(keyId - 1).copy(), HexFormat.of().parseHex(input)));
        }
    }

    /// RFC 4493 with the JDK's AES.
    private static byte[] cmac(byte[] key, byte[] message) throws GeneralSecurityException {
        var aes = Cipher.getInstance("AES/ECB/NoPadding");
        aes.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"));
        byte[] first = twice(aes.doFinal(new byte[16]));
        boolean whole = message.length % 16 == 0;
        byte[] padded = Arrays.copyOf(message, (message.length + 15) / 16 * 16);
        if (!whole) {
            padded[message.length] = (byte) 0x80;
        }
        byte[] last = whole ? first : twice(first);
        for (int i = 0; i < 16; i++) {
            padded[padded.length - 16 + i] ^= last[i];
        }
        byte[] block = new byte[16];
        var in = ByteBuffer.wrap(padded);
        while (in.hasRemaining()) {
            for (int i = 0; i < 16; i++) {
                block[i] ^= in.get();
            }
            block = aes.doFinal(block);
        }
        return block;
    }

    private static byte[] twice(byte[] block) {
        byte[] out = new byte[16];
        for (int i = 0; i < 16; i++) {
            int next = i == 15 ? 0 : block[i + 1] >> 7 & 1;
            out[i] = (byte) (block[i] << 1 | next);
        }
        out[15] ^= (byte) (block[0] < 0 ? 0x87 : 0);
        return out;
    }

    @Test
    void aFileIsReadBackAndIsTheOwnersAlone() throws IOException {
        Path file = folder.resolve("master.key");
        String check = KeyFile.create(file, new SecureRandom()).check();

        assertThat(KeyFile.read(file).check()).isEqualTo(check);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThatThrownBy(() -> KeyFile.create(file, new SecureRandom()))
                .isInstanceOf(FileAlreadyExistsException.class);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        assertThatThrownBy(() -> KeyFile.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("0600");
    }

    @Test
    void whatIsNoKeyIsNone() throws IOException {
        for (String text :
                new String[] {"", "00", "zz".repeat(32), "00".repeat(32), "0f".repeat(33)}) {
            Path file = folder.resolve("bad" + text.length() + text.hashCode());
            Files.writeString(file, text);
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            assertThatThrownBy(() -> KeyFile.read(file))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("no master key");
        }
    }
}
