// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.handset.memory;

import static java.nio.charset.StandardCharsets.US_ASCII;

import org.jspecify.annotations.Nullable;

import tss.Tpm;
import tss.TpmDevice;
import tss.TpmException;
import tss.tpm.TPMA_NV;
import tss.tpm.TPMA_OBJECT;
import tss.tpm.TPML_CCA;
import tss.tpm.TPML_HANDLE;
import tss.tpm.TPML_TAGGED_TPM_PROPERTY;
import tss.tpm.TPMS_ECC_PARMS;
import tss.tpm.TPMS_ECC_POINT;
import tss.tpm.TPMS_NULL_ASYM_SCHEME;
import tss.tpm.TPMS_NULL_KDF_SCHEME;
import tss.tpm.TPMS_NV_PUBLIC;
import tss.tpm.TPMS_PCR_SELECTION;
import tss.tpm.TPMS_SENSITIVE_CREATE;
import tss.tpm.TPMS_TAGGED_PROPERTY;
import tss.tpm.TPMT_PUBLIC;
import tss.tpm.TPMT_SYM_DEF;
import tss.tpm.TPMT_SYM_DEF_OBJECT;
import tss.tpm.TPM_ALG_ID;
import tss.tpm.TPM_CAP;
import tss.tpm.TPM_CC;
import tss.tpm.TPM_ECC_CURVE;
import tss.tpm.TPM_EO;
import tss.tpm.TPM_HANDLE;
import tss.tpm.TPM_PT;
import tss.tpm.TPM_RC;
import tss.tpm.TPM_SE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Function;

/// The few commands of a TPM 2.0 that an anchor gives, by TSS.Java. What the TPM refuses is an
/// `IOException` with its reason; where a refusal is an answer, the method says so.
final class Tpm2 implements AutoCloseable {
    private static final int VENDOR_STRINGS = 4;
    private static final int COMMAND_CODE_MASK = 0xffff;
    private static final int TRANSIENT_FIRST = 0x80000000;
    private static final int TRANSIENTS_MAX = 64;
    private static final int NONCE_BYTES = 16;

    private final TpmLink link;
    private final Tpm tpm = new Tpm();

    Tpm2(TpmLink link) {
        this.link = link;
        tpm._setDevice(new LinkDevice(link));
    }

    /// What TSS.Java takes for a device.
    private static final class LinkDevice extends TpmDevice {
        private final TpmLink link;
        private byte[] response = new byte[0];

        LinkDevice(TpmLink link) {
            this.link = link;
            TpmInfo = TpmInRawMode;
        }

        @Override
        public boolean connect() {
            return true;
        }

