// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.applets.usim;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The test sets of the standards, those that the module `subscription` reads too.
final class UsimVectors {
    private static final Path VECTORS =
            Path.of("..", "subscription", "src", "test", "resources", "vectors");

    /// One set: its values by their names.
    record Set(Map<String, String> values) {
        String text(String name) {
            String text = values.get(name);
            if (text == null) {
                throw new IllegalArgumentException("no " + name);
            }
            return text;
        }

        byte[] bytes(String name) {
            return HexFormat.of().parseHex(text(name));
        }

        @Override
        public String toString() {
            return text("name");
        }
    }

    private static List<Set> sets(String file) throws IOException {
        var sets = new ArrayList<Set>();
        for (String line : Files.readAllLines(VECTORS.resolve(file))) {
            if (line.startsWith("name =")) {
                sets.add(new Set(new LinkedHashMap<>()));
            }
            int equals = line.indexOf('=');
            if (equals > 0 && !line.startsWith("#")) {
                String name = line.substring(0, equals).strip();
                sets.getLast().values().put(name, line.substring(equals + 1).strip());
            }
        }
        assertThat(sets).isNotEmpty();
        return sets;
    }

    /// Something that writes its result into an array and says how long it is.
    private interface Function {
        short write(byte[] out, short at);
    }

    private static byte[] given(Function function) {
        byte[] out = new byte[40];
        short length = function.write(out, (short) 3);
        return Arrays.copyOfRange(out, 3, 3 + length);
    }

    private static byte[] sqnAmf(Set set) {
        return HexFormat.of().parseHex(set.text("sqn") + set.text("amf"));
    }

    static List<Set> keccak() throws IOException {
        return sets("fips-202/clause-3.3/keccak-f1600.txt");
    }

    @ParameterizedTest(name = "FIPS 202: {0}")
    @MethodSource
    void keccak(Set set) {
        byte[] state = set.bytes("in");
        new Keccak().permute(state);
        assertThat(state).isEqualTo(set.bytes("out"));
    }

    static List<Set> tuak() throws IOException {
        return sets("ts-35.233/clause-6/tuak.txt");
    }

    private static int code(byte[] field) {
        return (field.length / 8) << 3;
    }

    @ParameterizedTest(name = "TS 35.233 clause 6: {0}")
    @MethodSource
    void tuak(Set set) {
        byte[] k = set.bytes("k");
        byte[] keys = Arrays.copyOf(k, k.length + Tuak.TOPC_BYTES);
        System.arraycopy(set.bytes("topc"), 0, keys, k.length, Tuak.TOPC_BYTES);
        byte[] ck = set.bytes("f3");
        byte[] ik = set.bytes("f4");
        int lengths =
                code(set.bytes("f2"))
                        | (ck.length == 32 ? Tuak.CK_256 : 0)
                        | (ik.length == 32 ? Tuak.IK_256 : 0)
                        | (k.length == 32 ? Tuak.K_256 : 0);
        var functions = Tuak.forSession(new byte[Keccak.STATE_BYTES]);
        functions.personalise(keys, (short) 0, (short) k.length, (byte) lengths);
        functions.iterate((byte) Integer.parseInt(set.text("iterations")));
        functions.begin(set.bytes("rand"), (short) 0);

        byte[] mac = set.bytes("f1");
        functions.mac((byte) code(mac), sqnAmf(set), (short) 0);
        assertThat(taken(functions, mac.length)).as("f1").isEqualTo(mac);
        functions.mac((byte) (0x80 | code(mac)), sqnAmf(set), (short) 0);
        assertThat(taken(functions, mac.length)).as("f1*").isEqualTo(set.bytes("f1star"));
        assertThat(given(functions::res)).as("f2").isEqualTo(set.bytes("f2"));
        assertThat(given(functions::ck)).as("f3").isEqualTo(ck);
        assertThat(given(functions::ik)).as("f4").isEqualTo(ik);
        assertThat(anonymity(functions::ak)).as("f5").isEqualTo(set.bytes("f5"));
        assertThat(anonymity(functions::akStar)).as("f5*").isEqualTo(set.bytes("f5star"));
        assertThat(given(functions::res)).as("f2 again").isEqualTo(set.bytes("f2"));
        if (mac.length == 8) {
            assertThat(mac(functions::macA, set)).isEqualTo(mac);
            assertThat(mac(functions::macS, set)).isEqualTo(set.bytes("f1star"));
        }
    }

    private static byte[] taken(Tuak functions, int length) {
        byte[] out = new byte[length];
        functions.take((short) 0, (short) length, out, (short) 0);
        return out;
    }

    /// f5 or f5*.
    private interface Anonymity {
        void write(byte[] out, short at);
    }

    private static byte[] anonymity(Anonymity function) {
        byte[] out = new byte[6];
        function.write(out, (short) 0);
        return out;
    }

    /// f1 or f1*.
    private interface Mac {
        void write(byte[] sqnAmf, short off, byte[] out, short at);
    }

    private static byte[] mac(Mac function, Set set) {
        byte[] out = new byte[8];
        function.write(sqnAmf(set), (short) 0, out, (short) 0);
        return out;
    }

    static List<Set> milenage() throws IOException {
        var all = new ArrayList<>(sets("ts-35.207/clause-4/milenage.txt"));
        all.addAll(sets("ts-35.208/clause-4/milenage.txt"));
        return all;
    }

    @ParameterizedTest(name = "TS 35.207 and 35.208 clause 4: {0}")
    @MethodSource
    void milenage(Set set) {
        byte[] keys = Arrays.copyOf(set.bytes("k"), 32);
        System.arraycopy(set.bytes("opc"), 0, keys, 16, 16);
        var functions = Milenage.forSession();
        functions.personalise(keys, (short) 0);
        functions.begin(set.bytes("rand"), (short) 0);
        assertThat(mac(functions::macA, set)).isEqualTo(set.bytes("f1"));
        assertThat(mac(functions::macS, set)).isEqualTo(set.bytes("f1star"));
        assertThat(given(functions::res)).isEqualTo(set.bytes("f2"));
        assertThat(given(functions::ck)).isEqualTo(set.bytes("f3"));
        assertThat(given(functions::ik)).isEqualTo(set.bytes("f4"));
        assertThat(anonymity(functions::ak)).isEqualTo(set.bytes("f5"));
        assertThat(anonymity(functions::akStar)).isEqualTo(set.bytes("f5star"));
    }

    static List<Set> comp128() throws IOException {
        return sets("comp128/comp128.txt");
    }

    @ParameterizedTest(name = "COMP128: {0}")
    @MethodSource
    void comp128(Set set) {
        byte version = (byte) (1 + List.of("ONE", "TWO", "THREE").indexOf(set.text("version")));
        var algorithm = Comp128.forSession(new byte[80]);
        algorithm.personalise(set.bytes("ki"), (short) 0, version);
        algorithm.begin(set.bytes("rand"), (short) 0);
        byte[] out = new byte[14];
        algorithm.answer(out, (short) 1);
        assertThat(Arrays.copyOfRange(out, 1, 5)).isEqualTo(set.bytes("sres"));
        assertThat(Arrays.copyOfRange(out, 5, 13)).isEqualTo(set.bytes("kc"));
        assertThat(out[13]).isZero();
    }
}
