// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.diameter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// What is wrong with messages, at the bounds and one beyond.
final class DecoderTest {
    private static final String PEER = "peer.example.net";
    private static final AvpRule NEST = Echo.DICTIONARY.avp("Nest");
    private static final AvpRule NUMBER = Echo.DICTIONARY.avp("Number");

    private final Decoder decoder = new Decoder(Dictionary.BASE.and(Echo.DICTIONARY));

    private int refused(Draft draft) {
        return refusal(draft).code().value();
    }

    private Refusal refusal(Draft draft) {
        byte[] octets = draft.octets();
        return switch (decoder.decode(octets, 0, octets.length)) {
            case Decoded.Refused(Refusal refusal) -> refusal;
            case Decoded.Whole(Message message) ->
                    throw new AssertionError(message + " was not refused");
        };
    }

    private boolean isWhole(Draft draft) {
        byte[] octets = draft.octets();
        return decoder.decode(octets, 0, octets.length) instanceof Decoded.Whole;
    }

    private static Draft request() {
        return Echo.request(PEER);
    }

    private static byte[] number() {
        return Draft.written(w -> w.avp(NUMBER, 7));
    }

    @Test
    void asManyAsTheGrammarAllows() {
        assertThat(isWhole(request().raw(number()).raw(number()))).isTrue();
        assertThat(refused(request().raw(number()).raw(number()).raw(number()))).isEqualTo(5009);
    }

    @Test
    void groupsAreReadToTheirMaximumDepth() {
        assertThat(isWhole(request().raw(nested(Decoder.GROUPING_MAX)))).isTrue();
        assertThat(refused(request().raw(nested(Decoder.GROUPING_MAX + 1)))).isEqualTo(5004);
    }

    private static byte[] nested(int depth) {
        byte[] inner = number();
        for (int i = 0; i < depth; i++) {
            inner = Draft.group(NEST, inner);
        }
        return inner;
    }

    @Test
    void avpsAreCountedToTheirMaximum() {
        Draft draft = request();
        for (int i = 0; i < Decoder.AVPS_MAX - 2; i++) {
            draft.with("Load", new byte[1]);
        }
        assertThat(isWhole(draft)).isTrue();
        assertThat(refused(draft.with("Load", new byte[1]))).isEqualTo(5009);
    }

    @Test
    void aFlawInAGroupIsShownInsideTheGroup() {
        byte[] wrong = Draft.avp(50003, 0x40, new byte[3]);
        Refusal refusal = refusal(request().raw(Draft.group(NEST, Draft.group(NEST, wrong))));
        assertThat(refusal.code()).isEqualTo(ResultCode.INVALID_AVP_LENGTH);
        byte[] expected =
                Draft.group(NEST, Draft.group(NEST, Draft.written(w -> w.avp(NUMBER, 0))));
        assertThat(refusal.failedAvp()).isEqualTo(expected);
    }

    @Test
    void aGroupThatDoesNotEndInAnyAvpAllowsNoOther() {
        byte[] group = Draft.group(NEST, Draft.written(w -> w.avp(Base.VENDOR_ID, 1)));
        assertThat(refused(request().raw(group))).isEqualTo(5008);
        byte[] optional = Draft.group(NEST, Draft.avp(60_000, 0, new byte[1]));
        assertThat(isWhole(request().raw(optional))).isTrue();
    }

    @Test
    void theMandatoryFlagWhereItMustNotBeIs3009() {
        assertThat(refused(request().raw(Draft.avp(281, 0x40, new byte[] {'x'})))).isEqualTo(3009);
        assertThat(isWhole(request().raw(Draft.avp(281, 0, new byte[] {'x'})))).isTrue();
    }

    @Test
    void reservedFlagsAreReadPast() {
        assertThat(isWhole(request().raw(Draft.avp(281, 0x3F, new byte[] {'x'})))).isTrue();
        assertThat(isWhole(request().flags(0xCF))).isTrue();
    }

    @Test
    void theProxiableFlagOnACommandBetweenPeersIs3008() {
        Draft cer = Draft.cer(PEER, Echo.ID);
        assertThat(isWhole(cer)).isTrue();
        assertThat(refused(cer.flags(0xC0))).isEqualTo(3008);
    }

    @Test
    void aLengthThatIsNotThatOfTheMessageIs5015() {
        assertThat(refused(request().lengthError(4))).isEqualTo(5015);
        assertThat(refused(request().lengthError(-4))).isEqualTo(5015);
    }

    @Test
    void anAvpShorterThanItsHeaderIs5014() {
        byte[] wrong = Draft.avp(50003, 0x40, new byte[4]);
        wrong[7] = 7;
        assertThat(refused(request().raw(wrong))).isEqualTo(5014);
    }

    @Test
    void aVendorAvpWithoutItsVendorIs5014() {
        byte[] wrong = Draft.avp(60_000, 0x80, new byte[0]);
        assertThat(refused(request().raw(wrong))).isEqualTo(5014);
    }

    @Test
    void halfAnAvpHeaderIs5014PaddedWithZeros() {
        Refusal refusal = refusal(request().raw(new byte[] {0, 0, (byte) 0xC3, 0x53}));
        assertThat(refusal.code()).isEqualTo(ResultCode.INVALID_AVP_LENGTH);
        assertThat(refusal.failedAvp()).hasSize(12);
    }

    @Test
    void theLastAvpOfAGroupMayLackItsPadding() {
        byte[] inner = Draft.avp(60_000, 0, new byte[1]);
        byte[] group = Draft.avp(50001, 0x40, java.util.Arrays.copyOf(inner, 9));
        assertThat(isWhole(request().raw(group))).isTrue();
    }

    @Test
    void textMustBeUtf8AndNamesVisible() {
        assertThat(refused(request().instead("Session-Id", Draft.avp(263, 0x40, bytes(0xFF)))))
                .isEqualTo(5004);
        assertThat(refused(request().instead("Origin-Host", Draft.avp(264, 0x40, bytes('a', 10)))))
                .isEqualTo(5004);
        assertThat(refused(request().instead("Origin-Host", Draft.avp(264, 0x40, new byte[0]))))
                .isEqualTo(5014);
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    @Test
    void anAddressHasTheLengthOfItsFamily() {
        Draft cer = Draft.cer(PEER, Echo.ID).without("Host-IP-Address");
        assertThat(refused(cer)).isEqualTo(5005);
        assertThat(refused(cer.with("Host-IP-Address", bytes(0, 1, 127, 0, 0)))).isEqualTo(5004);
        cer.without("Host-IP-Address").with("Host-IP-Address", new byte[18]);
        assertThat(isWhole(cer)).isTrue();
    }

    @Test
    void anAnswerWithTheErrorFlagNeedsOnlyItsResult() {
        Draft answer =
                new Draft(Echo.DICTIONARY, Header.ERROR, Echo.COMMAND, Echo.ID)
                        .with("Origin-Host", PEER)
                        .with("Origin-Realm", "example.net");
        assertThat(refused(answer)).isEqualTo(5005);
        assertThat(isWhole(answer.with("Result-Code", 3004))).isTrue();
    }
}
