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
    private static final int EVENTS_MAX = 5;
    private static final double REACH_KM = 10;
    private static final String NEIGHBOUR = "40445";

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
        int part = DAY_SECONDS / life.days().parts();
        int second = life.days().part() * part;
        int end = second + part;
        for (int i = 0; i < count; i++) {
            int room = (end - second) / (count - i);
            second += random.nextInt(room);
            event(life, new Moment(day, second, attached(life, day, second, end, random)));
        }
    }

    /// How long it stays within reach of the cell, at most two hours.
    private static int attached(Life life, int day, int second, int end, SplittableRandom random) {
        int seconds = Math.min(end - second, 60 + random.nextInt(7_200));
        Home.Spot now = life.home().at(day, second);
        Home.Spot then = life.home().at(day, second + seconds);
        return now.kilometres(then) < REACH_KM ? seconds : 0;
    }

    /// When a device was heard.
    private record Moment(int day, int second, int attached) {}

    private void event(Life life, Moment at) throws IOException {
        String date = nation.first().plusDays(at.day()).toString();
        Cell cell = Cell.of(life.home().at(at.day(), at.second()), at.second());
        String network = cell.abroad() ? NEIGHBOUR : Operators.NETWORKS.get(life.sim().operator());
        int second = at.second();
        events.get(at.day())
                .row(
                        "%sT%s:%s:%sZ"
                                .formatted(
                                        date,
                                        Plan.pad(second / 3600, 2),
                                        Plan.pad(second / 60 % 60, 2),
                                        Plan.pad(second % 60, 2)),
                        life.device().imei(),
                        Plan.pad(life.device().svn(), 2),
                        life.sim().imsi(),
                        life.sim().msisdn(),
                        network.substring(0, 3),
                        network.substring(3),
                        Integer.toString(cell.number()),
                        degrees(cell.lat()),
                        degrees(cell.lon()),
                        Integer.toString(at.attached()));
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
