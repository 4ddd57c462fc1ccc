// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.profile;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.veritac.identity.Iccid;
import org.veritac.identity.Imsi;
import org.veritac.subscription.files.Content;
import org.veritac.subscription.files.FileNode;
import org.veritac.subscription.files.FilePath;
import org.veritac.subscription.files.FileTree;
import org.veritac.subscription.files.Structure;
import org.veritac.subscription.profile.TestProfiles.TestProfile;
import org.veritac.subscription.profile.ValueNotation.Noted;
import org.veritac.subscription.profile.ValueNotation.NotedFile;

import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/// The generic test profiles of GSMA TS.48, against their own value notation.
final class TestProfileScenario {
    private static final Map<String, String> DIRECTORIES =
            Map.ofEntries(
                    Map.entry("mf", ""),
                    Map.entry("telecom", "7F10"),
                    Map.entry("usim", "7FD0"),
                    Map.entry("opt-usim", "7FD0"),
                    Map.entry("gsm-access", "7FD05F3B"),
                    Map.entry("df-5gs", "7FD05FC0"),
                    Map.entry("df-saip", "7FD05FD0"),
                    Map.entry("csim", "7FC0"),
                    Map.entry("opt-csim", "7FC0"),
                    Map.entry("isim", "7FB0"),
                    Map.entry("opt-isim", "7FB0"));

    @ParameterizedTest
    @MethodSource("org.veritac.subscription.profile.TestProfiles#all")
    void isWrittenBackByteByByte(TestProfile given) throws Exception {
        ProfilePackage read = given.read();
        assertThat(read.bytes()).isEqualTo(given.bytes());
        assertThat(given.profile().exported(given.profile().state(), Map.of())).isEqualTo(read);
        assertThat(Subscription.of(given.profile()).exported().bytes()).isEqualTo(given.bytes());
    }

    @ParameterizedTest
    @MethodSource("org.veritac.subscription.profile.TestProfiles#all")
    void holdsTheSubscriptionItsReadmeTells(TestProfile given) throws Exception {
        Profile profile = given.profile();
        assertThat(profile.iccid()).contains(Iccid.of("89000123456789012341"));
        assertThat(profile.imsi()).contains(Imsi.of("001010123456789"));
        assertThat(profile.aka())
                .hasSize(2)
                .allSatisfy(
                        aka -> assertThat(aka.kind()).isEqualTo(new AkaParameters.Kind.OfXor(16)));
    }

    @ParameterizedTest
    @MethodSource("org.veritac.subscription.profile.TestProfiles#all")
    void everyFileIsAsTheValueNotationHasIt(TestProfile given) throws Exception {
        Profile profile = given.profile();
        List<NotedFile> noted = ValueNotation.read(given.notation());
        int filled = 0;
        for (NotedFile file : noted) {
            FilePath path = find(profile.tree(), file);
            compare(profile, path, file);
            filled += file.fills().size();
        }
        assertThat(noted).hasSizeGreaterThan(200);
        assertThat(filled).isGreaterThan(150);
        assertThat(noted.stream().map(file -> find(profile.tree(), file)).distinct())
                .as("no file is there that the notation has not")
                .hasSize(profile.tree().paths().size());
    }

    private static FilePath find(FileTree tree, NotedFile file) {
        if (file.field().isEmpty()) {
            return FilePath.of(file.path());
        }
        if (file.field().equals("mf")) {
            return FilePath.MF;
        }
        String directory = DIRECTORIES.getOrDefault(file.element(), "");
        List<FilePath> fitting =
                tree.paths().stream()
                        .filter(path -> path.toString().startsWith(directory))
                        .filter(path -> path.toString().endsWith(file.path()))
                        .filter(path -> isOf(file, path))
                        .toList();
        assertThat(fitting).as(file.element() + " " + file.field()).hasSize(1);
        return fitting.getFirst();
    }

    /// In DF.TELECOM the notation's identifiers come again in each directory.
    private static boolean isOf(NotedFile file, FilePath path) {
        if (!file.element().equals("telecom")) {
            boolean own =
                    DIRECTORIES.getOrDefault(file.element(), "").length() / 4
                            == path.ids().size() - 1;
            return own || file.field().matches("a?df-.*");
        }
        String below =
                switch (file.field()) {
                    case "ef-img", "ef-launch-scws" -> "7F105F50";
                    case "ef-pbr", "ef-psc", "ef-cc", "ef-puid" -> "7F105F3A";
                    case "ef-mlpl", "ef-mspl" -> "7F105F3C";
                    default -> path.parent().toString();
                };
        return path.parent().toString().equals(below);
    }

    private static void compare(Profile profile, FilePath path, NotedFile file) {
        FileNode node = profile.tree().find(path).orElseThrow();
        String access = file.attribute("securityAttributesReferenced");
        if (access != null) {
            assertThat("%04X%02X".formatted(node.access().file(), node.access().record()))
                    .isEqualTo(access);
        }
        switch (node) {
            case FileNode.Directory directory -> {
                String name = file.attribute("dfName");
                assertThat(directory.name())
                        .isEqualTo(
                                name == null
                                        ? Content.EMPTY
                                        : Content.of(HexFormat.of().parseHex(name)));
            }
            case FileNode.ElementaryFile ef -> {
                compare(ef, file);
                Content content =
                        profile.tree()
                                .resolve(path)
                                .flatMap(profile.state()::content)
                                .orElseThrow();
                for (Noted fill : file.fills()) {
                    assertThat(content.part(fill.offset(), fill.bytes().length))
                            .as(file.element() + " " + file.field() + " " + path)
                            .isEqualTo(fill.bytes());
                }
            }
        }
    }

    private static void compare(FileNode.ElementaryFile ef, NotedFile file) {
        String descriptor = file.attribute("fileDescriptor");
        if (descriptor != null) {
            assertThat("%02X".formatted(ef.structure().descriptor()))
                    .isEqualTo(descriptor.substring(0, 2));
            if (descriptor.length() == 8
                    && ef.structure() instanceof Structure.LinearFixed(int length, _)) {
                assertThat("%04X".formatted(length)).isEqualTo(descriptor.substring(4));
            }
        }
        String size = file.attribute("efFileSize");
        if (size != null) {
            assertThat(ef.structure().size()).isEqualTo(Integer.parseInt(size, 16));
        }
        String sfi = file.attribute("shortEFID");
        if (sfi != null) {
            assertThat(ef.sfi()).isEqualTo(sfi.isEmpty() ? 0 : Integer.parseInt(sfi, 16) >> 3);
        }
    }
}
