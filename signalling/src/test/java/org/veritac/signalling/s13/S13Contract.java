// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.s13;

import static org.assertj.core.api.Assertions.assertThat;
import static org.veritac.signalling.s13.IdentityCheck.APPLICATION;
import static org.veritac.signalling.s13.IdentityCheck.COMMAND;
import static org.veritac.signalling.s13.IdentityCheck.DICTIONARY;
import static org.veritac.signalling.s13.IdentityCheck.EQUIPMENT_STATUS;
import static org.veritac.signalling.s13.Requests.MME;
import static org.veritac.signalling.s13.Requests.ecr;
import static org.veritac.signalling.s13.Requests.imei;
import static org.veritac.signalling.s13.Requests.version;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.veritac.identity.ImeiReading;
import org.veritac.identity.Imsi;
import org.veritac.register.Decider;
import org.veritac.register.EquipmentCheck;
import org.veritac.signalling.Asker;
import org.veritac.signalling.diameter.AvpRule;
import org.veritac.signalling.diameter.Draft;
import org.veritac.signalling.diameter.Header;
import org.veritac.signalling.diameter.Node;
import org.veritac.signalling.diameter.Nodes;
import org.veritac.signalling.diameter.Probe;
import org.veritac.signalling.diameter.Reply;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;

/// The answers to ME identity checks, whatever carries them.
abstract class S13Contract {
    private static final AvpRule RESULT_CODE = DICTIONARY.avp("Result-Code");
    private static final AvpRule EXPERIMENTAL_RESULT = DICTIONARY.avp("Experimental-Result");
    private static final AvpRule FAILED_AVP = DICTIONARY.avp("Failed-AVP");
    private static final AvpRule PROXY_INFO = DICTIONARY.avp("Proxy-Info");
    private static final AvpRule SESSION_ID = DICTIONARY.avp("Session-Id");
    private static final int S6A = 16_777_251;
    private static final AvpRule TERMINAL = DICTIONARY.avp("Terminal-Information");

    private final List<EquipmentCheck> checks = Collections.synchronizedList(new ArrayList<>());
    private final List<Asker> askers = Collections.synchronizedList(new ArrayList<>());
    private Decider decider = Requests::bySerial;
    private Node node;
    private Probe probe;

    /// Opens a connection to the node.
    abstract Probe open(Node node) throws IOException;

    @BeforeEach
    void start() throws IOException {
        node =
                Nodes.of(
                        new IdentityCheck(
                                check -> {
                                    checks.add(check);
                                    return decider.decide(check);
                                },
                                asker -> {
                                    askers.add(asker);
                                    return "operator-of-" + asker.realm();
                                }));
        probe = open(node);
        assertThat(probe.ask(Draft.cer(MME, APPLICATION)).result()).isEqualTo(2001);
    }

    @AfterEach
    void stop() throws IOException {
        probe.close();
        node.close();
    }

    private EquipmentCheck lastCheck() {
        return checks.getLast();
    }

    @Test
    @DisplayName("S13 is offered under the vendor of 3GPP (TS 29.272, clause 7.1.8)")
    void theCapabilitiesAnswerOffersS13() throws IOException {
        try (Probe other = open(node)) {
            Reply answer = other.ask(Draft.cer("other.example.net", APPLICATION));
            assertThat(answer.result()).isEqualTo(2001);
            byte[] offered = Draft.avp(258, 0x40, number(APPLICATION));
            String group = hex(Draft.avp(266, 0x40, number(10_415))) + hex(offered);
            assertThat(hex(answer.octets())).contains("00000104" + "40000020" + group);
        }
    }

    @Test
    void aPeerThatOffersOnlyS6aIs5010() throws IOException {
        try (Probe other = open(node)) {
            assertThat(other.ask(Draft.cer("other.example.net", S6A)).result()).isEqualTo(5010);
            assertThat(other.isClosed()).isTrue();
        }
    }

    private static byte[] number(int value) {
        return ByteBuffer.allocate(4).putInt(value).array();
    }

    private static String hex(byte[] octets) {
        return HexFormat.of().formatHex(octets);
    }

    @Test
    void aValidRequestIsAnswered2001WithTheStatus() throws IOException {
        Reply answer = probe.ask(ecr());
        assertThat(answer.result()).isEqualTo(2001);
        assertThat(answer.avp(EQUIPMENT_STATUS).unsigned32()).isZero();
        assertThat(answer.has(EXPERIMENTAL_RESULT)).isFalse();
        assertThat(answer.avp(DICTIONARY.avp("Auth-Session-State")).unsigned32()).isEqualTo(1);
        assertThat(answer.avp(DICTIONARY.avp("Origin-Host")).text()).isEqualTo(Nodes.HOST);
        assertThat(answer.avp(DICTIONARY.avp("Origin-Realm")).text()).isEqualTo(Nodes.REALM);
    }

