// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.veritac.identity.Imei;
import org.veritac.identity.ImeiReading;
import org.veritac.identity.Imsi;
import org.veritac.identity.ImsiRange;
import org.veritac.identity.Tac;

import java.time.Instant;
import java.util.List;

/// The words of the register: keys, entries, checks and the closed sets of names.
final class WordsTest {
    private static final Imei LOW = Imei.of("35209900000001");
    private static final Imei HIGH = Imei.of("35209900000002");

    @Test
    void aKeyIsWrittenAsFilesWriteIt() {
        assertThat(Key.device(LOW).digits()).isEqualTo("35209900000001");
        assertThat(Key.range(LOW, HIGH).digits()).isEqualTo("35209900000001-35209900000002");
        assertThat(Key.link(HIGH, LOW).digits()).isEqualTo("35209900000001-35209900000002");
        assertThat(Key.tacSvn(Tac.of("00123456"), 7).digits()).isEqualTo("00123456/07");
        assertThat(Key.tacSvn(Tac.of("00123456"), 77).digits()).isEqualTo("00123456/77");
        assertThat(Key.tac(Tac.of("00123456")).digits()).isEqualTo("00123456");
        assertThat(Key.subscribers(ImsiRange.of("00101")).digits()).isEqualTo("00101");
    }

    @Test
    void aTextOfAKeyMasksSerialNumbersAndSubscribers() {
        Key subscribers = Key.subscribers(ImsiRange.of("001010123456789"));
        for (Key key : List.of(Key.device(LOW), Key.range(LOW, HIGH), Key.link(LOW, HIGH))) {
            assertThat(key.toString()).startsWith("35209900").doesNotContain("000001");
        }
        assertThat(subscribers.toString()).startsWith("00101").doesNotContain("0123456789");
    }

    @Test
    void keysAreOrderedByKindThenNumbers() {
        var keys =
                List.of(
                        Key.device(LOW),
                        Key.device(HIGH),
                        Key.range(LOW, LOW),
                        Key.range(LOW, HIGH),
                        Key.tacSvn(LOW.tac(), 0),
                        Key.tac(LOW.tac()),
                        Key.subscribers(ImsiRange.of("0")),
                        Key.link(LOW, HIGH));
        assertThat(keys.reversed().stream().sorted()).isEqualTo(keys);
    }

    @Test
    void refusesKeysThatMeanNothing() {
        assertThatThrownBy(() -> Key.range(HIGH, LOW)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Key.link(LOW, LOW)).isInstanceOf(IllegalArgumentException.class);
        for (int svn : new int[] {-1, 100}) {
            assertThatThrownBy(() -> Key.tacSvn(LOW.tac(), svn))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(Key.tacSvn(LOW.tac(), 99).b()).isEqualTo(99);
    }

    @ParameterizedTest
    @EnumSource
    void aKindIsFoundAgainByItsNumber(Key.Kind kind) {
        assertThat(Key.Kind.of(kind.code())).isEqualTo(kind);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 6})
    void noOtherNumberIsAKind(int code) {
        assertThatThrownBy(() -> Key.Kind.of(code)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anEntryHoldsFromItsFirstToItsLastInstant() {
        Instant from = Instant.EPOCH.plusSeconds(10);
        Instant until = from.plusSeconds(10);
        var entry = new Entry(Key.device(LOW), null, Reason.STOLEN, null, from, until, "");
        assertThat(entry.holdsAt(from.minusSeconds(1))).isFalse();
        assertThat(entry.holdsAt(from)).isTrue();
        assertThat(entry.holdsAt(until)).isTrue();
        assertThat(entry.holdsAt(until.plusSeconds(1))).isFalse();
        var always = Entry.of(Key.device(LOW), Reason.STOLEN);
        assertThat(always.holdsAt(Instant.MIN)).isTrue();
        assertThat(always.holdsAt(Instant.MAX)).isTrue();
    }

    @Test
    void anEntryNeverEndsBeforeItBeginsAndItsNoteIsBounded() {
        Key key = Key.device(LOW);
        Instant now = Instant.EPOCH;
        assertThatThrownBy(
                        () -> new Entry(key, null, Reason.LOST, null, now, now.minusMillis(1), ""))
                .isInstanceOf(IllegalArgumentException.class);
        String note = "n".repeat(Entry.NOTE_MAX);
        assertThat(new Entry(key, null, Reason.LOST, null, now, now, note).note()).isEqualTo(note);
        assertThatThrownBy(() -> new Entry(key, null, Reason.LOST, null, null, null, note + "n"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aCheckTakesASoftwareVersionOfTwoDigitsOrNone() {
        var check = EquipmentCheck.of(LOW, Imsi.of("001010123456789")).by("alpha").withSvn(99);
        assertThat(check.svn()).isEqualTo(99);
        assertThat(check.operator()).isEqualTo("alpha");
        assertThat(EquipmentCheck.of(LOW).svn()).isEqualTo(ImeiReading.ABSENT);
        for (int svn : new int[] {ImeiReading.ABSENT - 1, 100}) {
            assertThatThrownBy(() -> check.withSvn(svn))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void everyWordIsFoundAgainByItsTextAndNothingElseIs() {
        for (Reason reason : Reason.values()) {
            assertThat(Reason.ifValid(reason.text())).contains(reason);
        }
        for (ListName list : ListName.values()) {
            assertThat(ListName.ifValid(list.text())).contains(list);
        }
        for (Lift lift : Lift.values()) {
            assertThat(Lift.ifValid(lift.text())).contains(lift);
        }
        assertThat(Reason.TAC_BARRED.text()).isEqualTo("tac-barred");
        assertThat(FindingKind.TAC_SVN.text()).isEqualTo("tac-svn");
        assertThat(Reason.ifValid("Stolen")).isEmpty();
        assertThat(ListName.ifValid("BLACK")).isEmpty();
        assertThat(Lift.ifValid("")).isEmpty();
    }

    @Test
    void verdictsAreOrderedByWeight() {
        assertThat(Verdict.values())
                .containsExactly(Verdict.WHITE, Verdict.GREY, Verdict.UNKNOWN, Verdict.BLACK);
        assertThat(Verdict.BLACK.outweighs(Verdict.UNKNOWN)).isTrue();
        assertThat(Verdict.BLACK.outweighs(Verdict.BLACK)).isFalse();
    }

    @Test
    void aModelIsReadAsItWasWritten() {
        var model = new DeviceModel("Brand", "Model, 5", "", "Smartphone", "LTE|NR");
        assertThat(DeviceModel.read(model.write())).isEqualTo(model);
        assertThat(DeviceModel.read("")).isEqualTo(DeviceModel.UNKNOWN);
        assertThat(DeviceModel.read("a note")).isEqualTo(DeviceModel.UNKNOWN);
        assertThatThrownBy(() -> new DeviceModel("a\u001fb", "", "", "", ""))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
