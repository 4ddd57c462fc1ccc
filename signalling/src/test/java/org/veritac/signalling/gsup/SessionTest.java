// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.gsup;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.veritac.register.Decider;
import org.veritac.register.Decision;
import org.veritac.register.Reason;
import org.veritac.register.Verdict;
import org.veritac.signalling.Asker;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

class SessionTest {
    private static final String CHECK = "ee 05 30 01 08 00010121436587f9 50 08 07 53239011223344";
    private static final Decider WHITE =
            check -> new Decision(Verdict.WHITE, Reason.NONE, null, 0, 0);

    private final List<Asker> askers = new ArrayList<>();
    private final Tally tally = new Tally();
    private final Session session = session(WHITE);

    private Session session(Decider decider) {
        return new Session(
                decider,
                asker -> {
                    askers.add(asker);
                    return "";
                },
                tally,
                InetAddress.getLoopbackAddress());
    }

    private List<String> on(String frame) {
        var step = session.on(Vector.frame(frame));
        assertThat(step.close()).isFalse();
        return step.send().stream().map(Vector::text).toList();
    }

    @Test
    void answersPings() {
        assertThat(on("fe 00")).containsExactly("fe01");
        assertThat(session.isIdentified()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        // Unit name msc-1, serial number hlr-2, unit id 0/1/2, in the order in which they count.
        "fe 05 0007 01 6d73632d3100 0007 00 686c722d3200 0007 08 302f312f3200, msc-1",
        "fe 05 0007 00 686c722d3200 0007 08 302f312f3200, hlr-2",
        "fe 05 0007 08 302f312f3200, 0/1/2",
        "fe 05 0006 01 6d73632d31, msc-1",
        "fe 05 0005 01 6d0aff63, m??c",
        "fe 05 0002 01 00, ''",
        "fe 05 0001 01, ''",
        "fe 05, ''"
    })
    void learnsWhoAsks(String response, String name) {
        assertThat(on(response)).containsExactly("fe06");
        assertThat(session.isIdentified()).isTrue();

        on(CHECK);
        assertThat(askers)
                .containsExactly(new Asker(InetAddress.getLoopbackAddress(), "", name, ""));
    }

    @Test
    void keepsTheFirstName() {
        on("fe 05 0003 01 6100");
        on("fe 05 0003 01 6200");
        on(CHECK);

        assertThat(askers).extracting(Asker::host).containsExactly("a");
    }

    @Test
    void cutsNamesAtTheirBound() {
        for (int length : new int[] {Identity.NAME_LENGTH_MAX, Identity.NAME_LENGTH_MAX + 1}) {
            String response = "05 00" + "%02x".formatted(length + 1) + "01" + "61".repeat(length);
            assertThat(Identity.read(Vector.bytes(response)))
                    .isEqualTo(new Identity.Reading.Named("a".repeat(Identity.NAME_LENGTH_MAX)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"fe 05 00", "fe 05 0000 01", "fe 05 0003 01 61", "fe 05 ffff 01 61"})
    void leavesAPeerThatCannotIntroduceItself(String response) {
        assertThat(session.on(Vector.frame(response))).isEqualTo(Session.Step.CLOSE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fe", // no message at all
                "fe 01", // pong
                "fe 04 01 08", // a question to a server
                "fe 06", // acknowledged
                "fe 77", // unknown
                "ff 00 01", // another stream
                "00",
                "ee", // no extension
                "ee 00 30 01 00", // another extension
                "ee 05", // no message
                "ee 05 32 51 01 00", // a result
                "ee 05 31 02 01 60", // an error
                "ee 05 0b 01 00" // a report
            })
    void ignoresWhatAsksNothing(String frame) {
        assertThat(on(frame)).isEmpty();
    }

    @Test
    void answersBeforeItKnowsWhoAsks() {
        assertThat(on(CHECK)).hasSize(1);
        assertThat(askers).extracting(Asker::host).containsExactly("");
    }

    @Test
    void answersABugWithAnError() {
        var buggy =
                session(check -> {
                    throw new IllegalStateException("a bug, on purpose");
                });

        var step = buggy.on(Vector.frame(CHECK));

        assertThat(Vector.text(step.send().getFirst())).startsWith("ee0531").endsWith("020111");
    }

    @Test
    void countsWhatItAnswers() {
        on(CHECK);
        session(check -> new Decision(Verdict.BLACK, Reason.STOLEN, null, 0, 0))
                .on(Vector.frame(CHECK));
        on("ee 05 30");

        assertThat(tally.acknowledged()).isEqualTo(1);
        assertThat(tally.refused()).isEqualTo(1);
        assertThat(tally.errors()).isEqualTo(1);
    }

    @Test
    void readsFramesUpToTheirBound() {
        byte[] longest = new Frame(0xFE, new byte[Frame.PAYLOAD_BYTES_MAX]).write();
        byte[] tooLong = new Frame(0xFE, new byte[Frame.PAYLOAD_BYTES_MAX + 1]).write();

        assertThat(Frame.read(longest, 0, longest.length))
                .isInstanceOfSatisfying(
                        Frame.Reading.Whole.class,
                        whole -> assertThat(whole.bytesUsed()).isEqualTo(longest.length));
        assertThat(Frame.read(longest, 0, longest.length - 1))
                .isEqualTo(new Frame.Reading.Incomplete());
        assertThat(Frame.read(longest, 0, 2)).isEqualTo(new Frame.Reading.Incomplete());
        assertThat(Frame.read(tooLong, 0, 3))
                .isEqualTo(new Frame.Reading.TooLong(Frame.PAYLOAD_BYTES_MAX + 1));
    }
}
