// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.vault;

import org.veritac.card.Secret;
import org.veritac.card.apdu.CommandApdu;
import org.veritac.card.channel.Anchor;
import org.veritac.card.channel.Certificate;
import org.veritac.card.channel.KeySet;
import org.veritac.card.channel.P256;
import org.veritac.card.channel.SecureLink;
import org.veritac.card.tlv.TlvReader;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.interfaces.ECPublicKey;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Makes a vault of a fresh one, inside a channel that was opened with its personalisation keys.
/// The usual order: keys and key pairs, certificate, authorities, IMEIs, [#finish()]. Each method
/// is one command; each that talks to the card throws `IOException` when the wire is broken.
public final class VaultPersonalisation {
    /// Key version of the personalisation keys.
    public static final int KEY_VERSION = 0x30;

    private static final int PUT_KEY = 0xD8;
    private static final int GENERATE_KEY_PAIR = 0x46;
    private static final int STORE_DATA = 0xE2;
    private static final int SET_STATUS = 0xF0;
    private static final int TYPE_AES = 0x88;
    private static final int TAG_PUBLIC_KEY = 0x7F49;
    private static final int TAG_POINT = 0x86;

    private final SecureLink link;

    /// The personalisation in a channel.
    ///
    /// @param link of full protection, opened with key version 30
    public VaultPersonalisation(SecureLink link) {
        this.link = link;
    }

    /// Gives the vault an operator's key set: PUT KEY for a new key version (GP Card Specification
    /// 11.8 with Amendment D, 7.2): the version, then for each key `88, length, length of the key,
    /// key under DEK, 03, check value`.
    ///
    /// @param keys of the version 01 to 0F, AES-128 or AES-256
    public Reply<Reply.Nothing> putKeys(KeySet keys) throws IOException {
        if (keys.version() < OperatorKeys.VERSION_MIN
                || keys.version() > OperatorKeys.VERSION_MAX
                || keys.enc().length() == 24) {
            throw new IllegalArgumentException(
                    "operators have AES-128 or -256 keys, versions 01 to 0F");
        }
        var data = new ByteArrayOutputStream();
        var expected = new ByteArrayOutputStream();
        data.write(keys.version());
        expected.write(keys.version());
        for (Secret key : List.of(keys.enc(), keys.mac(), keys.dek())) {
            byte[] enciphered = link.encipherKey(key);
            byte[] check = KeySet.checkValue(key);
            data.write(TYPE_AES);
            data.write(1 + enciphered.length);
            data.write(key.length());
            data.writeBytes(enciphered);
            data.write(check.length);
            data.writeBytes(check);
            expected.writeBytes(check);
        }
        var command = CommandApdu.of(0x80, PUT_KEY, 0, 0x81).with(data.toByteArray());
        return Reply.of(
                link.exchange(command.expectingAny()),
                answer ->
                        answer.length == 0 || Arrays.equals(answer, expected.toByteArray())
                                ? Optional.of(Reply.Nothing.NOTHING)
                                : Optional.empty());
    }

    /// Makes the vault generate the key pair with which it opens channels, and gives its public
    /// half.
    public Reply<ECPublicKey> generateAgreementKey() throws IOException {
        return generate(1);
    }

    /// Makes the vault generate the key pair with which it signs proofs, and gives its public half.
    public Reply<ECPublicKey> generateDeviceKey() throws IOException {
        return generate(2);
    }

    private Reply<ECPublicKey> generate(int which) throws IOException {
        var command = CommandApdu.of(0x80, GENERATE_KEY_PAIR, 0, which).expectingAny();
        return Reply.of(link.exchange(command), VaultPersonalisation::point);
    }

    private static Optional<ECPublicKey> point(byte[] data) {
        return TlvReader.readOne(data)
                .filter(item -> item.tag() == TAG_PUBLIC_KEY && item.children().hasTags(TAG_POINT))
                .flatMap(item -> P256.read(item.children().get(0).value()));
    }

    /// The vault's own certificate, for its agreement key.
    public Reply<Reply.Nothing> storeCertificate(Certificate certificate) throws IOException {
        return store(1, certificate.bytes());
    }

    /// Whose certificates of UICCs the vault believes (CA-KLOC).
    public Reply<Reply.Nothing> trustForUiccs(Anchor authority) throws IOException {
        return store(2, authority.bytes());
    }

    /// Whose certificates of TAC signers the vault believes.
    public Reply<Reply.Nothing> trustForTacs(Anchor authority) throws IOException {
        return store(3, authority.bytes());
    }

    /// The IMEI of a slot, once each.
    public Reply<Reply.Nothing> storeImei(ImeiRecord imei) throws IOException {
        return store(4, imei.bytes());
    }

    /// Whether the vault shows its IMEIs in a channel in which only it proved who it is (SCP11b).
    public Reply<Reply.Nothing> allowOneWay(boolean allowed) throws IOException {
        return store(6, new byte[] {(byte) (allowed ? 1 : 0)});
    }

    /// Ends the personalisation for ever.
    public Reply<Reply.Nothing> finish() throws IOException {
        return done(CommandApdu.of(0x80, SET_STATUS, 0x80, 0x0F));
    }

    private Reply<Reply.Nothing> store(int what, byte[] data) throws IOException {
        return done(CommandApdu.of(0x80, STORE_DATA, 0, what).with(data));
    }

    private Reply<Reply.Nothing> done(CommandApdu command) throws IOException {
        return Reply.of(
                link.exchange(command),
                data -> data.length == 0 ? Optional.of(Reply.Nothing.NOTHING) : Optional.empty());
    }
}
