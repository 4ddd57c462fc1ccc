// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.rules;

import org.jspecify.annotations.Nullable;
import org.veritac.analytics.config.Dimension;
import org.veritac.analytics.config.Operator;
import org.veritac.analytics.sample.Nation;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// What each dimension matches, worked out day by day from the raw rows, without SQL and without
/// masks.
final class Oracle {
    private final Nation nation;
    private final Setting setting;

    Oracle(Nation nation, Setting setting) {
        this.nation = nation;
        this.setting = setting;
    }

    /// A triplet in one month, over all operators, with its days.
    private record TripletMonth(
            long device,
            @Nullable Integer imsi,
            @Nullable Integer msisdn,
            YearMonth month,
            TreeSet<Integer> days) {}

    Set<Long> matches(Dimension dimension) {
        return switch (dimension) {
            case Dimension.GsmaNotFound(var delays) ->
                    devices(d ->
                            !known(tac(d))
                                    && firstDay(d) + delays.getOrDefault((int) body(d), 0)
                                            < setting.asOf() + 1);
            case Dimension.MalformedImei() -> devices(d -> !imei(d).matches("[0-9]{14}"));
            case Dimension.IsTestTac() ->
                    devices(d ->
                            imei(d).matches("00(10(0[1-9]|1[0-7])|(44|86|91)[0-9]{2})[0-9]{2}.*"));
            case Dimension.IsBarredTac() ->
                    devices(d -> inForce("barred_tacs", row -> number(row[0]) == tac(d)));
            case Dimension.InconsistentRat() -> devices(this::inconsistent);
            case Dimension.StolenList() ->
                    listed("stolen", row -> row[2] == null || row[2].equals("blacklist"));
            case Dimension.ExistsInBarredList() -> listed("barred", _ -> true);
            case Dimension.ExistsInMonitoringList(int days) ->
                    devices(d ->
                            inForce(
                                    "monitoring",
                                    row -> number(row[0]) == d && monitored(row) >= days));
            case Dimension.NotOnRegistrationList() -> devices(this::unregistered);
            case Dimension.NotOnAssociationList() ->
                    devices(d ->
                            !exempt(d) && !inForce("associations", row -> number(row[1]) == d));
            case Dimension.DuplicateThreshold(int threshold, var period, boolean msisdn) ->
                    duplicates(Window.of(period, setting.asOf()), msisdn, threshold);
            case Dimension.DuplicateDailyAverage(
                            var threshold,
                            var period,
                            int min,
                            boolean msisdn) ->
                    averages(
                            Window.of(period, setting.asOf()),
                            threshold,
                            min,
                            t -> valid(t, msisdn));
            case Dimension.DailyAverageUid(var threshold, var period, int min) ->
                    uids(Window.of(period, setting.asOf()), threshold, min);
            case Dimension.TransientImei(int days, int msisdns) -> transients(days, msisdns);
            case Dimension.UsedByDirbsSubscriber(int days) -> usedBy(days, this::home);
            case Dimension.UsedByLocalNonDirbsRoamer(int days) ->
                    usedBy(days, imsi -> local(imsi) && !home(imsi));
            case Dimension.UsedByInternationalRoamer(int days) ->
                    usedBy(days, imsi -> !local(imsi));
            case Dimension.SameDayOperators(int days, int min) -> sameDay(days, min);
            case Dimension.SimultaneousUse _,
                    Dimension.SameDayCountries _,
                    Dimension.ForeignSvn _,
                    Dimension.RadioBeyondModel _,
                    Dimension.SimBox _ ->
                    throw new IllegalArgumentException("has tests of its own");
        };
    }

    private boolean unregistered(long d) {
        return !exempt(d)
                && !inForce(
                        "registration",
                        row ->
                                number(row[0]) == d
                                        && (row[3] == null || row[3].equals("whitelist")));
    }

    Set<Long> universe() {
        return devices(_ -> true);
    }

    private Set<Long> devices(Predicate<Long> matches) {
        return nation.seen().stream()
                .map(Nation.Seen::device)
                .filter(Objects::nonNull)
                .filter(d -> setting.strict() || firstDay(d) <= setting.asOf())
                .filter(matches)
                .collect(Collectors.toSet());
    }

