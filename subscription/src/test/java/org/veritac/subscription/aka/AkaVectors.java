// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.aka;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.veritac.card.Secret;
import org.veritac.identity.trial.VectorFile;
import org.veritac.identity.trial.VectorFile.Case;

import java.util.ArrayList;
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
        assertThat(derived.keys().res()).isEqualTo(vector.bytes("f2"));
        assertThat(derived.keys().ck().matches(vector.bytes("f3"))).isTrue();
        assertThat(derived.keys().ik().matches(vector.bytes("f4"))).isTrue();
        assertThat(derived.ak()).isEqualTo(number(vector, "f5"));
        assertThat(functions.f5Star(rand)).isEqualTo(number(vector, "f5star"));
    }

    static List<Case> milenage() {
        List<Case> cases = new ArrayList<>();
        cases.addAll(VectorFile.cases("vectors/ts-35.207/clause-4/milenage.txt"));
        cases.addAll(VectorFile.cases("vectors/ts-35.208/clause-4/milenage.txt"));
        return cases;
    }

    @ParameterizedTest(name = "TS 35.233 clause 6: {0}")
    @MethodSource
    void tuak(Case vector) {
        Secret k = secret(vector, "k");
        int iterations = vector.number("iterations");
        Secret topc = Tuak.topc(k, secret(vector, "top"), iterations);
        assertThat(topc.matches(vector.bytes("topc"))).isTrue();
        byte[] res = vector.bytes("f2");
        byte[] ck = vector.bytes("f3");
        byte[] ik = vector.bytes("f4");
        var lengths = new Tuak.Lengths(res.length, ck.length, ik.length);
        var functions = new Tuak(k, topc, lengths, iterations);
        Block rand = Block.of(vector.bytes("rand"));
        var sqn = new Sqn(number(vector, "sqn"));
        int amf = (int) number(vector, "amf");
        byte[] macA = vector.bytes("f1");
        assertThat(functions.f1(rand, sqn, amf, macA.length)).isEqualTo(macA);
        assertThat(functions.f1Star(rand, sqn, amf, macA.length)).isEqualTo(vector.bytes("f1star"));
        assertThat(functions.f2345(rand))
                .isEqualTo(
                        new Functions.Derived(new SessionKeys(res, ck, ik), number(vector, "f5")));
        assertThat(functions.f5Star(rand)).isEqualTo(number(vector, "f5star"));
    }

    static List<Case> tuak() {
        return VectorFile.cases("vectors/ts-35.233/clause-6/tuak.txt");
    }

    @ParameterizedTest(name = "COMP128: {0}")
    @MethodSource
    void comp128(Case vector) {
        var version = Comp128.Version.valueOf(vector.text("version"));
        GsmKeys keys =
                new Comp128(version, secret(vector, "ki")).gsm(new Challenge(vector.bytes("rand")));
        assertThat(keys.sres()).isEqualTo(vector.bytes("sres"));
        assertThat(keys.kc().matches(vector.bytes("kc"))).isTrue();
    }

    static List<Case> comp128() {
        return VectorFile.cases("vectors/comp128/comp128.txt");
    }

    @ParameterizedTest(name = "FIPS 202: {0}")
    @MethodSource
    void keccak(Case vector) {
        byte[] state = vector.bytes("in");
        Keccak.permute(state);
        assertThat(state).isEqualTo(vector.bytes("out"));
    }

    static List<Case> keccak() {
        return VectorFile.cases("vectors/fips-202/clause-3.3/keccak-f1600.txt");
    }

    @ParameterizedTest(name = "TS 55.205: {0}")
    @MethodSource
    void gsm(Case vector) {
        var functions = new Milenage(secret(vector, "k"), secret(vector, "opc"));
        GsmKeys keys = functions.gsm(new Challenge(vector.bytes("rand")));
        assertThat(keys.sres()).isEqualTo(vector.bytes("sres"));
        assertThat(keys.kc().matches(vector.bytes("kc"))).isTrue();
    }

    static List<Case> gsm() {
        return VectorFile.cases("vectors/ts-55.205/clause-5/gsm-milenage.txt");
    }
}
