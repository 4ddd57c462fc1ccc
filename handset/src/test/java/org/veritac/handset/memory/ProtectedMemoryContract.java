// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.handset.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.veritac.card.Secret;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;

import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/// What a protected memory does on every anchor.
abstract class ProtectedMemoryContract {
    static final TransferId FIRST = new TransferId("token-1", 7);
    static final TransferId SECOND = new TransferId("token-1", 8);
    static final HexFormat HEX = HexFormat.of();

    /// K and RAND of TS 35.207, set 1.
    static final byte[] K = HEX.parseHex("465b5ce8b199b49faa5f0a2ee238a6bc");

    static final byte[] BLOCK = HEX.parseHex("23553cbe9637a89d218ae64dae47bf35");
    static final byte[] OPC = HEX.parseHex("cd63cb71954a9f4e48a5994e37a02baf");

    final SecureRandom random = new SecureRandom();
    private MemoryDisk disk = new MemoryDisk();
    private ProtectedMemory opened = closed();

    private ProtectedMemory closed() {
        var empty = new MemoryDisk();
        try {
            return ProtectedMemory.startOver(new MemoryAnchor(random), empty, random);
        } catch (IOException e) {
            throw new AssertionError("memory does not break", e);
        }
    }

    /// The anchor of this test, opened again.
    abstract Anchor anchor(Disk disk) throws IOException;

    ProtectedMemory memory() throws IOException {
        opened.close();
        opened = opened(opening());
        return opened;
    }

    /// What must have opened.
    static ProtectedMemory opened(Opening opening) {
        if (opening instanceof Opening.Open(ProtectedMemory memory)) {
            return memory;
        }
        throw new AssertionError("it does not open: " + opening);
    }

    private Opening opening() throws IOException {
        Anchor anchor = anchor(disk);
        Opening opening = ProtectedMemory.open(anchor, disk);
        if (!(opening instanceof Opening.Open)) {
            anchor.close();
        }
        return opening;
    }

    @AfterEach
    void close() throws IOException {
        opened.close();
    }

    static CredentialSecret milenage() {
        return new CredentialSecret(Secret.of(K), Secret.of(OPC), KeyUse.BLOCKS);
    }

    static CredentialSecret comp128() {
        return new CredentialSecret(Secret.of(K), Secret.of(new byte[0]), KeyUse.BYTES);
    }