    private Set<Long> listed(String list, Predicate<@Nullable Object[]> matches) {
        return nation.rows(list).stream()
                .filter(row -> current(row) && matches.test(row))
                .map(row -> number(row[0]))
                .collect(Collectors.toSet());
    }

    private boolean inForce(String list, Predicate<@Nullable Object[]> matches) {
        return nation.rows(list).stream().anyMatch(row -> current(row) && matches.test(row));
    }

    private boolean current(@Nullable Object[] row) {
        Object to = row[row.length - 1];
        return setting.strict()
                ? to == null
                : number(row[row.length - 2]) <= setting.asOf()
                        && (to == null || number(to) > setting.asOf());
    }

    private int monitored(@Nullable Object[] row) {
        return (setting.strict() ? setting.today() : setting.asOf()) - (int) number(row[1]);
    }

    private boolean exempt(long device) {
        List<String> types = setting.region().exemptedDeviceTypes();
        if (types.isEmpty()) {
            return false;
        }
        Predicate<@Nullable Object[]> exempt =
                row -> number(row[0]) == tac(device) && row[5] != null && types.contains(row[5]);
        return setting.strict()
                ? !inForce(
                        "models",
                        row ->
                                number(row[0]) == tac(device)
                                        && row[5] != null
                                        && !types.contains(row[5]))
                : inForce("models", exempt);
    }

    private boolean known(long tac) {
        return inForce("models", row -> number(row[0]) == tac);
    }

    private boolean inconsistent(long device) {
        long seen =
                nation.seen().stream()
                        .filter(s -> is(s.device(), device))
                        .mapToLong(Nation.Seen::rats)
                        .reduce(0, (a, b) -> a | b);
        return nation.rows("models").stream()
                .filter(row ->
                        current(row)
                                && number(row[0]) == tac(device)
                                && row[1] != null
                                && row[2] != null)
                .anyMatch(row -> beyond(seen, capability(row)));
    }

    private boolean beyond(long seen, @Nullable Long capability) {
        return capability != null
                && setting.radio().generations().stream()
                        .filter(g -> !setting.strict() || g.number() < 5)
                        .anyMatch(g -> (seen & g.seen()) != 0 && (capability & g.capable()) == 0);
    }

    private @Nullable Long capability(@Nullable Object[] model) {
        Long rats = null;
        for (@Nullable Object[] row : nation.rows("models")) {
            boolean same =
                    current(row)
                            && Objects.equals(row[1], model[1])
                            && Objects.equals(row[2], model[2]);
            if (same && row[8] != null) {
                rats = (rats == null ? 0 : rats) | number(row[8]);
            }
        }
        return rats;
    }

    private Set<Long> duplicates(Window window, boolean msisdn, int threshold) {
        Map<Long, Set<Integer>> people = new HashMap<>();
        for (TripletMonth triplet : takingPart(window)) {
            Integer person = valid(triplet, msisdn);
            if (person != null) {
                people.computeIfAbsent(triplet.device(), _ -> new HashSet<>()).add(person);
            }
        }
        return keys(people, set -> set.size() >= threshold);
    }

    private interface Person {
        @Nullable Integer of(TripletMonth triplet);
    }

    /// Sums over days; strictly reads the day after the window too where DIRBS does.
    private Set<Long> averages(Window window, BigDecimal threshold, int min, Person who) {
        Map<Long, Map<Integer, Set<Integer>>> days = new HashMap<>();
        for (TripletMonth triplet : takingPart(window)) {
            Integer person = who.of(triplet);
            for (int day : daysOf(triplet, window)) {
                if (person != null) {
                    days.computeIfAbsent(triplet.device(), _ -> new HashMap<>())
                            .computeIfAbsent(day, _ -> new HashSet<>())
                            .add(person);
                }
            }
        }
        return keys(
                days,
                byDay ->
                        enough(
                                byDay.values().stream().mapToInt(Set::size).sum(),
                                byDay.size(),
                                threshold,
                                min));
    }

