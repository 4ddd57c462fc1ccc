// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.handset.memory;

import org.jspecify.annotations.Nullable;

import tss.tpm.TPM2B_DIGEST_KEYEDHASH;
import tss.tpm.TPM2B_DIGEST_SYMCIPHER;
import tss.tpm.TPMA_NV;
import tss.tpm.TPMA_OBJECT;
import tss.tpm.TPMS_KEYEDHASH_PARMS;
import tss.tpm.TPMS_NULL_SCHEME_KEYEDHASH;
import tss.tpm.TPMS_SYMCIPHER_PARMS;
import tss.tpm.TPMT_PUBLIC;
import tss.tpm.TPMT_SYM_DEF_OBJECT;
import tss.tpm.TPMU_PUBLIC_ID;
import tss.tpm.TPMU_PUBLIC_PARMS;
import tss.tpm.TPM_ALG_ID;
import tss.tpm.TPM_HANDLE;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import javax.crypto.spec.SecretKeySpec;

/// A TPM 2.0 as anchor. The head is an NV index of type EXTEND, which can be moved on and not be
/// written. The life of a credential is an NV counter: its keys have the policy that the counter
/// stands where it stood when they were sealed (TPM2_PolicyNV), so counting on kills them wherever
/// their blobs are kept.
///
/// A key for [KeyUse#BLOCKS] is an object of its own that only enciphers: E_K(x) is CFB of a block
/// of zeros with x as IV (TPM2_EncryptDecrypt2). A TPM without that command gets the key unsealed,
/// used and wiped, and [#protection] says so.
///
/// What is bound: `form(1) life object, key object where form is 'C', envelope`. The life object
/// seals the key of the envelope, which is AES-GCM of the credential (without Ki where form is
/// 'C').
public final class TpmAnchor implements Anchor {
    /// The most memories in one TPM.
    public static final int PLACES_MAX = 16;

    static final String RECORD_KEY = "tpm-record.key";
    private static final int FIRST_INDEX = 0x805600;
    private static final int COUNTER_BYTES = 8;
    private static final byte IN_CHIP = 'C';
    private static final byte IN_ENVELOPE = 'E';
    private static final String PROGRAM = "SW";

    private final Tpm2 tpm;
    private final SecureRandom random;
    private final TPM_HANDLE counter;
    private final TPM_HANDLE headIndex;
    private final TPM_HANDLE storage;
    private final Gcm records;
    private final boolean enciphers;
    private final String vendor;

    private TpmAnchor(Tpm2 tpm, int place, Disk disk, SecureRandom random) throws IOException {
        this.tpm = tpm;
        this.random = random;
        counter = TPM_HANDLE.NV(FIRST_INDEX + 2 * place);
        headIndex = TPM_HANDLE.NV(FIRST_INDEX + 2 * place + 1);
        vendor = tpm.vendor();
        enciphers = tpm.enciphers();
        tpm.flushTransients();
        storage = tpm.storageKey();
        tpm.define(headIndex, TPMA_NV.EXTEND, HEAD_BYTES);
        tpm.define(counter, TPMA_NV.COUNTER, COUNTER_BYTES);
        if (tpm.nvRead(counter, COUNTER_BYTES).isEmpty()) {
            tpm.nvIncrement(counter);
        }
        records = recordKey(disk);
    }

    /// Opens a memory's part of a TPM, or sets it up. The TPM has been started and belongs to this
    /// anchor alone; objects that others left loaded are flushed.
    ///
    /// @param link closed with the anchor
    /// @param place which memory of this TPM, 0 to 15
    /// @param disk where the TPM's own blob is kept; of no use without this TPM
    /// @throws IOException when the TPM does not answer, or refuses (owner's authorisation is
    ///   empty)
    public static TpmAnchor open(TpmLink link, int place, Disk disk, SecureRandom random)
            throws IOException {
        if (place < 0 || place >= PLACES_MAX) {
            throw new IllegalArgumentException("a place from 0 to 15");
        }
        return new TpmAnchor(new Tpm2(link), place, disk, random);
    }

    /// The key of the journal: sealed, in the memory of this process while it is open.
    private Gcm recordKey(Disk disk) throws IOException {
        Optional<TPM_HANDLE> loaded = Optional.empty();
        Optional<TpmObject> kept =
                disk.read(RECORD_KEY).map(ByteBuffer::wrap).flatMap(TpmObject::read);
        if (kept.isPresent()) {
            loaded = tpm.load(storage, kept.get());
        }
        if (loaded.isEmpty()) {
            byte[] key = new byte[Gcm.KEY_BYTES];
            random.nextBytes(key);
            TpmObject made =
                    tpm.create(storage, sealed(new byte[0], TPMA_OBJECT.userWithAuth), key);
            Arrays.fill(key, (byte) 0);
            disk.replace(RECORD_KEY, made.bytes());
            loaded = tpm.load(storage, made);
        }
        TPM_HANDLE handle = loaded.orElseThrow(() -> new IOException("the TPM forgot its key"));
        try {
            return gcm(tpm.unseal(handle));
        } finally {
            tpm.flush(handle);
        }
    }

