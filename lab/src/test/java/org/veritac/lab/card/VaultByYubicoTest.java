// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.veritac.lab.card.Tlvs.join;
import static org.veritac.lab.card.Tlvs.tlv;

import com.yubico.yubikit.core.smartcard.ApduException;

import org.junit.jupiter.api.Test;
import org.veritac.card.CardLink;

import java.io.IOException;
import java.util.Arrays;

/// Yubico's host opens the vault in every mode.
final class VaultByYubicoTest {
    static final byte[] RELEASED =
            tlv(
                    0xDF21,
                    tlv(0x82, Vaults.ID),
                    tlv(0xA0, tlv(0x80, new byte[] {1}), tlv(0x81, Vaults.IMEI)));

    /// Its session keys have 16 bytes whatever the static ones have, so AES-128 only.
    @Test
    void readsTheImeiWithStaticKeys() throws IOException, ApduException {
        CardLink card = Vaults.personalised();
        var host = new YubicoHost(card);
        host.environment(Vaults.ICCID);
        host.openStatic(Vaults.OPERATOR, Vaults.moduleKeys(Vaults.OPERATOR, 16));
        assertThat(host.send(0xCA, 0xDF21, new byte[0])).isEqualTo(RELEASED);
    }

    @Test
    void readsTheImeiWithCertificates() throws IOException, ApduException {
        CardLink card = Vaults.fresh();
        byte[] point = Vaults.personalise(card);
        var host = new YubicoHost(card);
        var own = Curve.pair();
        host.openMutual(point, own, Vaults.MODULES.draft(Curve.point(own)).sign());
        assertThat(host.send(0xCA, 0xDF21, new byte[0])).isEqualTo(RELEASED);
    }

    @Test
    void readsTheImeiOneWayOnlyWhenTheFactoryAllowedIt() throws IOException, ApduException {
        CardLink card = Vaults.fresh();
        byte[] point = Vaults.personalise(card);
        var host = new YubicoHost(card);
        host.openOneWay(point);
        assertThatThrownBy(() -> host.send(0xCA, 0xDF21, new byte[0]))
                .isInstanceOf(ApduException.class);

        CardLink open = Vaults.fresh();
        Vaults.factory(open).send(0xE2, 0x0006, new byte[] {1});
        byte[] openPoint = Vaults.personalise(open);
        var second = new YubicoHost(open);
        second.openOneWay(openPoint);
        assertThat(second.send(0xCA, 0xDF21, new byte[0])).isEqualTo(RELEASED);
    }

    @Test
    void theDeviceKeySignsTheNonceAndTheImei() throws IOException, ApduException {
        CardLink card = Vaults.fresh();
        byte[] device = Vaults.generate(Vaults.factory(card), 2);
        byte[] agreement = Vaults.personalise(card);
        assertThat(device).isNotEqualTo(agreement);
        var host = new YubicoHost(card);
        var own = Curve.pair();
        host.openMutual(agreement, own, Vaults.MODULES.draft(Curve.point(own)).sign());
        byte[] nonce = Vaults.key(9, 16);
        byte[] proof = host.send(0x88, 1, nonce);
        byte[] content = Arrays.copyOfRange(RELEASED, 3, RELEASED.length);
        byte[] signed = join(Vaults.ascii("VERITAC PROOF V1"), nonce, Vaults.sha256(content));
        assertThat(Curve.verifies(device, signed, Arrays.copyOfRange(proof, 3, 67))).isTrue();
    }
}
