// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.profile;

import static org.assertj.core.api.Assertions.assertThat;

import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.veritac.subscription.files.FilePath;
import org.veritac.subscription.files.FileTree;
import org.veritac.subscription.profile.ProfilePackage.Reading;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

final class ProfilePackageTest {
    private static final ProfilePackage MADE = Made.of(Made.milenage());

    private static Reading read(byte[] bytes) {
        return ProfilePackage.read(bytes);
    }

    private static Reading malformed(Flaw flaw, int element) {
        return new Reading.Malformed(flaw, element);
    }

    private static Element first(int tag) {
        return MADE.elements().stream().filter(one -> one.tag() == tag).findFirst().orElseThrow();
    }

    private static byte[] all(List<Element> elements) {
        var out = new ByteArrayOutputStream();
        elements.forEach(element -> out.writeBytes(element.bytes()));
        return out.toByteArray();
    }

    @Test
    void readsItsElementsInTheirOrder() {
        assertThat(read(MADE.bytes())).isEqualTo(new Reading.Whole(MADE));
        List<Element> swapped = new ArrayList<>(MADE.elements());
        swapped.add(0, swapped.removeLast());
        assertThat(read(all(swapped))).isEqualTo(malformed(Flaw.MISPLACED, 0));
        assertThat(read(all(List.of(first(Element.HEADER)))))
                .isEqualTo(malformed(Flaw.MISPLACED, 0));
        assertThat(read(new byte[0])).isEqualTo(malformed(Flaw.MISPLACED, 0));
        List<Element> twice = new ArrayList<>(MADE.elements());
        twice.add(3, first(Element.HEADER));
        assertThat(read(all(twice))).isEqualTo(malformed(Flaw.MISPLACED, 3));
    }

    @Test
    void takesSoManyElementsAndNoMore() {
        Element end = first(Element.END);
        List<Element> many = new ArrayList<>(List.of(first(Element.HEADER)));
        while (many.size() < ProfilePackage.ELEMENTS_MAX - 1) {
            many.add(new Element(Element.RFM, Fields.none()));
        }
        many.add(end);
        assertThat(read(all(many))).isInstanceOf(Reading.Whole.class);
        many.add(end);
        assertThat(read(all(many)))
                .isEqualTo(malformed(Flaw.TOO_MANY_ELEMENTS, ProfilePackage.ELEMENTS_MAX));
        assertThat(read(new byte[ProfilePackage.BYTES_MAX + 1]))
                .isEqualTo(malformed(Flaw.TOO_LONG, 0));
    }

    @Test
    void otherEncodingsAndOtherTagsAreRefused() {
        byte[] bytes = MADE.bytes();
        for (int length = 1; length < bytes.length; length += 7) {
            assertThat(read(Arrays.copyOf(bytes, length))).isInstanceOf(Reading.Malformed.class);
        }
        assertThat(read(new byte[] {0x30, 0})).isEqualTo(malformed(Flaw.UNKNOWN_FIELD, 0));
        assertThat(read(new byte[] {0x60, 0})).isEqualTo(malformed(Flaw.UNKNOWN_FIELD, 0));
        assertThat(read(new byte[] {(byte) 0xA0, (byte) 0x80, 0, 0}))
                .as("indefinite length")
                .isInstanceOf(Reading.Malformed.class);
        byte[] longLength = new byte[bytes.length + 1];
        assertThat(bytes[1]).as("a short length").isPositive();
        longLength[0] = bytes[0];
        longLength[1] = (byte) 0x81;
        System.arraycopy(bytes, 1, longLength, 2, bytes.length - 1);
        assertThat(read(longLength)).isEqualTo(malformed(Flaw.NOT_DER, 0));
    }

    /// A thousand SEQUENCEs, one in the other.
    @Test
    void deepNestingEndsInAFlaw() {
        byte[] nested = {};
        for (int i = 0; i < 1000; i++) {
            var out = new ByteArrayOutputStream();
            out.write(0xA0);
            if (nested.length > 0xFF) {
                out.write(0x82);
                out.write(nested.length >> 8);
            } else if (nested.length > 0x7F) {
                out.write(0x81);
            }
            out.write(nested.length);
            out.writeBytes(nested);
            nested = out.toByteArray();
        }
        assertThat(read(nested)).isInstanceOf(Reading.Malformed.class);
    }

    /// A package whose element with some number is another.
    private static Profile.Result of(int tag, Element other) {
        List<Element> changed = new ArrayList<>(MADE.elements());
        changed.set(changed.indexOf(first(tag)), other);
        return Profile.of(TestProfiles.whole(all(changed)));
    }

    private static Flaw flaw(Profile.Result result) {
        if (result instanceof Profile.Result.Unusable(var flaw, _)) {
            return flaw;
        }
        throw new AssertionError("a card was made");
    }

