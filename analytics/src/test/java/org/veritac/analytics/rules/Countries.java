// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.rules;

import org.jspecify.annotations.Nullable;
import org.veritac.analytics.config.Operator;
import org.veritac.analytics.config.Region;
import org.veritac.analytics.sample.Nation;

import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;

/// Small random countries with few identities, so that everything collides.
final class Countries {
    static final Radio RADIO =
            new Radio(
                    List.of(
                            new Radio.Generation(2, 1, 1),
                            new Radio.Generation(3, 2 | 16, 2),
                            new Radio.Generation(4, 4, 4),
                            new Radio.Generation(5, 8, 8)));

    private static final List<String> IMEIS =
            List.of(
                    "35000000000001",
                    "35000000000002",
                    "35000001000003",
                    "35000002000004",
                    "35000003000005",
                    "86000000000006",
                    "00100100000007",
                    "00101799000008",
                    "00101800000009",
                    "00440000000010",
                    "0010",
                    "350000",
                    "3500000000",
                    "0091000A00FF",
                    "35000001000003A");

    private static final List<@Nullable String> IMSIS =
            java.util.Arrays.asList(
                    "111010000000001",
                    "111010000000002",
                    "11101000000003",
                    "1110100000004",
                    "111021000000005",
                    "111020000000006",
                    "111990000000007",
                    "222010000000008",
                    "22",
                    null);

    private static final List<String> TYPES = List.of("Smartphone", "Module", "Tablet");

    private Countries() {}

    static Region region(boolean exempted) {
        return new Region(
                "nowhere",
                true,
                true,
                List.of("22"),
                exempted ? List.of("Module", "it's") : List.of(),
                List.of(
                        new Operator("first", "First", List.of(new Operator.Network("111", "01"))),
                        new Operator(
                                "second", "Second", List.of(new Operator.Network("111", "021")))));
    }

    static Nation random(Random random, int from, int days) throws IOException {
        var nation = new Nation().operator(0, "first").operator(1, "second").operator(2, "third");
        for (int i = 0; i < 120; i++) {
            String imei = random.nextInt(20) == 0 ? null : pick(IMEIS, random);
            String msisdn =
                    switch (random.nextInt(4)) {
                        case 0 -> null;
                        case 1 -> "2210" + random.nextInt(40);
                        default -> "22100000000" + random.nextInt(6) * 2;
                    };
            nation.seen(
                    LocalDate.ofEpochDay(from + random.nextInt(days)).toString(),
                    random.nextInt(5) == 0
                            ? random.nextInt(3)
                            : Math.floorMod(String.valueOf(imei).hashCode(), 3),
                    imei,
                    pick(IMSIS, random),
                    msisdn,
                    random.nextInt(32));
        }
        for (int i = 0; i < 60; i++) {
            list(nation, random, from, days);
        }
        for (int i = 0; i < 150; i++) {
            nation.seen(
                    LocalDate.ofEpochDay(from + random.nextInt(days)).toString(),
                    1,
                    "3500000900000" + random.nextInt(3),
                    pick(IMSIS, random),
                    "22100000000" + random.nextInt(3) * 2);
        }
        for (int i = 0; i < 8; i++) {
            nation.row(
                    "subscribers",
                    i % 5,
                    nation.imsi(String.valueOf(IMSIS.get(i))),
                    from - 9,
                    null);
        }
        return nation.settle();
    }

    private static void list(Nation nation, Random random, int from, int days) throws IOException {
        int start = from + random.nextInt(days);
        Integer end = random.nextBoolean() ? null : start + 1 + random.nextInt(20);
        long device = nation.device(pick(IMEIS, random));
        switch (random.nextInt(8)) {
            case 0 -> nation.row("stolen", device, null, pick(STATUSES, random), start, end);
            case 1 -> nation.registered(pick(IMEIS, random), pick(STATUSES, random), start, end);
            case 2 -> nation.row("barred", device, start, end);
            case 3 -> nation.row("barred_tacs", 35000000 + random.nextInt(3), start, end);
            case 4 -> nation.row("monitoring", device, start, end);
            case 5 -> nation.row("associations", random.nextInt(3), device, start, end);
            case 6 ->
                    nation.row(
                            "subscribers",
                            random.nextInt(3),
                            nation.imsi(String.valueOf(IMSIS.get(random.nextInt(8)))),
                            start,
                            end);
            default ->
                    nation.row(
                            "models",
                            35000000 + random.nextInt(4),
                            random.nextInt(4) == 0 ? null : "Maker",
                            random.nextInt(4) == 0 ? null : "Model" + random.nextInt(2),
                            null,
                            null,
                            random.nextInt(4) == 0 ? null : pick(TYPES, random),
                            null,
                            null,
                            random.nextInt(4) == 0 ? null : random.nextInt(16),
                            null,
                            null,
                            start,
                            end);
        }
    }

    private static final List<@Nullable String> STATUSES =
            java.util.Arrays.asList(null, "blacklist", "whitelist", "pending");

    private static <T extends @Nullable Object> T pick(List<T> list, Random random) {
        return list.get(random.nextInt(list.size()));
    }
}