    @ParameterizedTest
    @CsvSource({"35100000000000,0", "35100000000003,1", "35100000000001,2"})
    @DisplayName("Equipment-Status is 0 white, 1 black, 2 grey (TS 29.272, clause 7.3.51)")
    void eachVerdictHasItsStatus(String imei, int status) throws IOException {
        assertThat(probe.ask(ecr(imei)).avp(EQUIPMENT_STATUS).unsigned32()).isEqualTo(status);
    }

    @Test
    @DisplayName("An unknown device is 5422 in Experimental-Result, without status or Result-Code")
    void anUnknownDeviceIs5422() throws IOException {
        Reply answer = probe.ask(ecr("35100000000002"));
        assertThat(answer.experimental()).isEqualTo(5422);
        assertThat(answer.has(RESULT_CODE)).isFalse();
        assertThat(answer.has(EQUIPMENT_STATUS)).isFalse();
        assertThat(answer.header().isError()).isFalse();
    }

    @Test
    void theHeaderOfTheAnswerIsThatOfTheRequest() throws IOException {
        Header request = Header.read(ecr().octets(), 0);
        Reply answer = probe.ask(ecr());
        assertThat(answer.header().flags()).isEqualTo(Header.PROXIABLE);
        assertThat(answer.header().hopByHop()).isEqualTo(request.hopByHop());
        assertThat(answer.header().endToEnd()).isEqualTo(request.endToEnd());
        assertThat(answer.header().command()).isEqualTo(COMMAND);
        assertThat(answer.header().application()).isEqualTo(APPLICATION);
        assertThat(answer.avp(SESSION_ID).text()).isEqualTo(MME + ";1;1");
    }

    @Test
    void aRequestWithoutUserNameIsServed() throws IOException {
        assertThat(probe.ask(ecr()).result()).isEqualTo(2001);
        assertThat(lastCheck().imsi()).isNull();
    }