    private Set<Long> uids(Window window, BigDecimal threshold, int min) {
        Map<Long, Map<Integer, Set<Integer>>> days = new HashMap<>();
        Map<Long, Set<Integer>> people = new HashMap<>();
        for (TripletMonth triplet : takingPart(window)) {
            if (valid(triplet, false) == null) {
                continue;
            }
            for (@Nullable Object[] row : nation.rows("subscribers")) {
                if (!current(row) || number(row[1]) != Objects.requireNonNull(triplet.imsi())) {
                    continue;
                }
                int uid = (int) number(row[0]);
                for (int day : daysOf(triplet, window)) {
                    int key = setting.strict() ? LocalDate.ofEpochDay(day).getDayOfMonth() : day;
                    days.computeIfAbsent(triplet.device(), _ -> new HashMap<>())
                            .computeIfAbsent(key, _ -> new HashSet<>())
                            .add(uid);
                    people.computeIfAbsent(triplet.device(), _ -> new HashSet<>()).add(uid);
                }
            }
        }
        var found = new HashSet<Long>();
        days.forEach((device, byDay) -> {
            int sum =
                    setting.strict()
                            ? Objects.requireNonNull(people.get(device)).size()
                            : byDay.values().stream().mapToInt(Set::size).sum();
            if (enough(sum, byDay.size(), threshold, min)) {
                found.add(device);
            }
        });
        return found;
    }

    private static boolean enough(int sum, int days, BigDecimal threshold, int min) {
        return days >= min
                && BigDecimal.valueOf(sum).compareTo(threshold.multiply(BigDecimal.valueOf(days)))
                        >= 0;
    }

    private Set<Long> transients(int period, int needed) {
        Window window = Window.ofDays(period, setting.asOf());
        Map<Long, List<Nation.Seen>> byDevice =
                nation.seen().stream()
                        .filter(s -> s.device() != null)
                        .collect(Collectors.groupingBy(s -> Objects.requireNonNull(s.device())));
        var found = new HashSet<Long>();
        byDevice.forEach((device, rows) -> {
            List<TripletMonth> taking = new ArrayList<>();
            Set<Integer> operators = new HashSet<>();
            rows.stream()
                    .collect(Collectors.groupingBy(Nation.Seen::operator))
                    .forEach((operator, theirs) -> {
                        for (TripletMonth triplet : triplets(theirs)) {
                            if (takesPart(triplet, window)) {
                                taking.add(triplet);
                                operators.add(operator);
                            }
                        }
                    });
            int days = 0;
            Set<Long> numbers = new TreeSet<>();
            for (TripletMonth triplet : taking) {
                Integer msisdn = triplet.msisdn();
                if (msisdn != null) {
                    numbers.add(Long.valueOf(digits(msisdn)));
                    days += valid(triplet, true) == null ? 0 : daysOf(triplet, window).size();
                }
            }
            if (operators.size() == 1
                    && days / period >= needed
                    && progression(List.copyOf(numbers))) {
                found.add(device);
            }
        });
        return found;
    }

    private static boolean progression(List<Long> numbers) {
        Set<Long> steps = new HashSet<>();
        for (int i = 1; i < numbers.size(); i++) {
            steps.add(numbers.get(i) - numbers.get(i - 1));
        }
        return steps.size() == 1;
    }

    private Set<Long> usedBy(int days, Predicate<String> whose) {
        return takingPart(Window.ofDays(days, setting.asOf())).stream()
                .filter(t -> t.imsi() != null && whose.test(imsi(t.imsi())))
                .map(TripletMonth::device)
                .collect(Collectors.toSet());
    }

    private Set<Long> sameDay(int days, int min) {
        Window window = Window.ofDays(days, setting.asOf());
        Map<Long, Integer> found = new HashMap<>();
        for (long device : universe()) {
            for (int day = window.start(); day < window.end(); day++) {
                int at = day;
                List<Nation.Seen> rows =
                        nation.seen().stream()
                                .filter(s -> is(s.device(), device) && s.day() == at)
                                .toList();
                boolean two =
                        rows.stream().map(Nation.Seen::operator).distinct().count() > 1
                                && rows.stream()
                                                .map(Nation.Seen::imsi)
                                                .filter(Objects::nonNull)
                                                .distinct()
                                                .count()
                                        > 1;
                found.merge(device, two ? 1 : 0, Integer::sum);
            }
        }
        return keys(found, n -> n >= min);
    }

