// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.handset.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.US_ASCII;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.veritac.card.Secret;
import org.veritac.identity.Iccid;
import org.veritac.identity.Imsi;
import org.veritac.subscription.aka.AkaState;
import org.veritac.subscription.aka.Comp128;
import org.veritac.subscription.aka.Constants;
import org.veritac.subscription.aka.Tuak;
import org.veritac.subscription.profile.AkaParameters.Kind;
import org.veritac.subscription.profile.ProfileMaker;
import org.veritac.subscription.profile.ProfilePackage;
import org.veritac.subscription.transfer.Contents;
import org.veritac.subscription.transfer.Part;

import java.util.Arrays;
import java.util.List;

final class KeysPartTest {
    private static final byte[] K = "a key of 16 byte".getBytes(US_ASCII);
    private static final byte[] OPC = "and another of 1".getBytes(US_ASCII);

    /// A kind, the form that it has, and what of keys stands in front.
    record Form(Kind kind, byte form, int keys) {}

    static List<Form> forms() {
        return List.of(
                new Form(new Kind.OfMilenage(Constants.STANDARD), (byte) 1, 32),
                new Form(new Kind.OfXor(8), (byte) 3, 16),
                new Form(new Kind.OfXor(16), (byte) 4, 16),
                new Form(new Kind.OfXor(4), (byte) 0, 0),
                new Form(new Kind.OfTuak(Tuak.Lengths.STANDARD, 1), (byte) 0, 0),
                new Form(new Kind.OfComp128(Comp128.Version.ONE), (byte) 0, 0));
    }

    private static ProfilePackage made(Kind kind) {
        var identity =
                new ProfileMaker.Identity(
                        Iccid.of("8900101234567890129"),
                        Imsi.of("001010123456789"),
                        2,
                        null,
                        "Veritac");
        var codes =
                new ProfileMaker.Codes(
                        digits("0000"),
                        digits("12345678"),
                        digits("0000"),
                        digits("12345678"),
                        digits("12345678"));
        byte[] opc = kind instanceof Kind.OfTuak ? Arrays.copyOf(OPC, 32) : OPC;
        return ProfileMaker.make(
                new ProfileMaker.Parameters(identity, kind, Secret.of(K), Secret.of(opc), codes));
    }

    private static Secret digits(String digits) {
        return Secret.of(digits.getBytes(US_ASCII));
    }

    @ParameterizedTest
    @MethodSource("forms")
    void showsAChipWhatItNeedsAndGivesThePackageBack(Form form) {
        var whole = made(form.kind());
        var contents = PackageContents.of(whole).orElseThrow();
        byte[] keys = contents.find(Part.KEYS).orElseThrow().bytes();
        assertThat(keys[0]).isEqualTo(form.form());
        byte[] both = Arrays.copyOf(K, 32);
        System.arraycopy(OPC, 0, both, 16, 16);
        assertThat(Arrays.copyOfRange(keys, 1, 1 + form.keys()))
                .isEqualTo(Arrays.copyOf(both, form.keys()));
        var back = PackageContents.subscription(Secret.of(keys), contents).orElseThrow();
        assertThat(back.exported().bytes()).isEqualTo(whole.bytes());
    }

    @ParameterizedTest
    @MethodSource("forms")
    void noneIsTakenWhoseKeyIsCutOffOrAnother(Form form) {
        var contents = PackageContents.of(made(form.kind())).orElseThrow();
        byte[] keys = contents.find(Part.KEYS).orElseThrow().bytes();
        for (int length = 0; length < keys.length; length++) {
            var cut = Secret.of(Arrays.copyOf(keys, length));
            PackageContents.subscription(cut, contents)
                    .ifPresent(found ->
                            assertThat(found.profile().aka().getFirst().k().matches(K)).isTrue());
        }
        for (int length = 0; length <= 1 + form.keys(); length++) {
            var cut = Secret.of(Arrays.copyOf(keys, length));
            assertThat(PackageContents.subscription(cut, contents)).isEmpty();
        }
        if (form.keys() > 0) {
            byte[] bent = keys.clone();
            bent[1] ^= 1;
            assertThat(PackageContents.subscription(Secret.of(bent), contents)).isEmpty();
        }
        for (int unknown : new int[] {2, 5, 255}) {
            keys[0] = (byte) unknown;
            assertThat(PackageContents.subscription(Secret.of(keys), contents)).isEmpty();
        }
    }

    @Test
    void sequenceNumbersAreOneArrayOfAFixedLength() {
        var contents =
                PackageContents.of(made(new Kind.OfMilenage(Constants.STANDARD))).orElseThrow();
        assertThat(contents.find(Part.SEQUENCE).orElseThrow().bytes())
                .hasSize(AkaState.BYTES)
                .hasSize(225);
        var keys = Secret.of(contents.find(Part.KEYS).orElseThrow().bytes());
        Contents bent =
                contents.with(
                        Part.SEQUENCE,
                        org.veritac.subscription.transfer.Octets.of(new byte[AkaState.BYTES - 1]));
        assertThat(PackageContents.subscription(keys, bent)).isEmpty();
    }
}
