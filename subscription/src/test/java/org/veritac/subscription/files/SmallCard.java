// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.files;

import org.veritac.card.Secret;
import org.veritac.subscription.aka.AkaState;
import org.veritac.subscription.aka.Attempts;
import org.veritac.subscription.aka.Authenticator;
import org.veritac.subscription.aka.Autn;
import org.veritac.subscription.aka.Challenge;
import org.veritac.subscription.aka.Limits;
import org.veritac.subscription.aka.Milenage;
import org.veritac.subscription.aka.SequenceArray;
import org.veritac.subscription.files.FileNode.Directory;
import org.veritac.subscription.files.FileNode.ElementaryFile;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/// A card with one file of each kind, rules of each kind, and a USIM with a key of all zeros.
final class SmallCard implements NetworkAuthentication {
    static final FilePath USIM = FilePath.of("7FD0");
    static final int FREE = 1;
    static final int WITH_PIN1 = 2;
    static final int WITH_PIN2 = 3;
    static final int NEVER = 4;
    static final int EITHER = 5;
    private static final HexFormat HEX = HexFormat.of();
    private static final Secret KEY = Secret.of(new byte[16]);
    private static final String[] RULES = {
        "80011F9000" + "8401329000",
        "80011FA406830101950108" + "840132A406830101950108",
        "800101A406830101950108" + "800102A406830181950108",
        "8001029700",
        "80011FA010A406830181950108A40683010A950108",
    };

    final List<Change> kept = new ArrayList<>();
    final Milenage functions = new Milenage(KEY, KEY);
    boolean full;
    private AkaState numbers = new AkaState(SequenceArray.fresh(), Attempts.NONE);
    private final FileTree.Builder tree = new FileTree.Builder();
    private final List<Change> contents = new ArrayList<>();

    SmallCard() {
        directory("", "");
        rules("2F06");
        file("2FE2", new Structure.Transparent(10), FREE, 2);
        directory("7F10", "");
        rules("7F106F06");
        file("7F106F3A", new Structure.LinearFixed(4, 3), WITH_PIN1, 0);
        file("7F106F44", new Structure.Cyclic(3, 4), WITH_PIN1, 0);
        file("7F105F01", new Structure.BerTlv(64), FREE, 0);
        file("7F106F02", new Structure.Transparent(300), FREE, 0);
        file("7F106F03", new Structure.Transparent(2), NEVER, 0);
        file("7F106F04", new Structure.Transparent(2), WITH_PIN2, 0);
        file("7F106F05", new Structure.Transparent(2), EITHER, 0);
        file("7F106F09", new Structure.Transparent(2), 9, 0);
        directory("7FD0", "A0000000871002FF49");
        rules("7FD06F06");
        file("7FD06F07", new Structure.Transparent(9), WITH_PIN1, 7);
        file("7FD06F38", new Structure.Transparent(5), FREE, 4);
        tree.add(
                FilePath.of("7F106F46"),
                new ElementaryFile(
                        new Structure.Transparent(9),
                        new AccessReference(0x6F06, FREE),
                        0,
                        0,
                        FilePath.of("7FD06F07")));
        code(CodeKey.pin(FilePath.MF, 0x01), "1234", 7, 1);
        code(CodeKey.puk(1), "12345678", 0, 0);
        code(CodeKey.pin(FilePath.of("7F10"), 0x81), "5678", 3, 2);
        code(CodeKey.puk(2), "87654321", 0, 0);
        code(CodeKey.pin(FilePath.MF, 0x0A), "55555555", 3, 0);
    }

    private void directory(String path, String name) {
        tree.add(
                FilePath.of(path),
                new Directory(
                        Content.of(HEX.parseHex(name)),
                        new AccessReference(0x2F06, FREE),
                        List.of(0x01, 0x81, 0x0A)));
    }

    private void file(String path, Structure structure, int rule, int sfi) {
        int rules = path.length() == 4 ? 0x2F06 : 0x6F06;
        tree.add(
                FilePath.of(path),
                new ElementaryFile(structure, new AccessReference(rules, rule), sfi, 0, null));
        byte[] content = new byte[structure instanceof Structure.BerTlv ? 0 : structure.size()];
        for (int i = 0; i < content.length; i++) {
            content[i] = (byte) i;
        }
        contents.add(new Change.OfFile(FilePath.of(path), Content.of(content)));
    }

    private void rules(String path) {
        byte[] all = new byte[RULES.length * 40];
        Arrays.fill(all, (byte) 0xFF);
        for (int i = 0; i < RULES.length; i++) {
            byte[] rule = HEX.parseHex(RULES[i]);
            System.arraycopy(rule, 0, all, 40 * i, rule.length);
        }
        file(path, new Structure.LinearFixed(40, RULES.length), FREE, 0);
        contents.add(new Change.OfFile(FilePath.of(path), Content.of(all)));
    }

    private void code(CodeKey key, String digits, int attributes, int unblockedBy) {
        byte[] value = new byte[Code.BYTES];
        Arrays.fill(value, (byte) 0xFF);
        byte[] given = digits.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        System.arraycopy(given, 0, value, 0, given.length);
        contents.add(
                new Change.OfCode(key, new Code(Secret.of(value), 3, 3, attributes, unblockedBy)));
    }

    FileTree tree() {
        return tree.build();
    }

    UiccState state() {
        return UiccState.EMPTY.withAll(contents);
    }

    Uicc insert() {
        return new Uicc(tree(), state(), this::keep, this);
    }

    private void keep(Change change) throws IOException {
        if (full) {
            throw new IOException("no room");
        }
        kept.add(change);
    }

    @Override
    public Authenticator.Answer umts(FilePath application, Challenge rand, Autn autn) {
        var judged = authenticator().umts(rand, autn, numbers, 0);
        numbers = judged.state();
        return judged.answer();
    }

    @Override
    public Authenticator.Answer gsm(FilePath application, Challenge rand) {
        var judged = authenticator().gsm(rand, numbers, 0);
        numbers = judged.state();
        return judged.answer();
    }

    private Authenticator authenticator() {
        return new Authenticator(functions, SequenceArray.Window.STANDARD, new Limits(2, 2, 2, 2));
    }
}
