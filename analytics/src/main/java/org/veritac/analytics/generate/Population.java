// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.generate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/// Makes the lives of one unit after the other.
final class Population {
    private static final long UNALLOCATED_TAC = 99_999_900;
    private static final long TEST_TAC = 100_100;
    private static final int USUAL = 75;
    private static final int ALWAYS = 95;
    private static final int CITIES = 40;

    private final Plan plan = new Plan();
    private final int days;

    Population(int days) {
        this.days = days;
    }

    Plan plan() {
        return plan;
    }

    /// The lives of a unit of a role.
    List<Life> unit(Role role, SplittableRandom random) {
        return switch (role) {
            case PLAIN, STOLEN, BARRED -> one(plan.device(random), plan.sim(random), random);
            case DUAL_SIM -> dual(random);
            case FAMILY -> family(random);
            case SIM_SWAP -> swap(random);
            case UPGRADE -> upgrade(random);
            case CLONE -> clones(random);
            case SIM_BOX -> box(random);
            case REPAIR_SHOP -> shop(random);
            case MALFORMED -> one(malformed(random), plan.sim(random), random);
            case NULL_IMEI -> one(new Life.Device("", 0, "001"), plan.sim(random), random);
            case ROAMER -> one(plan.device(random), plan.foreign(random), random);
            case UNALLOCATED ->
                    one(
                            plan.strange(UNALLOCATED_TAC + random.nextInt(90)),
                            plan.sim(random),
                            random);
            case TEST_TAC ->
                    one(plan.strange(TEST_TAC + 1 + random.nextInt(17)), plan.sim(random), random);
        };
    }

    private List<Life> one(Life.Device device, Life.Sim sim, SplittableRandom random) {
        return List.of(new Life(device, sim, all(USUAL), place(random), true));
    }

    private Life.Days all(int share) {
        return new Life.Days(0, days, 1, share);
    }

    private static Life.Place place(SplittableRandom random) {
        int city = random.nextInt(CITIES);
        int lat = 24_000 + city * 300 + random.nextInt(80);
        int lon = 62_000 + city * 37 % CITIES * 350 + random.nextInt(80);
        return new Life.Place(10_000 + city * 1_000 + random.nextInt(1_000), lat, lon);
    }

    private List<Life> dual(SplittableRandom random) {
        Life.Place place = place(random);
        Life.Device first = plan.device(random);
        Life.Device second = new Life.Device(nextSerial(first.imei()), first.svn(), first.rats());
        return List.of(
                new Life(first, plan.sim(random), all(USUAL), place, true),
                new Life(second, plan.sim(random), all(USUAL), place, true));
    }

    /// The second slot's IMEI: a TAC of its own range, so that nobody else has it.
    private static String nextSerial(String imei) {
        return "36" + imei.substring(2);
    }

    private List<Life> family(SplittableRandom random) {
        Life.Device device = plan.device(random);
        Life.Place place = place(random);
        int members = 2 + random.nextInt(3);
        List<Life> lives = new ArrayList<>();
        for (int i = 0; i < members; i++) {
            Life.Days turns = new Life.Days(Math.min(i, days), days, members, USUAL);
            lives.add(new Life(device, plan.sim(random), turns, place, true));
        }
        return lives;
    }

    private List<Life> swap(SplittableRandom random) {
        Life.Device device = plan.device(random);
        Life.Place place = place(random);
        Life.Sim before = plan.sim(random);
        int day = random.nextInt(days);
        return List.of(
                new Life(device, before, new Life.Days(0, day, 1, USUAL), place, true),
                new Life(
                        device,
                        plan.swapped(before),
                        new Life.Days(day, days, 1, USUAL),
                        place,
                        true));
    }

    private List<Life> upgrade(SplittableRandom random) {
        Life.Sim sim = plan.sim(random);
        Life.Place place = place(random);
        int day = random.nextInt(days);
        return List.of(
                new Life(plan.device(random), sim, new Life.Days(0, day, 1, USUAL), place, true),
                new Life(
                        plan.device(random), sim, new Life.Days(day, days, 1, USUAL), place, true));
    }

    /// The genuine one is there from the first day; copies come later, speak another software
    /// version and have no more than 3G.
    private List<Life> clones(SplittableRandom random) {
        Life.Device genuine = plan.device(random);
        List<Life> lives = new ArrayList<>();
        lives.add(new Life(genuine, plan.sim(random), all(ALWAYS), place(random), true));
        int copies = 2 + random.nextInt(11);
        for (int i = 0; i < copies; i++) {
            int rats = random.nextInt(2);
            Life.Device copy = new Life.Device(genuine.imei(), 78, Plan.rats(rats));
            int from = random.nextInt(Math.max(1, days / 2));
            Life.Days since = new Life.Days(from, days, 1, USUAL);
            lives.add(new Life(copy, plan.sim(random), since, place(random), false));
        }
        return lives;
    }

    private List<Life> box(SplittableRandom random) {
        Life.Device device = plan.device(random);
        Life.Place place = place(random);
        int operator = random.nextInt(4);
        int size = 20 + random.nextInt(41);
        List<Life> lives = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            lives.add(new Life(device, plan.boxed(operator), all(ALWAYS), place, true));
        }
        return lives;
    }

    private List<Life> shop(SplittableRandom random) {
        Life.Sim sim = plan.sim(random);
        Life.Place place = place(random);
        List<Life> lives = new ArrayList<>();
        for (int day = 0; day < days; day++) {
            int phones = random.nextInt(4);
            for (int i = 0; i < phones; i++) {
                Life.Days once = new Life.Days(day, day + 1, 1, 100);
                lives.add(new Life(plan.device(random), sim, once, place, true));
            }
        }
        return lives;
    }

    private static Life.Device malformed(SplittableRandom random) {
        String text =
                switch (random.nextInt(4)) {
                    case 0 -> Plan.pad(random.nextInt(1_000_000), 8);
                    case 1 -> "#" + random.nextInt(1_000);
                    case 2 -> "ABCDEF" + random.nextInt(100_000);
                    default -> "3569" + random.nextInt(10_000) + "*";
                };
        return new Life.Device(text.toUpperCase(Locale.ROOT), 0, "002");
    }
}