    private Gcm gcm(byte[] key) {
        try {
            return new Gcm(new SecretKeySpec(key, "AES"), random);
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    private static TPMT_PUBLIC sealed(byte[] policy, TPMA_OBJECT who) {
        return template(
                policy,
                new TPMA_OBJECT(
                        TPMA_OBJECT.fixedTPM, TPMA_OBJECT.fixedParent, TPMA_OBJECT.noDA, who),
                new TPMS_KEYEDHASH_PARMS(new TPMS_NULL_SCHEME_KEYEDHASH()),
                new TPM2B_DIGEST_KEYEDHASH());
    }

    private static TPMT_PUBLIC enciphering(byte[] policy) {
        return template(
                policy,
                new TPMA_OBJECT(
                        TPMA_OBJECT.fixedTPM,
                        TPMA_OBJECT.fixedParent,
                        TPMA_OBJECT.noDA,
                        TPMA_OBJECT.adminWithPolicy,
                        TPMA_OBJECT.decrypt,
                        TPMA_OBJECT.sign),
                new TPMS_SYMCIPHER_PARMS(
                        new TPMT_SYM_DEF_OBJECT(TPM_ALG_ID.AES, 128, TPM_ALG_ID.CFB)),
                new TPM2B_DIGEST_SYMCIPHER());
    }

    private static TPMT_PUBLIC template(
            byte[] policy,
            TPMA_OBJECT attributes,
            TPMU_PUBLIC_PARMS parameters,
            TPMU_PUBLIC_ID unique) {
        return new TPMT_PUBLIC(TPM_ALG_ID.SHA256, attributes, policy, parameters, unique);
    }

    @Override
    public Protection protection() {
        boolean chip = !vendor.startsWith(PROGRAM);
        var withstands =
                new ArrayList<>(
                        List.of(
                                "a copy of the disk, here or in another phone",
                                "a restored disk image",
                                "blobs of a released credential, for whoever has the TPM too"));
        var yieldsTo =
                new ArrayList<>(
                        List.of(
                                "whoever runs code in this phone while a subscription is loaded",
                                "a probe on the TPM's bus, where the credential passes once in"
                                        + " clear",
                                "TPM2_Clear, which ends the subscription"));
        if (enciphers) {
            withstands.add("a look into this process for Ki of Milenage, after it was loaded");
        } else {
            yieldsTo.add("a look into this process for Ki: no TPM2_EncryptDecrypt2 in this TPM");
        }
        if (!chip) {
            yieldsTo.add("a copy of this TPM's files: it is a program");
        }
        return new Protection(
                "TPM 2.0 (" + vendor + ")",
                Protection.Level.ROLLBACK_PROOF,
                chip,
                enciphers,
                withstands,
                yieldsTo);
    }

    @Override
    public byte[] head() throws IOException {
        return tpm.nvRead(headIndex, HEAD_BYTES).orElseGet(Head::zero);
    }

    @Override
    public void extend(byte[] digest) throws IOException {
        tpm.nvExtend(headIndex, digest);
    }

    @Override
    public byte[] protect(byte[] plain, byte[] context) throws IOException {
        return SoftSeals.seal(records, plain, context);
    }

    @Override
    public Optional<byte[]> reveal(byte[] enciphered, byte[] context) throws IOException {
        return SoftSeals.open(records, enciphered, context);
    }

    @Override
    public byte[] bind(CredentialSecret secret, byte[] context) throws IOException {
        byte[] policy = tpm.policy(counter, life());
        byte[] envelopeKey = new byte[Gcm.KEY_BYTES];
        random.nextBytes(envelopeKey);
        byte[] life =
                tpm.create(storage, sealed(policy, TPMA_OBJECT.adminWithPolicy), envelopeKey)
                        .bytes();
        boolean inChip = enciphers && secret.use() == KeyUse.BLOCKS;
        byte[] key = inChip ? chipKey(secret, policy).bytes() : new byte[0];
        byte[] front =
                ByteBuffer.allocate(1 + life.length + key.length)
                        .put(inChip ? IN_CHIP : IN_ENVELOPE)
                        .put(life)
                        .put(key)
                        .array();
        byte[] plain = secret.bytes(!inChip);
        byte[] envelope = SoftSeals.seal(gcm(envelopeKey), plain, inFront(front, context));
        Arrays.fill(plain, (byte) 0);
        return ByteBuffer.allocate(front.length + envelope.length).put(front).put(envelope).array();
    }

    private TpmObject chipKey(CredentialSecret secret, byte[] policy) throws IOException {
        byte[] key = secret.key().copy();
        try {
            return tpm.create(storage, enciphering(policy), key);
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    /// The context of an envelope: the caller's, and all that stands before it.
    private static byte[] inFront(byte[] front, byte[] context) {
        return ByteBuffer.allocate(HEAD_BYTES + context.length)
                .put(Head.digest(front))
                .put(context)
                .array();
    }

    private byte[] life() throws IOException {
        return tpm.nvRead(counter, COUNTER_BYTES)
                .orElseThrow(() -> new IOException("the TPM's counter has gone"));
    }

    @Override
    public Optional<LiveKey> open(byte[] bound, byte[] context) throws IOException {
        Optional<Blob> blob = Blob.read(bound, context);
        if (blob.isEmpty()) {
            return Optional.empty();
        }
        Optional<CredentialSecret.Parts> parts = parts(blob.get());
        if (parts.isEmpty()) {
            return Optional.empty();
        }
        KeyUse use = parts.get().use();
        SoftSeals.wipe(parts.get());
        Blob whole = blob.get();
        LiveKey unsealed =
                new UnsealedKey(
                        use,
                        () -> parts(whole).orElseThrow(() -> new IOException("the key has died")));
        TpmObject key = whole.key;
        if (key == null) {
            return Optional.of(unsealed);
        }
        return tpm.load(storage, key).map(handle -> new TpmKey(tpm, handle, counter, unsealed));
    }

    /// What an envelope holds, its key unsealed by the TPM for the moment.
    private Optional<CredentialSecret.Parts> parts(Blob blob) throws IOException {
        Optional<TPM_HANDLE> object = tpm.load(storage, blob.life);
        if (object.isEmpty()) {
            return Optional.empty();
        }
        try {
            var now = new Tpm2.Condition(counter, life());
            Optional<byte[]> key = tpm.authorised(now, on -> on.Unseal(object.get()));
            return key.isEmpty()
                    ? Optional.empty()
                    : SoftSeals.parts(gcm(key.get()), blob.envelope, blob.context);
        } finally {
            tpm.flush(object.get());
        }
    }

    /// What was bound, taken apart.
    private static final class Blob {
        private final TpmObject life;
        private final @Nullable TpmObject key;
        private final byte[] envelope;
        private final byte[] context;

        Blob(TpmObject life, @Nullable TpmObject key, byte[] envelope, byte[] context) {
            this.life = life;
            this.key = key;
            this.envelope = envelope;
            this.context = context;
        }

        static Optional<Blob> read(byte[] bound, byte[] context) {
            ByteBuffer buffer = ByteBuffer.wrap(bound);
            try {
                byte form = buffer.get();
                Optional<TpmObject> life = TpmObject.read(buffer);
                Optional<TpmObject> key =
                        form == IN_CHIP ? TpmObject.read(buffer) : Optional.empty();
                if (life.isEmpty() || (form == IN_CHIP && key.isEmpty())) {
                    return Optional.empty();
                }
                byte[] front = Arrays.copyOf(bound, buffer.position());
                byte[] envelope = Arrays.copyOfRange(bound, front.length, bound.length);
                return Optional.of(
                        new Blob(life.get(), key.orElse(null), envelope, inFront(front, context)));
            } catch (BufferUnderflowException e) {
                return Optional.empty();
            }
        }
    }

    @Override
    public void kill() throws IOException {
        tpm.nvIncrement(counter);
    }

    @Override
    public void close() throws IOException {
        try (tpm) {
            tpm.flush(storage);
        }
    }

    /// A key that enciphers inside the TPM.
    private record TpmKey(Tpm2 tpm, TPM_HANDLE handle, TPM_HANDLE counter, LiveKey envelope)
            implements InnerKey {
        @Override
        public byte[] encipher(byte[] block) throws IOException {
            UnsealedKey.expect(block.length == CredentialSecret.BLOCK_BYTES);
            byte[] zeros = new byte[CredentialSecret.BLOCK_BYTES];
            byte[] life =
                    tpm.nvRead(counter, COUNTER_BYTES)
                            .orElseThrow(() -> new IOException("the TPM's counter has gone"));
            return tpm.authorised(
                            new Tpm2.Condition(counter, life),
                            on ->
                                    on.EncryptDecrypt2(
                                                    handle, zeros, (byte) 0, TPM_ALG_ID.CFB, block)
                                            .outData)
                    .filter(out -> out.length == zeros.length)
                    .orElseThrow(() -> new IOException("the key has died"));
        }

        @Override
        public void close() throws IOException {
            tpm.flush(handle);
        }
    }
}