    private static Flaw flaw(FileCommand... commands) {
        return flaw(of(Element.FILE_MANAGEMENT, management(Stream.of(commands))));
    }

    private static Element management(Stream<FileCommand> commands) {
        var list = new DERSequence(FileCommand.writeManagement(commands.toList()));
        return new Element(
                Element.FILE_MANAGEMENT,
                Fields.none().and(Headers.of(1).as(0)).and(new DERTaggedObject(false, 1, list)));
    }

    private static FileCommand create(int id) {
        return new FileCommand.Describe(
                Fcp.EMPTY.withDescriptor(0x41, 0x21).withIdentifier(id).withSize(2));
    }

    private static FileCommand write(int bytes) {
        return new FileCommand.Write(org.veritac.subscription.files.Content.of(new byte[bytes]));
    }

    @Test
    void filesThatCannotBeMadeAreNamedByTheirFlaw() {
        Fcp fcp = Fcp.EMPTY.withDescriptor(0x41, 0x21).withIdentifier(0x4242);
        assertThat(flaw(new FileCommand.Describe(fcp))).isEqualTo(Flaw.MISSING_SIZE);
        assertThat(flaw(new FileCommand.Describe(fcp.withLink(new byte[] {0x42, 0x43}))))
                .isEqualTo(Flaw.BROKEN_LINK);
        assertThat(flaw(new FileCommand.Describe(fcp.withLink(new byte[3]))))
                .isEqualTo(Flaw.BAD_VALUE);
        assertThat(flaw(new FileCommand.Describe(Fcp.EMPTY))).isEqualTo(Flaw.MISSING_FIELD);
        assertThat(flaw(create(0x2FE2))).isEqualTo(Flaw.FILE_EXISTS);
        assertThat(flaw(new FileCommand.Enter(FilePath.of("4242")), create(0x4243)))
                .isEqualTo(Flaw.NO_PARENT);
        assertThat(flaw(create(0x4242), write(3))).isEqualTo(Flaw.CONTENT_OUTSIDE);
        assertThat(flaw(create(0x4242), new FileCommand.Skip(1), write(2)))
                .isEqualTo(Flaw.CONTENT_OUTSIDE);
        assertThat(flaw(write(1))).isEqualTo(Flaw.CONTENT_OUTSIDE);
        assertThat(flaw(new FileCommand.Describe(fcp.withDescriptor(0x42, 0x21, 0, 0).withSize(2))))
                .isEqualTo(Flaw.BAD_VALUE);
        assertThat(flaw(new FileCommand.Describe(fcp.withDescriptor(0x42, 0x21, 0, 3).withSize(2))))
                .isEqualTo(Flaw.BAD_VALUE);
        assertThat(flaw(new FileCommand.Describe(fcp.withDescriptor(0x01)))).isNotNull();
    }

    @Test
    void makesSoManyFilesAndNoMore() {
        List<FileCommand> many = new ArrayList<>();
        for (int i = 0; i < FileTree.FILES_MAX; i++) {
            many.add(create(0x5000 + i));
        }
        List<Element> base = new ArrayList<>(MADE.elements());
        base.remove(first(Element.FILE_MANAGEMENT));
        int last = base.size() - 1;
        int made = made(base).tree().paths().size();
        base.add(last, management(many.stream().limit(FileTree.FILES_MAX - made)));
        assertThat(made(base).tree().paths()).hasSize(FileTree.FILES_MAX);
        base.set(
                last,
                management(
                        Stream.concat(
                                many.stream().limit(FileTree.FILES_MAX - made),
                                Stream.of(create(0x4FFF)))));
        assertThat(flaw(Profile.of(TestProfiles.whole(all(base))))).isEqualTo(Flaw.TOO_MANY_FILES);
    }

    private static Profile made(List<Element> elements) {
        return TestProfiles.made(TestProfiles.whole(all(elements)));
    }

    @Test
    void aListOfCommandsHasAnEnd() {
        List<FileCommand> many = new ArrayList<>(List.of(create(0x4242)));
        while (many.size() < FileCommand.COMMANDS_MAX) {
            many.add(new FileCommand.Skip(0));
        }
        assertThat(of(Element.FILE_MANAGEMENT, management(many.stream())))
                .isInstanceOf(Profile.Result.Made.class);
        many.add(new FileCommand.Skip(0));
        assertThat(flaw(of(Element.FILE_MANAGEMENT, management(many.stream()))))
                .isEqualTo(Flaw.BAD_VALUE);
        assertThat(flaw(create(0x4242), new FileCommand.Skip(FileCommand.OFFSET_MAX + 1)))
                .isEqualTo(Flaw.BAD_VALUE);
    }

