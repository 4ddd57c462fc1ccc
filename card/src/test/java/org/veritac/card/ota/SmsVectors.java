// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.ota;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.veritac.identity.trial.VectorFile;
import org.veritac.identity.trial.VectorFile.Case;

import java.io.ByteArrayOutputStream;
import java.time.OffsetDateTime;
import java.util.List;

/// Short messages that others print, and what is none.
final class SmsVectors {
    @ParameterizedTest(name = "TS 23.040 clause 9.2.2.1: {0}")
    @MethodSource
    void delivers(Case vector) {
        var message = whole(SmsDeliver.read(vector.bytes("tpdu")));
        assertThat(message.moreMessages()).isEqualTo(vector.flag("more"));
        assertThat(message.from())
                .isEqualTo(new SmsAddress(vector.hex("type"), vector.text("from")));
        assertThat(message.pid()).isEqualTo(vector.hex("pid"));
        assertThat(message.dcs()).isEqualTo(vector.hex("dcs"));
        assertThat(message.time().time().map(OffsetDateTime::toString).orElse("none"))
                .isEqualTo(vector.text("time"));
        assertThat(header(message.content())).isEqualTo(vector.bytes("header"));
        assertThat(message.content().body()).isEqualTo(vector.bytes("body"));
        assertThat(message.write()).isEqualTo(vector.bytes("tpdu"));
    }

    static List<Case> delivers() {
        return VectorFile.cases("vectors/ts-23.040/clause-9.2/delivers.txt");
    }

    @ParameterizedTest(name = "TS 23.040 clause 9.2.2.1, invalid: {0}")
    @MethodSource
    void invalidDelivers(Case vector) {
        assertThat(SmsDeliver.read(vector.bytes("tpdu")))
                .isEqualTo(new TpduRead.Malformed<>(TpduFlaw.valueOf(vector.text("flaw"))));
    }

    static List<Case> invalidDelivers() {
        return VectorFile.cases("vectors/ts-23.040/clause-9.2/invalid/delivers.txt");
    }

    @ParameterizedTest(name = "TS 23.040 clause 9.2.2.2: {0}")
    @MethodSource
    void submits(Case vector) {
        var message = whole(SmsSubmit.read(vector.bytes("tpdu")));
        assertThat(message.reference()).isEqualTo(vector.number("reference"));
        assertThat(message.to()).isEqualTo(SmsAddress.international(vector.text("to")));
        assertThat(message.pid()).isEqualTo(vector.hex("pid"));
        assertThat(message.dcs()).isEqualTo(vector.hex("dcs"));
        assertThat(message.content().body()).isEqualTo(vector.bytes("body"));
        assertThat(message.write()).isEqualTo(vector.bytes("again"));
        assertThat(SmsSubmit.read(message.write())).isEqualTo(new TpduRead.Whole<>(message));
    }

    static List<Case> submits() {
        return VectorFile.cases("vectors/ts-23.040/clause-9.2/submits.txt");
    }

    private static <T> T whole(TpduRead<T> read) {
        return switch (read) {
            case TpduRead.Whole<T>(T message) -> message;
            case TpduRead.Malformed<T>(TpduFlaw flaw) -> throw new AssertionError(flaw);
        };
    }

    private static byte[] header(SmsContent content) {
        var octets = new ByteArrayOutputStream();
        for (InformationElement element : content.header()) {
            octets.write(element.id());
            octets.write(element.content().length);
            octets.writeBytes(element.content());
        }
        return octets.toByteArray();
    }
}
