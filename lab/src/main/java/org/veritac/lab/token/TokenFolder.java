// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.token;

import org.veritac.card.channel.P256;
import org.veritac.handset.mirror.DeviceKit;
import org.veritac.subscription.transfer.KeptRecord;
import org.veritac.subscription.transfer.Octets;
import org.veritac.subscription.transfer.Receipt;
import org.veritac.subscription.transfer.TokenId;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/// A token of the lab on disk: `token.kit` and `token.state`, or `card.state` where it is a card;
/// the kits of its handsets, the operator's key. Unprotected.
final class TokenFolder {
    private static final String STATE = "token.state";
    private static final String CARD = "card.state";
    private static final String KIT = "token.kit";
    private static final String OPERATOR = "operator.key";

    private final Path folder;

    TokenFolder(Path folder) throws IOException {
        this.folder =
                Files.createDirectories(
                        folder,
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rwx------")));
    }

    boolean holdsToken() {
        return Files.exists(folder.resolve(STATE));
    }

    boolean holdsCard() {
        return Files.exists(folder.resolve(CARD));
    }

    Path handsetKit(int number) {
        return folder.resolve("handset-" + number + ".kit");
    }

    void make(TokenMaker.Token token, PrivateKey operator, List<DeviceKit> handsets)
            throws IOException {
        makeOthers(operator, handsets);
        write(folder.resolve(KIT), token.kit().text().getBytes(StandardCharsets.UTF_8));
        keep(token.kept());
    }

    private void makeOthers(PrivateKey operator, List<DeviceKit> handsets) throws IOException {
        for (int i = 0; i < handsets.size(); i++) {
            write(handsetKit(i + 1), handsets.get(i).text().getBytes(StandardCharsets.UTF_8));
        }
        write(
                folder.resolve(OPERATOR),
                ((ECPrivateKey) operator).getS().toString(16).getBytes(StandardCharsets.US_ASCII));
    }

    /// The same with a card.
    void make(ChipToken token, PrivateKey operator, List<DeviceKit> handsets) throws IOException {
        makeOthers(operator, handsets);
        keep(token.id(), token.card().memory());
    }

    /// `id(8) memory`
    void keep(TokenId card, byte[] memory) throws IOException {
        var all = ByteBuffer.allocate(Long.BYTES + memory.length);
        write(folder.resolve(CARD), all.putLong(card.value()).put(memory).array());
    }

    /// The card, which keeps here what changes.
    KeptCard card() throws IOException {
        var state = cardState();
        var id = new TokenId(state.getLong());
        byte[] memory = new byte[state.remaining()];
        state.get(memory);
        return new KeptCard(ChipToken.remembering(id, memory), next -> keep(id, next));
    }

    /// Which token it is, a card or not.
    TokenId id() throws IOException {
        return new TokenId(holdsCard() ? cardState().getLong() : kit().id());
    }

    private ByteBuffer cardState() throws IOException {
        byte[] all = Files.readAllBytes(folder.resolve(CARD));
        if (all.length < Long.BYTES) {
            throw new IOException("the state of a card that is cut off");
        }
        return ByteBuffer.wrap(all);
    }

    PrivateKey operator() throws IOException {
        String hex = Files.readString(folder.resolve(OPERATOR));
        return P256.privateKey(HexFormat.of().parseHex("0".repeat(64 - hex.length()) + hex));
    }

    DeviceKit kit() throws IOException {
        return DeviceKit.read(Files.readString(folder.resolve(KIT)))
                .orElseThrow(() -> new IOException("no kit of a token in " + folder));
    }

    void keep(ReferenceToken.Kept kept) throws IOException {
        write(folder.resolve(STATE), bytes(kept));
    }

    /// `length(4) record receipt...`
    static byte[] bytes(ReferenceToken.Kept kept) {
        byte[] record = KeptRecord.of(kept.record());
        var all = new ByteArrayOutputStream();
        all.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(record.length).array());
        all.writeBytes(record);
        kept.receipts().forEach(receipt -> all.writeBytes(receipt.octets().bytes()));
        return all.toByteArray();
    }

    ReferenceToken.Kept kept() throws IOException {
        return kept(Files.readAllBytes(folder.resolve(STATE)));
    }

    /// @throws IOException when they are of another version
    static ReferenceToken.Kept kept(byte[] all) throws IOException {
        int length = ByteBuffer.wrap(all).getInt();
        int at = Integer.BYTES + length;
        var record =
                KeptRecord.token(Arrays.copyOfRange(all, Integer.BYTES, at))
                        .orElseThrow(() -> new IOException("a state of another version"));
        var receipts = new ArrayList<Receipt>();
        for (; at < all.length; at += Receipt.BYTES) {
            Receipt.read(Octets.of(Arrays.copyOfRange(all, at, at + Receipt.BYTES)))
                    .ifPresent(receipts::add);
        }
        return new ReferenceToken.Kept(record, receipts);
    }

    static void write(Path file, byte[] bytes) throws IOException {
        Path next = file.resolveSibling(file.getFileName() + ".next");
        Files.deleteIfExists(next);
        Files.createFile(
                next,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(next, bytes);
        try (var channel = FileChannel.open(next, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