    static byte[] enciphered(byte[] block) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/ECB/NoPadding");
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(K, "AES"));
        return cipher.doFinal(block);
    }

    private static void done(Committed committed) {
        assertThat(committed).isInstanceOf(Committed.Done.class);
    }

    @Test
    void enciphersUnderASealedKeyAlsoAfterOpeningAgain() throws Exception {
        done(memory().commit(new Change().seal(FIRST, milenage())));
        try (LiveKey key = memory().key(FIRST).orElseThrow();
                Secret companion = key.companion()) {
            assertThat(key.use()).isEqualTo(KeyUse.BLOCKS);
            assertThat(key.encipher(BLOCK)).isEqualTo(enciphered(BLOCK));
            assertThat(key.encipher(OPC)).isEqualTo(enciphered(OPC));
            assertThat(companion.matches(OPC)).isTrue();
            assertThatThrownBy(() -> key.withBytes(Secret::length))
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void lendsTheBytesOfAKeyThatIsNeededWhole() throws Exception {
        done(memory().commit(new Change().seal(FIRST, comp128())));
        try (LiveKey key = memory().key(FIRST).orElseThrow()) {
            assertThat(key.use()).isEqualTo(KeyUse.BYTES);
            assertThat(key.<Boolean>withBytes(secret -> secret.matches(K))).isTrue();
            Secret kept = key.withBytes(secret -> secret);
            assertThatThrownBy(kept::copy).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> key.encipher(BLOCK)).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void bindsAKeyToItsTransfer() throws Exception {
        ProtectedMemory memory = memory();
        done(memory.commit(new Change().seal(FIRST, milenage())));
        assertThat(memory.holds()).contains(FIRST);
        assertThat(memory.key(SECOND)).isEmpty();
    }

    @Test
    void holdsOneCredentialAtATime() throws Exception {
        ProtectedMemory memory = memory();
        done(memory.commit(new Change().seal(FIRST, milenage())));
        assertThat(memory.commit(new Change().seal(SECOND, comp128())))
                .isEqualTo(new Committed.Refused(Committed.Refusal.HOLDS_A_CREDENTIAL));
        assertThat(memory.commit(new Change().destroy(SECOND)))
                .isEqualTo(new Committed.Refused(Committed.Refusal.NO_SUCH_CREDENTIAL));
        done(memory.commit(new Change().destroy(FIRST)));
        done(memory.commit(new Change().seal(SECOND, comp128())));
        assertThat(memory.holds()).contains(SECOND);
    }

    @Test
    void showsThatADestroyedKeyIsDead() throws Exception {
        ProtectedMemory memory = memory();
        done(memory.commit(new Change().seal(FIRST, milenage())));
        LiveKey before = memory.key(FIRST).orElseThrow();
        Committed committed = memory.commit(new Change().put("state", K).destroy(FIRST));
        assertThat(committed).isInstanceOf(Committed.Done.class);
        if (committed instanceof Committed.Done(var destruction)) {
            assertThat(destruction.orElseThrow().transfer()).isEqualTo(FIRST);
        }
        assertThat(memory.key(FIRST)).isEmpty();
        assertThat(memory.holds()).isEmpty();
        assertThat(memory().key(FIRST)).isEmpty();
        assertThat(memory().value("state")).contains(K);
        diesInTheHand(before);
    }

    /// A key that somebody held while it was destroyed does nothing more.
    void diesInTheHand(LiveKey held) {
        assertThatThrownBy(() -> held.encipher(BLOCK)).isInstanceOf(IOException.class);
    }

    @Test
    void raisesCountersAndNeverLowersThem() throws Exception {
        Counter hwm = Counter.highWater("token-1");
        ProtectedMemory memory = memory();
        assertThat(memory.counter(hwm)).isZero();
        done(memory.commit(new Change().raise(hwm, 1L << 40).raise(Counter.LOCK, 3)));
        done(memory.commit(new Change().raise(hwm, 5).raise(Counter.LOCK, 4)));
        assertThat(memory().counter(hwm)).isEqualTo(1L << 40);
        assertThat(memory().counter(Counter.LOCK)).isEqualTo(4);
    }

    @Test
    void keepsValuesOfCommitsAndOfNotes() throws Exception {
        ProtectedMemory memory = memory();
        done(memory.commit(new Change().put("files/6f7e", BLOCK).put("state", OPC)));
        done(memory.note(new Change().put("files/6f7e", OPC).remove("state")));
        memory = memory();
        assertThat(memory.names()).containsExactly("files/6f7e");
        assertThat(memory.value("files/6f7e")).contains(OPC);
        assertThat(memory.value(".credential")).isEmpty();
    }

    @Test
    void aRestoredImageNeverRevivesAReleasedSubscription() throws Exception {
        ProtectedMemory memory = memory();
        done(memory.commit(new Change().seal(FIRST, milenage()).put("state", K)));
        MemoryDisk image = disk.copy();
        done(memory.commit(new Change().destroy(FIRST)));
        memory.close();
        disk = image;
        revives(opening());
    }

    /// What opening a restored image has to come to.
    void revives(Opening opening) throws IOException {
        assertThat(opening).isEqualTo(new Opening.OlderImage());
        startsOver();
        assertThat(memory().key(FIRST)).isEmpty();
    }

    private void startsOver() throws IOException {
        opened = ProtectedMemory.startOver(anchor(disk), disk, random);
        assertThat(opened.names()).isEmpty();
    }

    @Test
    void anImageOfADayAgoIsRefusedAlsoWhenNothingWasReleased() throws Exception {
        ProtectedMemory memory = memory();
        MemoryDisk image = disk.copy();
        done(memory.commit(new Change().raise(Counter.SEQUENCE_CEILING, 100)));
        memory.close();
        disk = withoutJournalOf(image);
        assertThat(opening()).isEqualTo(new Opening.OlderImage());
        startsOver();
    }

    /// The disk as it is, with the journal of an image: what rolls back a journal alone.
    private MemoryDisk withoutJournalOf(MemoryDisk image) throws IOException {
        MemoryDisk mixed = disk.copy();
        mixed.replace(Journal.FILE, image.read(Journal.FILE).orElseThrow());
        return mixed;
    }

    @Test
    void aNoteMayBeTakenBackByAnImage() throws Exception {
        ProtectedMemory memory = memory();
        done(memory.commit(new Change().put("state", K)));
        MemoryDisk image = disk.copy();
        done(memory.note(new Change().put("state", OPC)));
        memory.close();
        disk = image;
        assertThat(memory().value("state")).contains(K);
    }

    @Test
    void anEmptiedDiskIsRefused() throws Exception {
        done(memory().commit(new Change().seal(FIRST, milenage())));
        opened.close();
        disk.remove(Journal.FILE);
        assertThat(opening()).isEqualTo(new Opening.OlderImage());
        startsOver();
        assertThat(memory().key(FIRST)).isEmpty();
    }

    @Test
    void aDamagedDiskIsRefused() throws Exception {
        done(memory().commit(new Change().put("state", K)));
        opened.close();
        byte[] journal = disk.read(Journal.FILE).orElseThrow();
        journal[Frame.HEADER_BYTES + Gcm.NONCE_BYTES]++;
        disk.replace(Journal.FILE, journal);
        assertThat(opening()).isEqualTo(new Opening.Foreign());
        startsOver();
    }

    @Test
    void nothingSecretIsOnTheDiskInClear() throws Exception {
        done(memory().commit(new Change().seal(FIRST, milenage()).put("state", BLOCK)));
        String journal = HEX.formatHex(disk.read(Journal.FILE).orElseThrow());
        for (byte[] secret : Arrays.asList(K, OPC, BLOCK)) {
            assertThat(journal).doesNotContain(HEX.formatHex(secret));
        }
    }

    @Test
    void saysWhatItWithstandsAndWhatNot() throws Exception {
        Protection protection = memory().protection();
        assertThat(protection.name()).isNotBlank();
        assertThat(protection.yieldsTo()).isNotEmpty();
        assertThat(protection.meets(Protection.Level.UNPROTECTED)).isTrue();
    }
}
