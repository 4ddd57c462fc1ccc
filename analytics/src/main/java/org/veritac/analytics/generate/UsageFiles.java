// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.generate;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

/// What networks see: a file a month and operator, and one of events a day.
final class UsageFiles implements Closeable {
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyyMMdd", Locale.ROOT);
    private static final int DAY_SECONDS = 86_400;
    private static final int EVENTS_MAX = 3;

    private final Path folder;
    private final Nation nation;
    private final List<TextFile> files = new ArrayList<>();
    private final String[] dates;
    private final YearMonth[] months;
    private final Map<String, TextFile> operators = new HashMap<>();
    private final List<TextFile> events = new ArrayList<>();
    private long rows;

    UsageFiles(Path folder, Nation nation) throws IOException {
        this.folder = folder;
        this.nation = nation;
        this.dates = new String[nation.days()];
        this.months = new YearMonth[nation.days()];
        for (int day = 0; day < nation.days(); day++) {
            LocalDate date = nation.first().plusDays(day);
            dates[day] = date.format(DAY);
            months[day] = YearMonth.from(date);
            if (nation.events()) {
                TextFile file =
                        new TextFile(
                                folder.resolve("events_%s.csv".formatted(dates[day])),
                                "time,imei,svn,imsi,msisdn,mcc,mnc,cell,lat,lon,attached_s");
                events.add(file);
                files.add(file);
            }
        }
    }

    long rows() {
        return rows;
    }

    /// Writes the days on which a life was seen.
    void life(Life life, SplittableRandom random) throws IOException {
        Life.Days days = life.days();
        for (int day = days.from(); day < days.to(); day += days.every()) {
            if (random.nextInt(100) < days.share()) {
                rows++;
                operator(life.sim().operator(), day)
                        .row(
                                dates[day],
                                life.device().imei(),
                                life.sim().imsi(),
                                life.sim().msisdn(),
                                life.device().rats());
                if (nation.events()) {
                    events(life, day, random);
                }
            }
        }
    }

    private TextFile operator(int operator, int day) throws IOException {
        String key = Operators.IDS.get(operator) + months[day];
        TextFile open = operators.get(key);
        if (open != null) {
            return open;
        }
        LocalDate last = nation.first().plusDays(nation.days() - 1L);
        LocalDate from = months[day].atDay(1);
        LocalDate to = months[day].atEndOfMonth();
        String name =
                "%s_%s_%s.csv"
                        .formatted(
                                Operators.IDS.get(operator),
                                (from.isBefore(nation.first()) ? nation.first() : from).format(DAY),
                                (to.isAfter(last) ? last : to).format(DAY));
        TextFile file = new TextFile(folder.resolve(name), "date,imei,imsi,msisdn,rat");
        operators.put(key, file);
        files.add(file);
        return file;
    }

    private void events(Life life, int day, SplittableRandom random) throws IOException {
        int count = 1 + random.nextInt(EVENTS_MAX);
        String date = nation.first().plusDays(day).toString();
        String network = Operators.NETWORKS.get(life.sim().operator());
        int second = 0;
        for (int i = 0; i < count; i++) {
            int room = (DAY_SECONDS - second) / (count - i);
            second += random.nextInt(room);
            int attached = Math.min(DAY_SECONDS - second, 60 + random.nextInt(7_200));
            events.get(day)
                    .row(
                            "%sT%02d:%02d:%02dZ"
                                    .formatted(date, second / 3600, second / 60 % 60, second % 60),
                            life.device().imei(),
                            Plan.pad(life.device().svn(), 2),
                            life.sim().imsi(),
                            life.sim().msisdn(),
                            network.substring(0, 3),
                            network.substring(3),
                            Integer.toString(life.place().cell()),
                            degrees(life.place().lat()),
                            degrees(life.place().lon()),
                            Integer.toString(attached));
        }
    }

    private static String degrees(int thousandths) {
        return thousandths / 1_000 + "." + Plan.pad(thousandths % 1_000, 3);
    }

    @Override
    public void close() throws IOException {
        for (TextFile file : files) {
            file.close();
        }
    }
}
