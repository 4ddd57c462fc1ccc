// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.files;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.veritac.identity.Imei;
import org.veritac.identity.Imsi;
import org.veritac.identity.ImsiRange;
import org.veritac.identity.Tac;
import org.veritac.register.DeviceModel;
import org.veritac.register.Entry;
import org.veritac.register.Key;
import org.veritac.register.ListName;
import org.veritac.register.Reason;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// What is written is read back the same, and no bytes break the reader.
class ListFileProperties {
    private static final int ROWS = 2_000;
    private static final int FILES = 200;
    private static final long SEED = 20_260_131;
    private static final List<String> NOTES =
            List.of("", "x", "a, b", "say \"no\"", "\"", "Zo\u00EB \uD83D\uDCF1", "=1+1", "a;b|c");

    @ParameterizedTest
    @EnumSource(ListName.class)
    void readBackWhatIsWritten(ListName list) throws IOException {
        var random = new Random(SEED);
        for (boolean delta : new boolean[] {false, true}) {
            var expected = new ArrayList<Line>();
            var out = new StringWriter();
            try (var writer = new ListFileWriter(out, list, delta)) {
                for (int i = 0; i < ROWS; i++) {
                    Entry entry = entry(random, list);
                    boolean removed = delta && random.nextBoolean();
                    writer.write(entry, removed);
                    expected.add(new Line.Good(i + 2, entry, removed));
                }
            }
            var format = delta ? ListFormat.delta(list) : ListFormat.full(list);

            assertThat(Reading.lines(out.toString(), format)).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @EnumSource(ListName.class)
    void onlyBreakAsRefused(ListName list) throws IOException {
        var random = new Random(SEED);
        for (int i = 0; i < FILES; i++) {
            var out = new StringWriter();
            try (var writer = new ListFileWriter(out, list, false)) {
                for (int row = 0; row < 5; row++) {
                    writer.write(entry(random, list));
                }
            }
            byte[] bytes = out.toString().getBytes(StandardCharsets.UTF_8);
            for (int damage = 0; damage < 3; damage++) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            survives(bytes, ListFormat.full(list));
        }
    }

    private static void survives(byte[] bytes, ListFormat format) throws IOException {
        try {
            List<Line> lines = Reading.lines(bytes, format);
            assertThat(lines).extracting(Line::number).isSorted();
        } catch (ListFileRefused e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }

    private static Entry entry(Random random, ListName list) {
        return switch (list) {
            case BLACK, GREY, WHITE ->
                    statement(
                            random,
                            equipment(random),
                            random.nextBoolean() ? imsi(random) : null,
                            reason(random));
            case PAIRS ->
                    withoutReport(
                            statement(
                                    random,
                                    Key.device(imei(random)),
                                    imsi(random),
                                    Reason.UNSPECIFIED));
            case IMSI -> statement(random, subscribers(random), null, reason(random));
            case LINKS -> Entry.of(link(random), Reason.UNSPECIFIED);
            case TAC -> allocation(random);
        };
    }

    private static Entry statement(Random random, Key key, @Nullable Imsi imsi, Reason reason) {
        Instant from = random.nextBoolean() ? instant(random) : null;
        Instant until = random.nextBoolean() ? instant(random) : null;
        boolean reversed = from != null && until != null && until.isBefore(from);
        LocalDate reported = random.nextBoolean() ? day(random) : null;
        return new Entry(key, imsi, reason, reported, from, reversed ? from : until, text(random));
    }

    private static Entry withoutReport(Entry entry) {
        return new Entry(
                entry.key(),
                entry.imsi(),
                entry.reason(),
                null,
                entry.from(),
                entry.until(),
                entry.note());
    }

    private static Entry allocation(Random random) {
        var model =
                new DeviceModel(
                        text(random), text(random), text(random), text(random), text(random));
        Key key = Key.tac(imei(random).tac());
        return new Entry(key, null, Reason.UNSPECIFIED, null, null, null, model.write());
    }

    private static Key equipment(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> Key.device(imei(random));
            case 1 -> range(imei(random), imei(random));
            case 2 -> Key.tacSvn(imei(random).tac(), random.nextInt(100));
            default -> Key.tac(new Tac(random.nextInt(100_000_000)));
        };
    }

    private static Key range(Imei one, Imei other) {
        return one.compareTo(other) <= 0 ? Key.range(one, other) : Key.range(other, one);
    }

    private static Key link(Random random) {
        Imei one = imei(random);
        return Key.link(one, new Imei((one.key() + 1) % Imei.KEY_MAX));
    }

    private static Key subscribers(Random random) {
        String first = imsi(random).digits();
        String last = imsi(random).digits();
        boolean range = random.nextBoolean() && first.length() == last.length();
        String lower = first.compareTo(last) <= 0 ? first : last;
        String higher = first.compareTo(last) <= 0 ? last : first;
        return Key.subscribers(ImsiRange.of(range ? lower + "-" + higher : first));
    }

    private static Imei imei(Random random) {
        return new Imei(random.nextLong(Imei.KEY_MAX + 1));
    }

    private static Imsi imsi(Random random) {
        int length = random.nextInt(Imsi.DIGITS_MIN, Imsi.DIGITS_MAX + 1);
        return new Imsi(random.nextLong(100_000), length);
    }

    private static Reason reason(Random random) {
        List<Reason> reasons = ListFormat.ALL_REASONS.stream().sorted().toList();
        return reasons.get(random.nextInt(reasons.size()));
    }

    private static LocalDate day(Random random) {
        return LocalDate.ofEpochDay(random.nextInt(100_000));
    }

    private static Instant instant(Random random) {
        return switch (random.nextInt(3)) {
            case 0 -> day(random).atStartOfDay(ZoneOffset.UTC).toInstant();
            case 1 -> TimeField.lastSecond(day(random));
            default -> Instant.ofEpochSecond(random.nextLong(8_000_000_000L));
        };
    }

    private static String text(Random random) {
        return NOTES.get(random.nextInt(NOTES.size()));
    }
}