    @Test
    void elementsOfUnknownTemplatesOrWithUnknownFilesAreRefused() {
        Element usim = first(Element.USIM);
        Fields other = usim.fields().with(Fields.tagged(1, "2.23.143.1.2.4.2"));
        assertThat(flaw(of(Element.USIM, new Element(Element.USIM, other))))
                .isEqualTo(Flaw.UNKNOWN_TEMPLATE);
        assertThat(flaw(of(Element.USIM, new Element(Element.ISIM, usim.fields()))))
                .isEqualTo(Flaw.UNKNOWN_TEMPLATE);
        Fields more = usim.fields().and(new DERTaggedObject(false, 26, new DERSequence()));
        assertThat(flaw(of(Element.USIM, new Element(Element.USIM, more))))
                .isEqualTo(Flaw.UNKNOWN_FIELD);
        assertThat(flaw(of(Element.MF, new Element(Element.RFM, Fields.none()))))
                .isEqualTo(Flaw.NO_PARENT);
    }

    @Test
    void aTemplateMayLeaveAFileOut() {
        Element usim = first(Element.USIM);
        var nothing = new DERSequence(new DERTaggedObject(false, 0, DERNull.INSTANCE));
        int field = Template.find("2.23.143.1.2.4").orElseThrow().tag("ef-netpar");
        Fields without = usim.fields().with(new DERTaggedObject(false, field, nothing));
        Profile.Result result = of(Element.USIM, new Element(Element.USIM, without));
        assertThat(result).isInstanceOf(Profile.Result.Made.class);
        if (result instanceof Profile.Result.Made(var profile)) {
            assertThat(profile.tree().find(FilePath.of("7FD06FC4"))).isEmpty();
            assertThat(profile.tree().find(FilePath.of("7FD06F7E"))).isPresent();
        }
    }

    @Test
    void algorithmsAndCodesThatAreNotKnownAreRefused() throws Exception {
        Element aka = first(Element.AKA);
        Fields parameters = Fields.of(Fields.inside(aka.fields().require(1)));
        assertThat(flaw(aka(aka, parameters.with(0, 9)))).isEqualTo(Flaw.UNSUPPORTED_ALGORITHM);
        assertThat(flaw(aka(aka, parameters.with(1, new byte[] {3}))))
                .isEqualTo(Flaw.UNSUPPORTED_ALGORITHM);
        assertThat(flaw(aka(aka, parameters.with(1, new byte[] {8}))))
                .isEqualTo(Flaw.UNSUPPORTED_ALGORITHM);
        assertThat(flaw(aka(aka, parameters.with(2, new byte[15])))).isEqualTo(Flaw.BAD_VALUE);
        assertThat(flaw(aka(aka, parameters.with(4, new byte[4])))).isEqualTo(Flaw.BAD_VALUE);
        Element twice = first(Element.PINS);
        assertThat(flaw(of(Element.AKA, twice))).isEqualTo(Flaw.BAD_VALUE);
        var tooMany = new ASN1EncodableVector();
        for (int i = 0; i <= CodeElement.CODES_MAX; i++) {
            tooMany.add(new DERSequence());
        }
        Fields pins =
                twice.fields()
                        .with(
                                Fields.around(
                                        1,
                                        new DERTaggedObject(false, 0, new DERSequence(tooMany))));
        assertThat(flaw(of(Element.PINS, new Element(Element.PINS, pins))))
                .isEqualTo(Flaw.BAD_VALUE);
    }

    private static Profile.Result aka(Element aka, Fields parameters) {
        return of(
                Element.AKA,
                new Element(Element.AKA, aka.fields().with(Fields.around(1, parameters.as(1)))));
    }

    @ParameterizedTest
    @MethodSource("patterns")
    void fillsAsThePatternSays(String notation, String expected) {
        assertThat(Fill.parse(notation).bytes(6)).isEqualTo(HexFormat.of().parseHex(expected));
    }

    static Stream<org.junit.jupiter.params.provider.Arguments> patterns() {
        return Stream.of(
                org.junit.jupiter.params.provider.Arguments.of("FF*", "ffffffffffff"),
                org.junit.jupiter.params.provider.Arguments.of("07FF*", "07ffffffffff"),
                org.junit.jupiter.params.provider.Arguments.of("FF*0102", "ffffffff0102"),
                org.junit.jupiter.params.provider.Arguments.of("0A", "0affffffffff"),
                org.junit.jupiter.params.provider.Arguments.of("010203040506", "010203040506"));
    }

    @Test
    void patternsOfPackagesRepeatTheirLastByteOrAll() {
        assertThat(Fill.thenLast(new byte[] {1, 2}).bytes(4)).containsExactly(1, 2, 2, 2);
        assertThat(Fill.repeating(new byte[] {1, 2}).bytes(5)).containsExactly(1, 2, 1, 2, 1);
        assertThat(Fill.thenLast(new byte[] {1, 2, 3}).bytes(2)).containsExactly(1, 2);
    }
}
