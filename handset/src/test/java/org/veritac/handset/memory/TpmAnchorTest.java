// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.handset.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.veritac.handset.trial.Swtpm;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Against swtpm, which is built on libtpms (Debian packages swtpm, tpm2-tools).
@Tag("interop")
final class TpmAnchorTest extends ProtectedMemoryContract {
    private static final int CODE_AT = 6;
    private static final int GET_CAPABILITY = 0x17a;
    private static final int COMMANDS = 2;
    @TempDir private static Path directory;
    private static Swtpm swtpm = Swtpm.none();

    private final List<byte[]> responses = new ArrayList<>();
    private int place;
    private boolean begun;
    private boolean lacksEncryptDecrypt2;

    @BeforeAll
    static void starts() throws IOException, InterruptedException {
        assumeTrue(Swtpm.isInstalled(), "swtpm is not installed");
        swtpm = Swtpm.start(directory);
    }

    @AfterAll
    static void stops() {
        swtpm.close();
    }

    @BeforeEach
    void takesAFreePlace() throws IOException {
        place = swtpm.nextPlace();
    }

    /// What a test before has left in this place is given up.
    @Override
    Anchor anchor(Disk disk) throws IOException {
        if (!begun) {
            begun = true;
            try (Anchor before = tpm(disk)) {
                ProtectedMemory.startOver(before, disk, random);
            }
        }
        return tpm(disk);
    }

    private Anchor tpm(Disk disk) throws IOException {
        TpmLink wire = swtpm.link();
        TpmLink watched =
                new TpmLink() {
                    @Override
                    public byte[] transmit(byte[] command) throws IOException {
                        byte[] response = without(command, wire.transmit(command));
                        responses.add(response);
                        return response;
                    }

                    @Override
                    public void close() throws IOException {
                        wire.close();
                    }
                };
        return TpmAnchor.open(watched, place, disk, random);
    }

    /// A TPM that does not list TPM2_EncryptDecrypt2, as many chips do not: its next command code
    /// stands in its place.
    private byte[] without(byte[] command, byte[] response) {
        ByteBuffer sent = ByteBuffer.wrap(command);
        if (lacksEncryptDecrypt2
                && sent.getInt(CODE_AT) == GET_CAPABILITY
                && sent.getInt(CODE_AT + 4) == COMMANDS) {
            response[response.length - 1]++;
        }
        return response;
    }

    @Test
    void enciphersWithoutTheKeyEverLeavingTheTpm() throws Exception {
        ProtectedMemory memory = memory();
        memory.commit(new Change().seal(FIRST, milenage()));
        memory.close();
        memory = memory();
        assertThat(memory.protection().keysStayInside()).isTrue();
        try (LiveKey key = memory.key(FIRST).orElseThrow()) {
            assertThat(key.encipher(BLOCK)).isEqualTo(enciphered(BLOCK));
        }
        assertThat(responses)
                .isNotEmpty()
                .noneMatch(response -> HEX.formatHex(response).contains(HEX.formatHex(K)));
    }

    @Test
    void aTpmThatDoesNotEncipherUnsealsForTheMomentAndSaysSo() throws Exception {
        lacksEncryptDecrypt2 = true;
        ProtectedMemory memory = memory();
        memory.commit(new Change().seal(FIRST, milenage()));
        assertThat(memory.protection().keysStayInside()).isFalse();
        assertThat(memory.protection().yieldsTo())
                .anyMatch(attack -> attack.contains("no TPM2_EncryptDecrypt2"));
        LiveKey key = memory.key(FIRST).orElseThrow();
        assertThat(key.encipher(BLOCK)).isEqualTo(enciphered(BLOCK));
        memory.commit(new Change().destroy(FIRST));
        diesInTheHand(key);
    }

    @Test
    void saysThatAProgramStandsInForTheChip() throws Exception {
        Protection protection = memory().protection();
        assertThat(protection.chip()).isFalse();
        assertThat(protection.meets(Protection.Level.ROLLBACK_PROOF)).isTrue();
    }

    /// Blobs of a released credential, shown to the TPM by whoever has both.
    @Test
    void theTpmItselfRefusesTheBlobsOfAReleasedCredential() throws Exception {
        var disk = new MemoryDisk();
        try (Anchor anchor = anchor(disk)) {
            byte[] bound = anchor.bind(milenage(), FIRST.bytes());
            LiveKey held = anchor.open(bound, FIRST.bytes()).orElseThrow();
            assertThat(anchor.open(bound, SECOND.bytes())).isEmpty();
            anchor.kill();
            assertThat(anchor.open(bound, FIRST.bytes())).isEmpty();
            diesInTheHand(held);
            held.close();
            byte[] later = anchor.bind(milenage(), FIRST.bytes());
            assertThat(anchor.open(bound, FIRST.bytes())).isEmpty();
            try (LiveKey key = anchor.open(later, FIRST.bytes()).orElseThrow()) {
                assertThat(key.encipher(BLOCK)).isEqualTo(enciphered(BLOCK));
            }
        }
    }

    /// A hundred keys opened and closed: nothing stays loaded in a TPM with three places.
    @Test
    void leavesNothingLoaded() throws Exception {
        ProtectedMemory memory = memory();
        memory.commit(new Change().seal(FIRST, milenage()));
        for (int i = 0; i < 100; i++) {
            try (LiveKey key = memory.key(FIRST).orElseThrow()) {
                key.encipher(BLOCK);
            }
        }
        memory.close();
        assertThat(swtpm.tool("tpm2_getcap", "handles-transient")).isBlank();
    }

    /// tpm2-tools read what we have made: bits 4 to 7 of the attributes are 4, an index that is
    /// extended.
    @Test
    void anotherProgramSeesTheCounterAndTheHead() throws Exception {
        memory().commit(new Change().put("state", K));
        close();
        byte[] head = swtpm.withLink(this::anchorHead);
        assertThat(swtpm.tool("tpm2_getcap", "handles-nv-index"))
                .containsIgnoringCase("%X".formatted(0x1805600 + 2 * place));
        assertThat(swtpm.tool("tpm2_nvreadpublic", "0x%X".formatted(0x1805601 + 2 * place)))
                .contains("value: 0x22040044");
        assertThat(head).hasSize(Anchor.HEAD_BYTES);
    }

    private byte[] anchorHead(TpmLink link) throws IOException {
        return TpmAnchor.open(link, place, new MemoryDisk(), random).head();
    }
}
