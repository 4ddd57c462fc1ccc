// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.n5g;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.veritac.identity.Imei;
import org.veritac.identity.ImeiReading;
import org.veritac.identity.Imsi;
import org.veritac.identity.Msisdn;
import org.veritac.register.Decision;
import org.veritac.register.EquipmentCheck;
import org.veritac.register.Reason;
import org.veritac.register.Verdict;
import org.veritac.signalling.Asker;

import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

/// TS 29.511, clause 6.1.3.2.3.1, without a network.
class EndpointTest {
    private static final String RESOURCE = "/n5g-eir-eic/v1/equipment-status";
    private static final String PEI = RESOURCE + "?pei=imei-490154203237518";
    private static final Asker AMF = new Asker(InetAddress.getLoopbackAddress(), "amf-1", "", "");

    private final List<EquipmentCheck> checks = new ArrayList<>();
    private Verdict verdict = Verdict.WHITE;
    private final Endpoint endpoint =
            new Endpoint(this::decide, asker -> "operator of " + asker.certificateName(), "");

    private Decision decide(EquipmentCheck check) {
        checks.add(check);
        return new Decision(verdict, Reason.NONE, null, 0, 0);
    }

    private Answer get(String target) {
        return endpoint.answer(true, target, null, AMF);
    }

    @ParameterizedTest
    @CsvSource({
        "WHITE, WHITELISTED, 200",
        "GREY, GREYLISTED, 200",
        "BLACK, BLACKLISTED, 200",
        "UNKNOWN, EQUIPMENT_UNKNOWN, 404"
    })
    void spellsEachVerdict(Verdict decided, Answer answer, int status) {
        verdict = decided;

        assertThat(get(PEI)).isEqualTo(answer);
        assertThat(answer.status()).isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "imei-490154203237518",
                "imei-490154203237510",
                "imei-490154203237519",
                "imei-49015420323751",
                "490154203237518",
                "49015420323751",
                "imei%2D490154203237518",
                "%69%6d%65%69%2d%34%39%30%31%35%34%32%30%33%32%33%37%35%31%38"
            })
    void readsOneDeviceInEverySpelling(String pei) {
        assertThat(get(RESOURCE + "?pei=" + pei)).isEqualTo(Answer.WHITELISTED);
        assertThat(checks).extracting(EquipmentCheck::imei).containsOnly(Imei.of("49015420323751"));
        assertThat(checks).extracting(EquipmentCheck::svn).containsOnly(ImeiReading.ABSENT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"imeisv-4901542032375142", "4901542032375142"})
    void takesTheSoftwareVersionFromSixteenDigits(String pei) {
        assertThat(get(RESOURCE + "?pei=" + pei)).isEqualTo(Answer.WHITELISTED);
        assertThat(checks)
                .containsExactly(
                        EquipmentCheck.of(Imei.of("49015420323751"))
                                .withSvn(42)
                                .by("operator of amf-1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mac-00-1a-2B-3c-4D-5e",
                "mac-00-1a-2b-3c-4d-5e-untrusted",
                "eui-00-1a-2b-3c-4d-5e-6f-70"
            })
    void knowsNoEquipmentWithoutAnImei(String pei) {
        assertThat(get(RESOURCE + "?pei=" + pei)).isEqualTo(Answer.EQUIPMENT_UNKNOWN);
        assertThat(checks).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pei=imei-4901542032375",
                "pei=imei-4901542032375142",
                "pei=imei-49015420323751a",
                "pei=imei-",
                "pei=imeisv-490154203237514",
                "pei=imeisv-49015420323751422",
                "pei=4901542032375",
                "pei=49015420323751422",
                "pei=IMEI-490154203237518",
                "pei=imei-%D9%A4%D9%A9015420323751",
                "pei=imei-490154203237518%",
                "pei=imei-490154203237518%4",
                "pei=imei-490154203237518%zz",
                "pei=%ff%fe",
                "pei=imei-490154203237518+",
                "pei=mac-00-1a-2b-3c-4d",
                "pei=mac-00-1a-2b-3c-4d-5e-",
                "pei=mac-00-1a-2b-3c-4d-5e-trusted",
                "pei=mac-00-1a-2b-3c-4d-5g",
                "pei=mac-untrusted",
                "pei=eui-00-1a-2b-3c-4d-5e-6f",
                "pei=eui-00-1a-2b-3c-4d-5e-6f-70-untrusted",
                "pei=anything",
                "pei=imei-490154203237518&pei=imei-490154203237518",
                "pei=imei-490154203237518&pei=",
                "pei=&pei=imei-490154203237518&pei=imei-490154203237518"
            })
    void refusesAPeiThatIdentifiesNothing(String query) {
        assertThat(get(RESOURCE + "?" + query)).isEqualTo(Answer.PEI_INCORRECT);
        assertThat(checks).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "?",
                "?pei",
                "?pei=",
                "?Pei=imei-490154203237518",
                "?supi=imsi-001",
                "?&&"
            })
    void missesAPeiThatIsNotThere(String query) {
        assertThat(get(RESOURCE + query)).isEqualTo(Answer.PEI_MISSING);
    }

    @Test
    void handsOnSubscriberAndNumber() {
        String query = "&supi=imsi-001010123456789&gpsi=msisdn-491711234567&supported-features=1f";

        assertThat(get(PEI + query)).isEqualTo(Answer.WHITELISTED);
        assertThat(checks.getFirst().imsi()).isEqualTo(Imsi.of("001010123456789"));
        assertThat(checks.getFirst().msisdn()).isEqualTo(Msisdn.of("491711234567"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "supi=nai-user%40example.org",
                "supi=gci-0a-1b",
                "supi=gli-line",
                "supi=imsi-00101",
                "supi=another-form",
                "gpsi=extid-thing%40example.org",
                "gpsi=another-form",
                "supported-features=",
                "supported-features",
                "unknown=1&unknown=2",
                "%zz=1",
                "="
            })
    void readsLegalParametersThatNameNoSubscriber(String query) {
        assertThat(get(PEI + "&" + query)).isEqualTo(Answer.WHITELISTED);
        assertThat(checks.getFirst().imsi()).isNull();
        assertThat(checks.getFirst().msisdn()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "supi=, SUPI_INCORRECT",
        "supi, SUPI_INCORRECT",
        "supi=imsi-0010, SUPI_INCORRECT",
        "supi=imsi-0010101234567890, SUPI_INCORRECT",
        "supi=imsi-00101012345678x, SUPI_INCORRECT",
        "supi=%zz, SUPI_INCORRECT",
        "supi=imsi-001010123456789&supi=imsi-001010123456789, SUPI_INCORRECT",
        "gpsi=, GPSI_INCORRECT",
        "gpsi=msisdn-1234, GPSI_INCORRECT",
        "gpsi=msisdn-1234567890123456, GPSI_INCORRECT",
        "gpsi=msisdn-%2B491711234567, GPSI_INCORRECT",
        "gpsi=extid-thing, GPSI_INCORRECT",
        "gpsi=extid-@realm, GPSI_INCORRECT",
        "gpsi=extid-thing@, GPSI_INCORRECT",
        "gpsi=extid-a@b@c, GPSI_INCORRECT",
        "supported-features=1g, FEATURES_INCORRECT",
        "supported-features=1&supported-features=1, FEATURES_INCORRECT"
    })
    void refusesAnOptionalParameterThatIsWrong(String query, Answer answer) {
        assertThat(get(PEI + "&" + query)).isEqualTo(answer);
        assertThat(checks).isEmpty();
    }

    @Test
    void namesTheMandatoryParameterFirst() {
        assertThat(get(RESOURCE + "?supi=imsi-x&pei=x")).isEqualTo(Answer.PEI_INCORRECT);
    }

    @ParameterizedTest
    @CsvSource({
        "/, API_UNKNOWN",
        "/n5g-eir-eic/v2/equipment-status?pei=imei-490154203237518, API_UNKNOWN",
        "/n5g-eir-eic, API_UNKNOWN",
        "/n5g-eir-eic/v10/equipment-status, API_UNKNOWN",
        "*, API_UNKNOWN",
        "'', API_UNKNOWN",
        "http://eir, API_UNKNOWN",
        "/n5g-eir-eic/v1, RESOURCE_UNKNOWN",
        "/n5g-eir-eic/v1/, RESOURCE_UNKNOWN",
        "/n5g-eir-eic/v1/equipment-status/1, RESOURCE_UNKNOWN",
        "/n5g-eir-eic/v1/equipment-statuses, RESOURCE_UNKNOWN",
        "http://eir:7777/n5g-eir-eic/v1/equipment-status?pei=imei-490154203237518, WHITELISTED"
    })
    void tellsUnknownApisFromUnknownResources(String target, Answer answer) {
        assertThat(get(target)).isEqualTo(answer);
    }

    @Test
    void standsUnderItsApiRoot() {
        var rooted = new Endpoint(this::decide, asker -> "", "/eir/a");

        assertThat(rooted.answer(true, "/eir/a" + PEI, null, AMF)).isEqualTo(Answer.WHITELISTED);
        assertThat(rooted.answer(true, PEI, null, AMF)).isEqualTo(Answer.API_UNKNOWN);
    }

    @Test
    void isOnlyRead() {
        assertThat(endpoint.answer(false, PEI, null, AMF)).isEqualTo(Answer.METHOD_NOT_ALLOWED);
        assertThat(endpoint.answer(false, "/n5g-eir-eic/v1/x", null, AMF))
                .isEqualTo(Answer.RESOURCE_UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "application/json",
                "*/*",
                "application/*",
                "application/json,application/problem+json",
                "text/html;q=0.9, Application/JSON;q=0.1",
                "application/*;q=0, application/json",
                "application/json; q=0.001"
            })
    void answersWhereJsonIsAccepted(String accept) {
        assertThat(endpoint.answer(true, PEI, accept, AMF)).isEqualTo(Answer.WHITELISTED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/html",
                "application/problem+json",
                "application/json;q=0",
                "*/*, application/json;q=0.000",
                "application/json5",
                ",;,"
            })
    void refusesWhereJsonIsNotAccepted(String accept) {
        assertThat(endpoint.answer(true, PEI, accept, AMF)).isEqualTo(Answer.NOT_ACCEPTABLE);
    }

    @Test
    void readsUrisUpToTheirBound() {
        String padded = PEI + "&x=" + "y".repeat(Endpoint.URI_LENGTH_MAX - PEI.length() - 3);

        assertThat(get(padded)).isEqualTo(Answer.WHITELISTED);
        assertThat(get(padded + "y")).isEqualTo(Answer.URI_TOO_LONG);
    }

    @Test
    void saysThatTheRegisterFails() {
        var failing =
                new Endpoint(
                        check -> {
                            throw new IOException("the index is gone");
                        },
                        asker -> "",
                        "");

        assertThat(failing.answer(true, PEI, null, AMF)).isEqualTo(Answer.REGISTER_FAILED);
    }

    @ParameterizedTest
    @EnumSource(Answer.class)
    void givesEveryProblemItsCause(Answer answer) {
        if (answer.status() == 200) {
            assertThat(answer.body()).isEqualTo("{\"status\":\"" + answer.name() + "\"}");
            assertThat(answer.contentType()).isEqualTo("application/json");
        } else {
            assertThat(answer.body())
                    .contains("\"status\":" + answer.status())
                    .containsPattern("\"cause\":\"[A-Z_]+\"");
            assertThat(answer.contentType()).isEqualTo("application/problem+json");
        }
    }
}
