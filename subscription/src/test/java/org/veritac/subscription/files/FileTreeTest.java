// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.veritac.card.Secret;
import org.veritac.subscription.files.Condition.Operation;
import org.veritac.subscription.files.FileNode.Directory;
import org.veritac.subscription.files.FileNode.ElementaryFile;

import java.util.Collections;
import java.util.HexFormat;
import java.util.List;

final class FileTreeTest {
    private static final AccessReference FREE = new AccessReference(0x2F06, 1);

    private static Directory directory() {
        return new Directory(Content.EMPTY, FREE, List.of());
    }

    private static ElementaryFile link(String path) {
        return new ElementaryFile(new Structure.Transparent(1), FREE, 0, 0, FilePath.of(path));
    }

    private static FileTree.Builder mf() {
        var tree = new FileTree.Builder();
        assertThat(tree.add(FilePath.MF, directory())).isEqualTo(FileTree.Added.DONE);
        return tree;
    }

    @Test
    void holdsSoManyFilesAndNoMore() {
        FileTree.Builder tree = mf();
        for (int i = 1; i < FileTree.FILES_MAX; i++) {
            assertThat(tree.add(FilePath.MF.child(i), directory())).isEqualTo(FileTree.Added.DONE);
        }
        assertThat(tree.add(FilePath.of("FFFE"), directory())).isEqualTo(FileTree.Added.TOO_MANY);
        assertThat(tree.build().paths()).hasSize(FileTree.FILES_MAX);
    }

    @Test
    void addsInDirectoriesThatAreThereAndOnce() {
        FileTree.Builder tree = mf();
        assertThat(tree.add(FilePath.of("7F10"), directory())).isEqualTo(FileTree.Added.DONE);
        assertThat(tree.add(FilePath.of("7F10"), directory())).isEqualTo(FileTree.Added.EXISTS);
        assertThat(tree.add(FilePath.of("7F116F01"), directory()))
                .isEqualTo(FileTree.Added.NO_PARENT);
    }

    @Test
    void linksFollowEachOtherSoFarAndNotInCircles() {
        FileTree.Builder tree = mf();
        tree.add(
                FilePath.of("0000"),
                new ElementaryFile(new Structure.Transparent(1), FREE, 0, 0, null));
        for (int i = 1; i <= FileTree.LINKS_MAX + 1; i++) {
            tree.add(FilePath.MF.child(i), link("%04X".formatted(i - 1)));
        }
        tree.add(FilePath.of("0101"), link("0102"));
        tree.add(FilePath.of("0102"), link("0101"));
        tree.add(FilePath.of("0103"), link("4242"));
        FileTree built = tree.build();
        assertThat(built.resolve(FilePath.MF.child(FileTree.LINKS_MAX)))
                .contains(FilePath.of("0000"));
        assertThat(built.resolve(FilePath.MF.child(FileTree.LINKS_MAX + 1))).isEmpty();
        assertThat(built.resolve(FilePath.of("0101"))).isEmpty();
        assertThat(built.resolve(FilePath.of("0103"))).isEmpty();
        assertThat(built.resolve(FilePath.MF)).isEmpty();
    }

    @Test
    void pathsAreSoDeepAndNoDeeper() {
        FilePath deepest = new FilePath(Collections.nCopies(FilePath.DEPTH_MAX, 0x7F10));
        assertThat(FilePath.read(deepest.bytes())).contains(deepest);
        assertThatThrownBy(() -> deepest.child(1)).isInstanceOf(IllegalArgumentException.class);
        assertThat(FilePath.read(new byte[2 * FilePath.DEPTH_MAX + 2])).isEmpty();
        assertThat(FilePath.read(new byte[3])).isEmpty();
        assertThat(FilePath.MF.parent()).isEqualTo(FilePath.MF);
        assertThat(FilePath.of("7F105F3A")).hasToString("7F105F3A");
        assertThat(FilePath.MF).hasToString("3F00");
    }

    @Test
    void valuesAreInTheirRanges() {
        assertThat(new Structure.Transparent(Structure.SIZE_MAX).size()).isEqualTo(0xFFFF);
        assertThatThrownBy(() -> new Structure.Transparent(Structure.SIZE_MAX + 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(new Structure.LinearFixed(255, 254).size()).isEqualTo(64_770);
        assertThatThrownBy(() -> new Structure.LinearFixed(256, 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Structure.Cyclic(1, 255))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new AccessReference(0x10000, 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Directory(Content.of(new byte[17]), FREE, List.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(
                        () -> new ElementaryFile(new Structure.Transparent(1), FREE, 31, 0, null))
                .isInstanceOf(IllegalArgumentException.class);
        Secret eight = Secret.of(new byte[8]);
        assertThat(new Code(eight, 15, 15, 0, 0).isBlocked()).isFalse();
        assertThatThrownBy(() -> new Code(eight, 16, 1, 0, 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Code(eight, 0, 0, 0, 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Code(Secret.of(new byte[7]), 3, 3, 0, 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(Content.of(new byte[3])).hasToString("3 bytes");
    }

    /// The level is that of TS 51.011: 0 always, 1 and 2 the CHVs, 4 administrative, 15 never.
    @ParameterizedTest
    @CsvSource({
        "80010190 00, READ, 0",
        "8001029000, READ, 15",
        "800103A406830101950108, UPDATE, 1",
        "800103A406830181950108FFFF, UPDATE, 2",
        "800103A40683010A950108, READ, 4",
        "800103A40683010B950108, READ, 5",
        "840132A406830101950108, INCREASE, 1",
        "8401D4A406830101950108, INCREASE, 15",
        "800101A010A406830181950108A406830101950108, READ, 1",
        "800101AF10A406830181950108A406830101950108, READ, 2",
        "800101AF00, READ, 15",
        "800101A000, READ, 15",
        "800101A400, READ, 15",
        "800101B400, READ, 15",
        "8001019700, READ, 15",
        "80020101 9000, READ, 15",
        "8101019000, READ, 15",
        "80010190, READ, 15",
        "FFFF, READ, 15",
        "80015FA406830101950108 8401329000, INCREASE, 0",
    })
    void aRuleThatIsNotUnderstoodAllowsNothing(String record, Operation operation, int level) {
        byte[] bytes = HexFormat.of().parseHex(record.replace(" ", ""));
        assertThat(Condition.read(bytes, operation).level()).isEqualTo(level);
    }
}