    @Test
    void theUserNameIsTheImsi() throws IOException {
        probe.ask(ecr().with("User-Name", "001010123456789"));
        assertThat(lastCheck().imsi()).isEqualTo(Imsi.of("001010123456789"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"alice", "0010101234567890", "00101", "0001010123456789@nai.example"})
    void aUserNameThatIsNoImsiCountsAsNone(String name) throws IOException {
        assertThat(probe.ask(ecr().with("User-Name", name)).result()).isEqualTo(2001);
        assertThat(lastCheck().imsi()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"351000001234567,-1", "351000001234560,-1", "35100000123456,-1"})
    @DisplayName("14 and 15 digits name one device, whatever the 15th is (TS 29.272, clause 7.3.4)")
    void theFifteenthDigitDoesNotMatter(String imei, int svn) throws IOException {
        probe.ask(ecr(imei));
        assertThat(lastCheck().imei().digits()).isEqualTo("35100000123456");
        assertThat(lastCheck().svn()).isEqualTo(svn);
    }

    @Test
    void sixteenDigitsHaveTheSoftwareVersion() throws IOException {
        probe.ask(ecr("3510000012345678"));
        assertThat(lastCheck().imei().digits()).isEqualTo("35100000123456");
        assertThat(lastCheck().svn()).isEqualTo(78);
    }

    @Test
    void theSoftwareVersionAvpOutweighsThatOfSixteenDigits() throws IOException {
        byte[] group = Draft.group(TERMINAL, imei("3510000012345678"), version("05"));
        probe.ask(ecr().instead("Terminal-Information", group));
        assertThat(lastCheck().svn()).isEqualTo(5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "123", "x1", "1/"})
    void aSoftwareVersionThatIsNotTwoDigitsCountsAsNone(String text) throws IOException {
        byte[] group = Draft.group(TERMINAL, imei("35100000123456"), version(text));
        assertThat(probe.ask(ecr().instead("Terminal-Information", group)).result())
                .isEqualTo(2001);
        assertThat(lastCheck().svn()).isEqualTo(ImeiReading.ABSENT);
    }

    @Test
    void semiOctetsAreReadWhereTheyCannotBeText() throws IOException {
        byte[] octets = {0x53, 0x01, 0x00, 0x00, 0x21, 0x43, 0x65, (byte) 0xF0};
        byte[] group = Draft.group(TERMINAL, imei(octets));
        assertThat(probe.ask(ecr().instead("Terminal-Information", group)).result())
                .isEqualTo(2001);
        assertThat(lastCheck().imei().digits()).isEqualTo("35100000123456");
    }

    @Test
    void aMeidIsReadPast() throws IOException {
        byte[] meid = Draft.written(w -> w.avp(DICTIONARY.avp("3GPP2-MEID"), new byte[7]));
        byte[] group = Draft.group(TERMINAL, meid, imei("35100000123456"));
        assertThat(probe.ask(ecr().instead("Terminal-Information", group)).result())
                .isEqualTo(2001);
    }

    @Test
    void theOperatorIsThatOfTheAsker() throws IOException {
        probe.ask(ecr());
        assertThat(lastCheck().operator()).isEqualTo("operator-of-example.net");
        assertThat(askers.getLast().host()).isEqualTo(MME);
        assertThat(askers.getLast().address().isLoopbackAddress()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Terminal-Information", "Auth-Session-State", "Session-Id"})
    void aMissingAvpIs5005WithAnExample(String name) throws IOException {
        Reply answer = probe.ask(ecr().without(name));
        assertThat(answer.result()).isEqualTo(5005);
        assertThat(answer.failed()).first().isEqualTo(DICTIONARY.avp(name).code());
        assertThat(answer.has(EQUIPMENT_STATUS)).isFalse();
        assertThat(answer.has(SESSION_ID)).isEqualTo(!name.equals("Session-Id"));
    }

    @Test
    void terminalInformationWithoutImeiIs5005() throws IOException {
        byte[] group = Draft.group(TERMINAL);
        Reply answer = probe.ask(ecr().instead("Terminal-Information", group));
        assertThat(answer.result()).isEqualTo(5005);
        assertThat(answer.failed()).containsExactly(1401, 1402);
        assertThat(checks).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"3510000012345", "35100000123456789", "3510000012345x", "", "imei-351"})
    void anImeiThatIsNoneIs5004(String imei) throws IOException {
        Reply answer = probe.ask(ecr(imei));
        assertThat(answer.result()).isEqualTo(5004);
        assertThat(answer.failed()).containsExactly(1401, 1402);
        assertThat(answer.has(EQUIPMENT_STATUS)).isFalse();
        assertThat(checks).isEmpty();
    }

    @Test
    void wellFormedNonsenseIsAQuestionForTheRegister() throws IOException {
        probe.ask(ecr("00000000000000"));
        assertThat(lastCheck().imei().isAllZeros()).isTrue();
    }

    @Test
    void aSecondOriginHostIs5009() throws IOException {
        Reply answer = probe.ask(ecr().with("Origin-Host", MME));
        assertThat(answer.result()).isEqualTo(5009);
        assertThat(answer.failed()).containsExactly(264);
    }

    @Test
    void anUnknownMandatoryAvpIs5001() throws IOException {
        Reply answer = probe.ask(ecr().raw(Draft.avp(9999, 0x40, new byte[3])));
        assertThat(answer.result()).isEqualTo(5001);
        assertThat(answer.failed()).containsExactly(9999);
    }

    @Test
    void anUnknownMandatoryAvpInsideAGroupIs5001() throws IOException {
        byte[] unknown = Draft.avp(9999, 0x40, new byte[3]);
        byte[] group = Draft.group(TERMINAL, imei("35100000123456"), unknown);
        Reply answer = probe.ask(ecr().instead("Terminal-Information", group));
        assertThat(answer.result()).isEqualTo(5001);
        assertThat(answer.failed()).containsExactly(1401, 9999);
    }

    @Test
    void anUnknownOptionalAvpIsReadPast() throws IOException {
        assertThat(probe.ask(ecr().raw(Draft.avp(9999, 0, new byte[3]))).result()).isEqualTo(2001);
    }

    @Test
    void aRequestWithTheErrorFlagIs3008() throws IOException {
        Reply answer = probe.ask(ecr().flags(Header.REQUEST | Header.ERROR));
        assertThat(answer.result()).isEqualTo(3008);
        assertThat(answer.header().isError()).isTrue();
        assertThat(answer.avp(SESSION_ID).text()).isEqualTo(MME + ";1;1");
    }

    @Test
    void anUnknownCommandIs3001() throws IOException {
        Reply answer = probe.ask(ecr().command(999));
        assertThat(answer.result()).isEqualTo(3001);
        assertThat(answer.header().isError()).isTrue();
    }

    @Test
    void anUnknownApplicationIs3007() throws IOException {
        Reply answer = probe.ask(ecr().application(S6A));
        assertThat(answer.result()).isEqualTo(3007);
        assertThat(answer.header().isError()).isTrue();
    }

    @Test
    void anotherRealmIs3003() throws IOException {
        Draft draft = ecr().without("Destination-Realm").with("Destination-Realm", "elsewhere");
        assertThat(probe.ask(draft).result()).isEqualTo(3003);
    }

    @Test
    void anotherHostIs3002() throws IOException {
        assertThat(probe.ask(ecr().with("Destination-Host", "hss.example")).result())
                .isEqualTo(3002);
    }

    @Test
    void ourNameInAnotherCaseIsOurs() throws IOException {
        String shouted = Nodes.HOST.toUpperCase(java.util.Locale.ROOT);
        assertThat(probe.ask(ecr().with("Destination-Host", shouted)).result()).isEqualTo(2001);
    }

    @Test
    void anOriginHostThatIsNotThePeersIs5004() throws IOException {
        Draft draft = ecr().without("Origin-Host").with("Origin-Host", "other.example.net");
        Reply answer = probe.ask(draft);
        assertThat(answer.result()).isEqualTo(5004);
        assertThat(answer.failed()).containsExactly(264);
        assertThat(checks).isEmpty();
    }

    @Test
    void anAvpThatOverrunsTheMessageIs5014AndTheConnectionLives() throws IOException {
        byte[] overrun = Draft.avp(1, 0x40, "001010123456789".getBytes(StandardCharsets.US_ASCII));
        overrun[7] = 100;
        Reply answer = probe.ask(ecr().raw(overrun));
        assertThat(answer.result()).isEqualTo(5014);
        assertThat(answer.failed()).containsExactly(1);
        assertThat(probe.ask(ecr()).result()).isEqualTo(2001);
    }

    @Test
    void versionTwoIs5011ThenClosed() throws IOException {
        assertThat(probe.ask(ecr().version(2)).result()).isEqualTo(5011);
        assertThat(probe.isClosed()).isTrue();
    }

    @Test
    void proxyInfoComesBackInOrder() throws IOException {
        Draft draft = ecr();
        for (String name : List.of("c.example", "a.example", "b.example")) {
            draft.group(
                    "Proxy-Info",
                    Draft.written(w -> w.avp(DICTIONARY.avp("Proxy-Host"), name)),
                    Draft.written(w -> w.avp(DICTIONARY.avp("Proxy-State"), name + "!")));
        }
        Reply answer = probe.ask(draft);
        assertThat(answer.all(PROXY_INFO))
                .extracting(Requests::proxyHost)
                .containsExactly("c.example", "a.example", "b.example");
        Reply error = probe.ask(draft.flags(Header.REQUEST | Header.ERROR));
        assertThat(error.all(PROXY_INFO)).hasSize(3);
    }

    @Test
    void theVendorSpecificApplicationComesBackIfItWasThere() throws IOException {
        AvpRule rule = DICTIONARY.avp("Vendor-Specific-Application-Id");
        assertThat(probe.ask(ecr()).has(rule)).isFalse();
        Draft draft =
                ecr().group(
                                rule.name(),
                                Draft.written(w -> w.avp(DICTIONARY.avp("Vendor-Id"), 10_415)),
                                Draft.written(w ->
                                        w.avp(DICTIONARY.avp("Auth-Application-Id"), APPLICATION)));
        assertThat(probe.ask(draft).has(rule)).isTrue();
    }

    @Test
    void aRetransmissionIsAnsweredAlike() throws IOException {
        byte[] first = probe.ask(ecr()).octets();
        int flags = Header.REQUEST | Header.PROXIABLE | Header.RETRANSMITTED;
        assertThat(probe.ask(ecr().flags(flags)).octets()).isEqualTo(first);
    }

    @Test
    void aPriorityIsNoReasonToRefuse() throws IOException {
        assertThat(probe.ask(ecr().with("DRMP", 0)).result()).isEqualTo(2001);
        assertThat(probe.ask(ecr().with("DRMP", 16)).result()).isEqualTo(5004);
    }

    @Test
    @DisplayName("A register that cannot answer is 5012, never a white")
    void aBrokenRegisterIs5012() throws IOException {
        decider =
                _ -> {
                    throw new IOException("disk");
                };
        Reply answer = probe.ask(ecr());
        assertThat(answer.result()).isEqualTo(5012);
        assertThat(answer.has(EQUIPMENT_STATUS)).isFalse();
        assertThat(answer.has(FAILED_AVP)).isFalse();
        assertThat(node.totals().failures()).isEqualTo(1);
        assertThat(node.totals().bugs()).isZero();
    }

    @Test
    void aBugIs5012AndTheConnectionLives() throws IOException {
        decider =
                _ -> {
                    throw new IllegalStateException("bug");
                };
        assertThat(probe.ask(ecr()).result()).isEqualTo(5012);
        assertThat(node.totals().bugs()).isEqualTo(1);
        decider = Requests::bySerial;
        assertThat(probe.ask(ecr()).result()).isEqualTo(2001);
    }
}