        @Override
        public void dispatchCommand(byte[] command) {
            try {
                response = link.transmit(command);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public byte[] getResponse() {
            return response;
        }

        @Override
        public boolean responseReady() {
            return true;
        }

        @Override
        public void close() {}
    }

    /// What one command gave.
    private record Result<T>(TPM_RC code, @Nullable T value) {
        boolean isGood() {
            return code.equals(TPM_RC.SUCCESS);
        }
    }

    /// TSS.Java prints refusals unless they are allowed, so all are.
    private <T> Result<T> attempt(Function<Tpm, @Nullable T> command) throws IOException {
        try {
            T value = command.apply(tpm._allowErrors());
            return new Result<>(tpm._getLastResponseCode(), value);
        } catch (TpmException e) {
            throw new IOException("the TPM's response cannot be read", e);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private <T> T ask(String what, Function<Tpm, @Nullable T> command) throws IOException {
        Result<T> result = attempt(command);
        T value = result.value();
        if (!result.isGood() || value == null) {
            throw new IOException("the TPM refused " + what + ": " + result.code());
        }
        return value;
    }

    /// For commands that answer nothing.
    private interface Order {
        void give(Tpm tpm);
    }

    private void tell(String what, Order order) throws IOException {
        ask(
                what,
                on -> {
                    order.give(on);
                    return Boolean.TRUE;
                });
    }

    /// The vendor's text, such as `SW TPM` of a program (TPM_PT_VENDOR_STRING_1 to 4).
    String vendor() throws IOException {
        int first = TPM_PT.VENDOR_STRING_1.toInt();
        var properties =
                ask(
                                "properties",
                                on ->
                                        on.GetCapability(
                                                TPM_CAP.TPM_PROPERTIES, first, VENDOR_STRINGS))
                        .capabilityData;
        ByteBuffer text = ByteBuffer.allocate(Integer.BYTES * VENDOR_STRINGS);
        if (properties instanceof TPML_TAGGED_TPM_PROPERTY list) {
            for (TPMS_TAGGED_PROPERTY property : list.tpmProperty) {
                if (text.hasRemaining()) {
                    text.putInt(property.value);
                }
            }
        }
        return new String(text.array(), US_ASCII).replace('\0', ' ').strip();
    }

    /// Whether it has TPM2_EncryptDecrypt2, which is optional.
    boolean enciphers() throws IOException {
        int wanted = TPM_CC.EncryptDecrypt2.toInt();
        var commands =
                ask("its commands", on -> on.GetCapability(TPM_CAP.COMMANDS, wanted, 1))
                        .capabilityData;
        return commands instanceof TPML_CCA list
                && list.commandAttributes.length == 1
                && (list.commandAttributes[0].toInt() & COMMAND_CODE_MASK) == wanted;
    }

    /// Frees what a user before has left loaded: there is no resource manager between.
    void flushTransients() throws IOException {
        var loaded =
                ask(
                                "its handles",
                                on ->
                                        on.GetCapability(
                                                TPM_CAP.HANDLES, TRANSIENT_FIRST, TRANSIENTS_MAX))
                        .capabilityData;
        if (loaded instanceof TPML_HANDLE list) {
            for (TPM_HANDLE handle : list.handle) {
                flush(handle);
            }
        }
    }

    void flush(TPM_HANDLE handle) throws IOException {
        attempt(on -> {
            on.FlushContext(handle);
            return Boolean.TRUE;
        });
    }

    /// The storage key of the owner's hierarchy, made anew: the same each time until that is
    /// cleared.
    TPM_HANDLE storageKey() throws IOException {
        var template =
                new TPMT_PUBLIC(
                        TPM_ALG_ID.SHA256,
                        new TPMA_OBJECT(
                                TPMA_OBJECT.decrypt,
                                TPMA_OBJECT.restricted,
                                TPMA_OBJECT.fixedTPM,
                                TPMA_OBJECT.fixedParent,
                                TPMA_OBJECT.sensitiveDataOrigin,
                                TPMA_OBJECT.userWithAuth,
                                TPMA_OBJECT.noDA),
                        new byte[0],
                        new TPMS_ECC_PARMS(
                                new TPMT_SYM_DEF_OBJECT(TPM_ALG_ID.AES, 128, TPM_ALG_ID.CFB),
                                new TPMS_NULL_ASYM_SCHEME(),
                                TPM_ECC_CURVE.NIST_P256,
                                new TPMS_NULL_KDF_SCHEME()),
                        new TPMS_ECC_POINT());
        return ask(
                        "a storage key",
                        on ->
                                on.CreatePrimary(
                                        TPM_HANDLE.OWNER,
                                        new TPMS_SENSITIVE_CREATE(),
                                        template,
                                        new byte[0],
                                        new TPMS_PCR_SELECTION[0]))
                .handle;
    }

    /// Puts something secret into an object that only this TPM loads.
    TpmObject create(TPM_HANDLE parent, TPMT_PUBLIC template, byte[] secret) throws IOException {
        var made =
                ask(
                        "an object",
                        on ->
                                on.Create(
                                        parent,
                                        new TPMS_SENSITIVE_CREATE(new byte[0], secret),
                                        template,
                                        new byte[0],
                                        new TPMS_PCR_SELECTION[0]));
        return new TpmObject(made.outPublic.toBytes(), made.outPrivate.buffer.clone());
    }

    /// Empty when the TPM does not take the object for its own.
    Optional<TPM_HANDLE> load(TPM_HANDLE parent, TpmObject object) throws IOException {
        Result<TPM_HANDLE> loaded =
                attempt(on -> on.Load(parent, object.secret(), object.template()));
        return loaded.isGood() ? Optional.ofNullable(loaded.value()) : Optional.empty();
    }

    /// Makes an index unless there is one.
    ///
    /// @param kind `COUNTER` or `EXTEND`
    void define(TPM_HANDLE index, TPMA_NV kind, int bytes) throws IOException {
        if (attempt(on -> on.NV_ReadPublic(index)).isGood()) {
            return;
        }
        var attributes = new TPMA_NV(TPMA_NV.AUTHREAD, TPMA_NV.AUTHWRITE, TPMA_NV.NO_DA, kind);
        tell(
                "an NV index",
                on ->
                        on.NV_DefineSpace(
                                TPM_HANDLE.OWNER,
                                new byte[0],
                                new TPMS_NV_PUBLIC(
                                        index, TPM_ALG_ID.SHA256, attributes, new byte[0], bytes)));
    }

    /// What an index holds; empty when it was never written.
    Optional<byte[]> nvRead(TPM_HANDLE index, int bytes) throws IOException {
        Result<byte[]> read = attempt(on -> on.NV_Read(index, index, bytes, 0));
        if (read.code().equals(TPM_RC.NV_UNINITIALIZED)) {
            return Optional.empty();
        }
        byte[] value = read.value();
        if (!read.isGood() || value == null) {
            throw new IOException("the TPM refused to read an NV index: " + read.code());
        }
        return Optional.of(value);
    }

    void nvIncrement(TPM_HANDLE index) throws IOException {
        tell("to count", on -> on.NV_Increment(index, index));
    }

    void nvExtend(TPM_HANDLE index, byte[] digest) throws IOException {
        tell("to extend", on -> on.NV_Extend(index, index, digest));
    }

    /// The policy that an index holds a value (TPM2_PolicyNV, EQ).
    byte[] policy(TPM_HANDLE index, byte[] value) throws IOException {
        TPM_HANDLE session = session(TPM_SE.TRIAL);
        try {
            tell("a policy", on -> on.PolicyNV(index, index, session, value, 0, TPM_EO.EQ));
            return ask("a policy's digest", on -> on.PolicyGetDigest(session));
        } finally {
            flush(session);
        }
    }

    /// Does something with an object whose policy it is that an index holds a value. Empty when the
    /// policy is not met.
    <T> Optional<T> authorised(Condition condition, Function<Tpm, @Nullable T> command)
            throws IOException {
        TPM_HANDLE session = session(TPM_SE.POLICY);
        try {
            Result<Boolean> met =
                    attempt(on -> {
                        on.PolicyNV(
                                condition.index,
                                condition.index,
                                session,
                                condition.value,
                                0,
                                TPM_EO.EQ);
                        return Boolean.TRUE;
                    });
            if (met.code().equals(TPM_RC.POLICY)) {
                return Optional.empty();
            }
            Result<T> result = attempt(on -> command.apply(on._withSession(session)));
            if (result.code().equals(TPM_RC.POLICY_FAIL)) {
                return Optional.empty();
            }
            T value = result.value();
            if (!result.isGood() || value == null) {
                throw new IOException("the TPM refused to use a key: " + result.code());
            }
            return Optional.of(value);
        } finally {
            flush(session);
        }
    }

    /// That an NV index holds a value.
    static final class Condition {
        private final TPM_HANDLE index;
        private final byte[] value;

        Condition(TPM_HANDLE index, byte[] value) {
            this.index = index;
            this.value = value;
        }
    }

    /// Takes the seal off an object that has no policy.
    byte[] unseal(TPM_HANDLE object) throws IOException {
        return ask("to unseal", on -> on.Unseal(object));
    }

    private TPM_HANDLE session(TPM_SE kind) throws IOException {
        return ask(
                        "a session",
                        on ->
                                on.StartAuthSession(
                                        TPM_HANDLE.NULL,
                                        TPM_HANDLE.NULL,
                                        new byte[NONCE_BYTES],
                                        new byte[0],
                                        kind,
                                        new TPMT_SYM_DEF(TPM_ALG_ID.NULL, 0, TPM_ALG_ID.NULL),
                                        TPM_ALG_ID.SHA256))
                .handle;
    }

    @Override
    public void close() throws IOException {
        link.close();
    }
}
