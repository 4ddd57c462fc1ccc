// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERTaggedObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.veritac.subscription.aka.Authenticator.Answer;
import org.veritac.subscription.aka.Autn;
import org.veritac.subscription.aka.Challenge;
import org.veritac.subscription.aka.Limits;
import org.veritac.subscription.files.CodeKey;
import org.veritac.subscription.files.FilePath;
import org.veritac.subscription.files.Uicc;
import org.veritac.subscription.profile.TestProfiles.TestProfile;

import java.io.IOException;
import java.util.HexFormat;

final class SubscribedNetworkTest {
    private static final FilePath ISIM = FilePath.of("7FB0");
    private static final FilePath USIM = FilePath.of("7FD0");
    private static final int ISIM_PIN = 20;
    private static final int ISIM_AKA = 21;
    private static final Challenge RAND = new Challenge(new byte[16]);

    @Test
    void nothingIsAnsweredThatWasNotRemembered() throws IOException {
        Subscription subscription = Made.subscription(Made.milenage());
        var network =
                new SubscribedNetwork(
                        subscription,
                        Limits.STANDARD,
                        () -> 0,
                        (_, _) -> {
                            throw new IOException("no room");
                        });
        assertThatThrownBy(() -> network.gsm(USIM, RAND)).isInstanceOf(IOException.class);
        assertThat(network.numbers().get(USIM)).isEqualTo(subscription.numbers(USIM));
        assertThat(network.umts(ISIM, RAND, new Autn(0, 0, 0)))
                .as("an application without keys")
                .isEqualTo(new Answer.NotSupported());
        network.close();
        assertThatThrownBy(() -> network.gsm(USIM, RAND)).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @MethodSource("org.veritac.subscription.profile.TestProfiles#all")
    void anApplicationMayUseTheKeysOfAnother(TestProfile given) throws Exception {
        byte[] usim = HexFormat.of().parseHex("A0000000871002FF49FF0589");
        Fields mapping = Fields.none().with(0, new byte[1]).with(1, usim);
        var mapped =
                new Element(
                        Element.AKA,
                        Fields.none()
                                .and(Headers.of(22).as(0))
                                .and(Fields.around(1, mapping.as(0))));
        Profile profile = TestProfiles.made(given.read().with(ISIM_AKA, mapped));
        assertThat(profile.aka()).hasSize(1);
        assertThat(profile.akaOf(ISIM)).isEqualTo(profile.akaOf(USIM)).isPresent();
        assertThat(profile.akaOf(FilePath.of("7FC0"))).isEmpty();
        var lost =
                new Element(
                        Element.AKA,
                        mapped.fields().with(Fields.around(1, mapping.with(1, new byte[5]).as(0))));
        assertThat(Profile.of(given.read().with(ISIM_AKA, lost)))
                .isEqualTo(new Profile.Result.Unusable(Flaw.BROKEN_LINK, ISIM_AKA));
    }

    @ParameterizedTest
    @MethodSource("org.veritac.subscription.profile.TestProfiles#all")
    void aDirectoryMayUseThePinsOfAnother(TestProfile given) throws Exception {
        var path = new DERTaggedObject(false, 1, new DEROctetString(USIM.bytes()));
        var shared =
                new Element(
                        Element.PINS,
                        Fields.none().and(Headers.of(21).as(0)).and(Fields.around(1, path)));
        ProfilePackage changed = given.read().with(ISIM_PIN, shared);
        Profile profile = TestProfiles.made(changed);
        assertThat(profile.state().code(CodeKey.pin(ISIM, 0x81))).isEmpty();
        assertThat(profile.state().code(CodeKey.pin(USIM, 0x81))).isPresent();
        var card =
                new Uicc(
                        profile.tree(),
                        profile.state(),
                        _ -> {},
                        new SubscribedNetwork(
                                Subscription.of(profile), Limits.STANDARD, () -> 0, (_, _) -> {}));
        HexFormat hex = HexFormat.of().withUpperCase();
        card.transmit(hex.parseHex("00A4040C07A0000000871004"));
        assertThat(hex.formatHex(card.transmit(hex.parseHex("002000810839393939FFFFFFFF"))))
                .isEqualTo("9000");
    }
}