    private List<TripletMonth> takingPart(Window window) {
        return triplets(nation.seen()).stream().filter(t -> takesPart(t, window)).toList();
    }

    private static boolean takesPart(TripletMonth triplet, Window window) {
        return triplet.days().last() >= window.start() && triplet.days().first() < window.end();
    }

    private static Collection<TripletMonth> triplets(List<Nation.Seen> rows) {
        Map<List<@Nullable Object>, TripletMonth> found = new HashMap<>();
        for (Nation.Seen row : rows) {
            Long device = row.device();
            if (device != null) {
                YearMonth month = YearMonth.from(LocalDate.ofEpochDay(row.day()));
                var key = new ArrayList<@Nullable Object>();
                key.add(device);
                key.add(row.imsi());
                key.add(row.msisdn());
                key.add(month);
                found.computeIfAbsent(
                                key,
                                _ ->
                                        new TripletMonth(
                                                device,
                                                row.imsi(),
                                                row.msisdn(),
                                                month,
                                                new TreeSet<>()))
                        .days()
                        .add(row.day());
            }
        }
        return found.values();
    }

    private Set<Integer> daysOf(TripletMonth triplet, Window window) {
        int last =
                setting.strict() && triplet.days().last() == window.end()
                        ? window.end() + 1
                        : window.end();
        return triplet.days().subSet(Math.min(window.start(), last), last);
    }

    private @Nullable Integer valid(TripletMonth triplet, boolean msisdn) {
        Integer person = msisdn ? triplet.msisdn() : triplet.imsi();
        if (person == null) {
            return null;
        }
        int length = msisdn ? digits(person).length() : imsi(person).length();
        int least = msisdn ? (setting.strict() ? 12 : 5) : 14;
        return length >= least && length <= 15 ? person : null;
    }

    private boolean home(String imsi) {
        return setting.region().operators().stream()
                .flatMap(operator -> operator.networks().stream())
                .anyMatch(n -> imsi.startsWith(n.mcc() + n.mnc()));
    }

    private boolean local(String imsi) {
        return setting.region().operators().stream()
                .flatMap(operator -> operator.networks().stream())
                .map(Operator.Network::mcc)
                .anyMatch(imsi::startsWith);
    }

    private String imsi(int surrogate) {
        return Objects.requireNonNull(nation.imsis(new int[] {surrogate})[0]);
    }

    private String digits(int msisdn) {
        return Objects.requireNonNull(nation.msisdns(new int[] {msisdn})[0]);
    }

    private String imei(long device) {
        return device >= 0
                ? "%014d".formatted(device)
                : nation.malformed().entrySet().stream()
                        .filter(e -> e.getValue() == device)
                        .map(Map.Entry::getKey)
                        .findFirst()
                        .orElseThrow();
    }

    private long tac(long device) {
        return imei(device).matches("[0-9]{8}.*")
                ? Long.parseLong(imei(device).substring(0, 8))
                : -1;
    }

    private long body(long device) {
        return imei(device).matches("[0-9]{2}.*")
                ? Long.parseLong(imei(device).substring(0, 2))
                : -1;
    }

    private int firstDay(long device) {
        return nation.seen().stream()
                .filter(s -> is(s.device(), device))
                .mapToInt(Nation.Seen::day)
                .min()
                .orElseThrow();
    }

    private static boolean is(@Nullable Long device, long other) {
        return device != null && device == other;
    }

    private static long number(@Nullable Object value) {
        return ((Number) Objects.requireNonNull(value)).longValue();
    }

    private static <V> Set<Long> keys(Map<Long, V> map, Predicate<V> matches) {
        return map.entrySet().stream()
                .filter(e -> matches.test(e.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }
}
