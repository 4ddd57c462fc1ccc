// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.vault;

import static java.nio.charset.StandardCharsets.US_ASCII;

import org.veritac.card.channel.Digest;
import org.veritac.card.channel.P256;
import org.veritac.card.tlv.Tlv;
import org.veritac.card.tlv.TlvList;
import org.veritac.card.tlv.TlvReader;
import org.veritac.identity.Imei;

import java.io.ByteArrayOutputStream;
import java.security.interfaces.ECPublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a vault keeps: `DF21 {82 vault id, A0 {80 slot, 81 IMEI}, [A0 {..}]}`. Immutable.
public final class VaultContents {
    static final int TAG = 0xDF21;

    /// Bytes of the nonce that a proof answers.
    public static final int NONCE_BYTES = 16;

    private static final int TAG_VAULT = 0x82;
    private static final int TAG_ENTRY = 0xA0;
    private static final byte[] DOMAIN = "VERITAC PROOF V1".getBytes(US_ASCII);

    private final VaultId vault;
    private final List<ImeiRecord.Slot> slots;
    private final byte[] content;

    private VaultContents(VaultId vault, List<ImeiRecord.Slot> slots, byte[] content) {
        this.vault = vault;
        this.slots = List.copyOf(slots);
        this.content = content;
    }

    /// The contents that the bytes of a DF21 are; empty when they are something else. Slots stand
    /// in their order, each at most once, at least one.
    public static Optional<VaultContents> read(byte[] bytes) {
        return TlvReader.readOne(bytes)
                .filter(item -> item.tag() == TAG)
                .flatMap(item -> readContent(item.value()));
    }

    private static Optional<VaultContents> readContent(byte[] content) {
        if (!(TlvReader.read(content) instanceof TlvReader.Reading.Whole(var items))
                || items.size() < 2
                || items.size() > 1 + ImeiRecord.SLOTS
                || items.get(0).tag() != TAG_VAULT) {
            return Optional.empty();
        }
        var slots = new ArrayList<ImeiRecord.Slot>();
        for (int i = 1; i < items.size(); i++) {
            int last = slots.isEmpty() ? 0 : slots.getLast().number();
            var slot = slot(items.get(i)).filter(found -> found.number() > last);
            if (slot.isEmpty()) {
                return Optional.empty();
            }
            slots.add(slot.get());
        }
        return VaultId.ifValid(items.get(0).value())
                .map(vault -> new VaultContents(vault, slots, content));
    }

    private static Optional<ImeiRecord.Slot> slot(Tlv item) {
        TlvList parts = item.children();
        if (item.tag() != TAG_ENTRY
                || !parts.hasTags(ImeiRecord.TAG_SLOT, ImeiRecord.TAG_IMEI)
                || parts.get(0).length() != 1) {
            return Optional.empty();
        }
        int number = parts.get(0).value()[0];
        Optional<Imei> imei = ImeiRecord.read(parts.get(1).value());
        return number < 1 || number > ImeiRecord.SLOTS
                ? Optional.empty()
                : imei.map(found -> new ImeiRecord.Slot(number, found));
    }

    public VaultId vault() {
        return vault;
    }

    /// One or two slots, in their order.
    public List<ImeiRecord.Slot> slots() {
        return slots;
    }

    /// What the device key signs for a nonce: `"VERITAC PROOF V1" | nonce(16) | SHA-256(content of
    /// DF21)`.
    byte[] challenge(byte[] nonce) {
        var message = new ByteArrayOutputStream();
        message.writeBytes(DOMAIN);
        message.writeBytes(nonce);
        message.writeBytes(Digest.sha256(content));
        return message.toByteArray();
    }

    /// Whether `r | s` is the vault's proof of these contents for a nonce.
    ///
    /// @param device the vault's device key, known from its personalisation
    public boolean isProvenBy(byte[] signature, byte[] nonce, ECPublicKey device) {
        return P256.verify(device, challenge(nonce), signature);
    }

    /// Vault and number of slots; IMEIs masked.
    @Override
    public String toString() {
        return "vault %s, %s".formatted(vault, slots);
    }
}
