// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.vault;

import org.veritac.card.CardLink;
import org.veritac.card.apdu.CommandApdu;
import org.veritac.card.apdu.Exchange;
import org.veritac.card.apdu.StatusWord;
import org.veritac.card.channel.KeySet;
import org.veritac.card.channel.Opening;
import org.veritac.card.channel.P256;
import org.veritac.card.channel.RevocationList;
import org.veritac.card.channel.Scp03;
import org.veritac.card.channel.Scp11;
import org.veritac.card.channel.SecureLink;
import org.veritac.card.channel.Trust;
import org.veritac.card.tlv.Tlv;
import org.veritac.card.tlv.TlvReader;

import java.io.IOException;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.util.HexFormat;
import java.util.Optional;

/// The host of a vault: selects it, opens a channel in one of the modes, and reads inside. What is
/// read is genuine because the channel is. Used by one thread.
public final class VaultReader {
    private static final String AID = "f05645524954414301";
    private static final int SIGNATURE_TAG = 0x5F37;
    private static final int STORE_REVOCATIONS = 5;

    private final CardLink card;
    private final SecureRandom random;

    /// A reader of the vault behind a link.
    ///
    /// @param card a link that takes commands of any length, such as a
    ///   [org.veritac.card.apdu.ChainingLink]
    public VaultReader(CardLink card, SecureRandom random) {
        this.card = card;
        this.random = random;
    }

    /// The vault's application identifier, 9 bytes.
    public static byte[] aid() {
        return HexFormat.of().parseHex(AID);
    }

    /// Selects the vault.
    ///
    /// @return the card's status; 9000 when there is a vault
    public StatusWord select() throws IOException {
        var command = CommandApdu.of(0, 0xA4, 4, 0).with(aid()).expectingAny();
        return Exchange.send(card, command).status();
    }

    /// Opens the channel of the personalisation, after [#select()].
    public Opening openForPersonalisation(KeySet keys) throws IOException {
        return new Scp03(random)
                .open(card, keys, Scp03.Wish.full(VaultPersonalisation.KEY_VERSION));
    }

    /// Opens a channel with static keys as a UICC, after [#select()]: MANAGE SECURITY ENVIRONMENT
    /// says whose keys, then SCP03.
    ///
    /// @param source finds the UICC's keys by the vault's diversification data, which start with
    ///   its id; see [OperatorKeys]
    public Opening open(UiccId uicc, Scp03.KeySource source, Scp03.Wish wish) throws IOException {
        var environment = Tlv.of(0x83, uicc.bytes()).bytes();
        var command = CommandApdu.of(0, 0x22, 0x41, 0xA4).with(environment);
        StatusWord status = Exchange.send(card, command).status();
        return status.isOk()
                ? new Scp03(random).open(card, source, wish)
                : new Opening.Refused(Opening.Step.INITIALIZE_UPDATE, status);
    }

    /// Opens a channel with certificates on both sides, after [#select()].
    public Opening open(Trust trust, Scp11.Credential own) throws IOException {
        return new Scp11(random).openMutual(card, trust, own, Scp11.Keys.VAULT);
    }

    /// Opens a channel in which only the vault proves who it is, after [#select()].
    public Opening openOneWay(Trust trust) throws IOException {
        return new Scp11(random).openOneWay(card, trust, Scp11.Keys.VAULT);
    }

    /// Reads what the vault keeps.
    public static Reply<VaultContents> contents(SecureLink link) throws IOException {
        var command = CommandApdu.of(0x80, 0xCA, VaultContents.TAG >>> 8, VaultContents.TAG & 0xFF);
        return Reply.of(link.exchange(command.expectingAny()), VaultContents::read);
    }

    /// Has the vault prove with its device key that it keeps these contents, for a fresh nonce.
    ///
    /// @param device the vault's device key, known from its personalisation
    /// @return the proof, 64 bytes, which others can check; [Reply.Unexpected] when it proves
    ///   nothing
    public Reply<Proof> prove(SecureLink link, VaultContents contents, ECPublicKey device)
            throws IOException {
        byte[] nonce = new byte[VaultContents.NONCE_BYTES];
        random.nextBytes(nonce);
        var command = CommandApdu.of(0x80, 0x88, 0, 1).with(nonce).expectingAny();
        return Reply.of(
                link.exchange(command),
                data ->
                        signature(data)
                                .filter(found -> contents.isProvenBy(found, nonce, device))
                                .map(found -> new Proof(nonce, found)));
    }

    private static Optional<byte[]> signature(byte[] data) {
        return TlvReader.readOne(data)
                .filter(item -> item.tag() == SIGNATURE_TAG)
                .filter(item -> item.length() == P256.SIGNATURE_BYTES)
                .map(Tlv::value);
    }

    /// Brings the vault a newer revocation list.
    public static Reply<Reply.Nothing> revoke(SecureLink link, RevocationList list)
            throws IOException {
        var command = CommandApdu.of(0x80, 0xE2, 0, STORE_REVOCATIONS).with(list.bytes());
        return Reply.of(link.exchange(command), data -> Optional.of(Reply.Nothing.NOTHING));
    }

    /// A nonce and the device key's signature over it and the contents.
    public static final class Proof {
        private final byte[] nonce;
        private final byte[] signature;

        Proof(byte[] nonce, byte[] signature) {
            this.nonce = nonce;
            this.signature = signature;
        }

        public byte[] nonce() {
            return nonce.clone();
        }

        /// `r | s`, 64 bytes.
        public byte[] signature() {
            return signature.clone();
        }
    }
}
