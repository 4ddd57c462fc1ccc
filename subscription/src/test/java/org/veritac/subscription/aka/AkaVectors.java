// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.aka;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.veritac.card.Secret;
import org.veritac.subscription.aka.VectorFile.Case;

import java.util.HexFormat;
import java.util.List;

/// The test sets of the standards.
final class AkaVectors {
    private static Secret secret(Case vector, String field) {
        return Secret.of(vector.bytes(field));
    }

    private static long number(Case vector, String field) {
        return HexFormat.fromHexDigitsToLong(vector.text(field));
    }

    @ParameterizedTest(name = "TS 35.207 clause 4: {0}")
    @MethodSource
    void milenage(Case vector) {
        Secret k = secret(vector, "k");
        Secret opc = Milenage.opc(k, secret(vector, "op"));
        assertThat(opc.matches(vector.bytes("opc"))).isTrue();
        var functions = new Milenage(k, opc);
        Block rand = Block.of(vector.bytes("rand"));
        var macs = functions.f1(rand, new Sqn(number(vector, "sqn")), (int) number(vector, "amf"));
        assertThat(macs.macA()).isEqualTo(number(vector, "f1"));
        assertThat(macs.macS()).isEqualTo(number(vector, "f1star"));
        var derived = functions.f2345(rand);
        assertThat(derived.res()).isEqualTo(number(vector, "f2"));
        assertThat(derived.ck().bytes()).isEqualTo(vector.bytes("f3"));
        assertThat(derived.ik().bytes()).isEqualTo(vector.bytes("f4"));
        assertThat(derived.ak()).isEqualTo(number(vector, "f5"));
        assertThat(functions.f5Star(rand)).isEqualTo(number(vector, "f5star"));
    }

    static List<Case> milenage() {
        return VectorFile.cases("vectors/ts-35.207/clause-4/milenage.txt");
    }

    @ParameterizedTest(name = "TS 55.205: {0}")
    @MethodSource
    void gsm(Case vector) {
        var functions = new Milenage(secret(vector, "k"), secret(vector, "opc"));
        var usim = new Usim(functions, SequenceArray.Window.STANDARD);
        SessionKeys keys = usim.answer(new Challenge(vector.bytes("rand")));
        assertThat(keys.sres()).isEqualTo(vector.bytes("sres"));
        assertThat(keys.kc().matches(vector.bytes("kc"))).isTrue();
    }

    static List<Case> gsm() {
        return VectorFile.cases("vectors/ts-55.205/clause-5/gsm-milenage.txt");
    }
}
