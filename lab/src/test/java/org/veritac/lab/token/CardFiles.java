// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.token;

import org.veritac.card.CardLink;
import org.veritac.card.apdu.ChainingLink;
import org.veritac.card.apdu.CommandApdu;
import org.veritac.card.apdu.Exchange;
import org.veritac.subscription.files.FileNode;
import org.veritac.subscription.files.FilePath;
import org.veritac.subscription.files.FileTree;
import org.veritac.subscription.files.Structure;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/// All files of a card as a phone reads them: SELECT and READ, file by file.
final class CardFiles {
    private static final HexFormat HEX = HexFormat.of();
    private static final int AT_ONCE = 256;

    private final ChainingLink card;
    private final FileTree tree;

    private CardFiles(CardLink card, FileTree tree) {
        this.card = new ChainingLink(card);
        this.tree = tree;
    }

    /// What SELECT and READ say to each file of a tree after a reset: status words and bytes.
    static Map<String, String> read(CardLink card, FileTree tree) throws IOException {
        card.reset();
        return new CardFiles(card, tree).all();
    }

    private Map<String, String> all() throws IOException {
        var files = new TreeMap<String, String>();
        for (FilePath path : tree.paths()) {
            String said = HEX.formatHex(select(path));
            if (tree.find(path).orElseThrow() instanceof FileNode.ElementaryFile file) {
                said += " " + HEX.formatHex(content(file.structure()));
            }
            files.put(path.toString(), said);
        }
        return files;
    }

    private byte[] select(FilePath path) throws IOException {
        var top = new FilePath(path.ids().subList(0, Math.min(1, path.ids().size())));
        String rest = path.toString();
        if (!path.ids().isEmpty()
                && tree.find(top).orElseThrow() instanceof FileNode.Directory directory
                && directory.isApplication()) {
            ask(CommandApdu.of(0, 0xA4, 4, 0x0C).with(directory.name().bytes()));
            rest = "7FFF" + rest.substring(4);
        }
        var select = CommandApdu.of(0, 0xA4, path.ids().isEmpty() ? 0 : 8, 4);
        byte[] place = HEX.parseHex(path.ids().isEmpty() ? "3F00" : rest);
        return ask(select.with(place).expectingAny());
    }

    private byte[] content(Structure structure) throws IOException {
        var out = new ByteArrayOutputStream();
        switch (structure) {
            case Structure.Transparent(int size) -> {
                for (int at = 0; at < size; at += AT_ONCE) {
                    int expected = Math.min(AT_ONCE, size - at);
                    out.writeBytes(
                            ask(CommandApdu.of(0, 0xB0, at >> 8, at & 0xFF).expecting(expected)));
                }
            }
            case Structure.LinearFixed(int length, int count) -> records(length, count, out);
            case Structure.Cyclic(int length, int count) -> records(length, count, out);
            case Structure.BerTlv _ -> {}
        }
        return out.toByteArray();
    }

    private void records(int length, int count, ByteArrayOutputStream out) throws IOException {
        for (int i = 1; i <= count; i++) {
            out.writeBytes(ask(CommandApdu.of(0, 0xB2, i, 4).expecting(length)));
        }
    }

    private byte[] ask(CommandApdu command) throws IOException {
        return Exchange.send(card, command).bytes();
    }
}
