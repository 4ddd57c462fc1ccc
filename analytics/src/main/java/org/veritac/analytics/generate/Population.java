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

    /// Of a hundred families, how many have five to ten SIMs.
    private static final int LARGE = 8;

    private final Plan plan = new Plan();
    private final Fraud fraud;
    private final int days;

    Population(int days) {
        this.days = days;
        this.fraud = new Fraud(plan, days);
    }

    Plan plan() {
        return plan;
    }

    /// The lives of a unit of a role.
    List<Life> unit(Role role, SplittableRandom random) {
        return switch (role) {
            case PLAIN, STOLEN, BARRED -> one(plan.device(random), plan.sim(random), random);
            case DUAL_SIM -> dual(random);
            case ONE_IMEI -> together(2, Home.any(random), random);
            case FAMILY -> family(random);
            case SIM_SWAP -> swap(random);
            case UPGRADE -> upgrade(random);
            case SOLD -> sold(random);
            case TRAVELLER -> together(2, Home.restless(random), random);
            case CLONE -> fraud.clones(random);
            case BATCH -> fraud.batch(random);
            case TAMPERED -> fraud.tampered(random);
            case SIM_BOX -> fraud.box(random);
            case REPAIR_SHOP -> shop(random);
            case TEST_PHONE -> tests(random);
            case ACTIVATION -> activations(random);
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
        return List.of(new Life(device, sim, all(), Home.any(random), true));
    }

    private Life.Days all() {
        return new Life.Days(0, days, 1, USUAL);
    }

    private List<Life> dual(SplittableRandom random) {
        Home home = Home.any(random);
        Life.Device first = plan.device(random);
        Life.Device second = new Life.Device(nextSerial(first.imei()), first.svn(), first.rats());
        return List.of(
                new Life(first, plan.sim(random), all(), home, true),
                new Life(second, plan.sim(random), all(), home, true));
    }

    /// The second slot's IMEI: a TAC of its own range, so that nobody else has it.
    private static String nextSerial(String imei) {
        return "36" + imei.substring(2);
    }

    private List<Life> together(int sims, Home home, SplittableRandom random) {
        Life.Device device = plan.device(random);
        List<Life> lives = new ArrayList<>();
        for (int i = 0; i < sims; i++) {
            lives.add(new Life(device, plan.sim(random), all(), home, true));
        }
        return lives;
    }

    private List<Life> family(SplittableRandom random) {
        Life.Device device = plan.device(random);
        Home home = Home.any(random);
        int members = random.nextInt(100) < LARGE ? 5 + random.nextInt(6) : 2 + random.nextInt(3);
        boolean byDay = random.nextBoolean();
        List<Life> lives = new ArrayList<>();
        for (int i = 0; i < members; i++) {
            Life.Days turns =
                    byDay
                            ? new Life.Days(Math.min(i, days), days, members, USUAL)
                            : new Life.Days(0, days, 1, USUAL, i, members);
            lives.add(new Life(device, plan.sim(random).of(i), turns, home, true));
        }
        return lives;
    }

    private List<Life> swap(SplittableRandom random) {
        Life.Device device = plan.device(random);
        Home home = Home.any(random);
        Life.Sim before = plan.sim(random);
        int day = random.nextInt(days);
        return List.of(
                new Life(device, before, new Life.Days(0, day, 1, USUAL), home, true),
                new Life(
                        device,
                        plan.swapped(before),
                        new Life.Days(day, days, 1, USUAL),
                        home,
                        true));
    }

    private List<Life> upgrade(SplittableRandom random) {
        Life.Sim sim = plan.sim(random);
        Home home = Home.any(random);
        int day = random.nextInt(days);
        return List.of(
                new Life(plan.device(random), sim, new Life.Days(0, day, 1, USUAL), home, true),
                new Life(plan.device(random), sim, new Life.Days(day, days, 1, USUAL), home, true));
    }

    /// On the day it is sold, the seller has it in the morning and the buyer in the evening, in the
    /// same town; otherwise it travels for a day or more.
    private List<Life> sold(SplittableRandom random) {
        Life.Device device = plan.device(random);
        Home seller = Home.any(random);
        boolean local = random.nextInt(100) < 40;
        int day = random.nextInt(days);
        int arrives = local ? day : Math.min(days, day + 2 + random.nextInt(5));
        return List.of(
                new Life(
                        device,
                        plan.sim(random),
                        new Life.Days(0, day, 1, USUAL),
                        local ? seller.fixed() : seller,
                        true),
                new Life(
                        device,
                        plan.sim(random).of(1),
                        new Life.Days(arrives, days, 1, USUAL),
                        local ? seller.near(random) : Home.any(random),
                        true));
    }

    private List<Life> shop(SplittableRandom random) {
        Life.Sim sim = plan.sim(random);
        Home home = Home.any(random).fixed();
        List<Life> lives = new ArrayList<>();
        for (int day = 0; day < days; day++) {
            int phones = random.nextInt(4);
            for (int i = 0; i < phones; i++) {
                lives.add(new Life(plan.device(random), sim, once(day), home, true));
            }
        }
        return lives;
    }

    private List<Life> tests(SplittableRandom random) {
        Life.Device device = plan.device(random);
        Home home = Home.any(random).fixed();
        List<Life> lives = new ArrayList<>();
        for (int day = 0; day < days; day++) {
            int sims = random.nextInt(4);
            for (int i = 0; i < sims; i++) {
                Life.Sim sim = plan.sim(random).of(lives.size() + 1);
                lives.add(new Life(device, sim, once(day), home, true));
            }
        }
        return lives.isEmpty() ? one(device, plan.sim(random), random) : lives;
    }

    private List<Life> activations(SplittableRandom random) {
        Life.Device device = plan.device(random);
        Home home = Home.any(random).fixed();
        int operator = Plan.operator(random);
        List<Life> lives = new ArrayList<>();
        for (int day = 0; day < days; day++) {
            int sims = 2 + random.nextInt(4);
            for (int i = 0; i < sims; i++) {
                Life.Sim sim = plan.boxed(operator).of(lives.size() + 1);
                lives.add(new Life(device, sim, once(day), home, true));
            }
        }
        return lives;
    }

    private static Life.Days once(int day) {
        return new Life.Days(day, day + 1, 1, 100);
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
