// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.console.demo;

import org.veritac.identity.Imei;
import org.veritac.identity.Tac;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/// The people and phones of the demo: rows for list files, always the same, and a few devices with
/// a story of their own, which the guide names.
final class Nation {
    private static final long SEED = 20_260_701;
    private static final LocalDate FIRST_REPORT = LocalDate.of(2024, 1, 1);
    private static final int DAYS_OF_REPORTS = 900;

    /// Serial numbers below are kept for devices with a story.
    private static final int SERIALS_KEPT = 1_000;

    private static final int SERIALS = 20_000;
    private static final int REPORTED = 3_600;
    private static final int UNPAID = 900;
    private static final int DUPLICATED = 450;
    private static final int TRACKED = 300;
    private static final int REGISTERED = 500;
    private static final int DUAL = 40;
    private static final int SUBSCRIBERS = 1_000_000;

    private static final Tac PHONE = Tac.of("00100101");
    private static final Tac BARRED = Tac.of("00101401");
    private static final Tac FAULTY = Tac.of("00100502");
    private static final Tac DUAL_SIM = Tac.of("00860101");
    private static final Tac SHIPMENT = Tac.of("00101701");
    private static final Tac NOBODYS = Tac.of("00919999");
    static final String FAULTY_SVN = "07";

    static final Imei ORDINARY = new Imei(PHONE, 1);
    static final Imei STOLEN = new Imei(PHONE, 2);
    static final Imei CLONED = new Imei(PHONE, 3);
    static final Imei UNPAID_FOR = new Imei(PHONE, 4);
    static final Imei WATCHED = new Imei(PHONE, 5);
    static final Imei PARDONED = new Imei(PHONE, 6);
    static final Imei OF_BARRED_MODEL = new Imei(BARRED, 7);
    static final Imei EXEMPTED = new Imei(BARRED, 8);
    static final Imei OF_FAULTY_VERSION = new Imei(FAULTY, 9);
    static final Imei FIRST_OF_TWO = new Imei(DUAL_SIM, 10);
    static final Imei SECOND_OF_TWO = new Imei(DUAL_SIM, 11);
    static final Imei OF_SHIPMENT = new Imei(SHIPMENT, 450);
    static final Imei UNALLOCATED = new Imei(NOBODYS, 12);

    static final String OWNER = "001010000000001";
    static final String STRANGER = "001020000000002";
    static final String SCREENED = "001010900000123";
    static final String VISITOR = "262010000000003";

    private static final String SCREENED_RANGE = "001010900000000-001010900000999";

    private final SplittableRandom random = new SplittableRandom(SEED);
    private final List<Tac> models;

    /// @param models the models that people have
    Nation(List<Tac> models) {
        this.models = models.stream().filter(tac -> !tac.equals(BARRED)).toList();
    }

    /// What the police lists: phones one by one, with the check digit of the label, and a shipment
    /// that never arrived.
    List<String> reported() {
        var rows = rows("imei,reason,reported,note");
        rows.add(STOLEN.labelDigits() + ",stolen,2026-03-14,taken on a tram");
        rows.add(FIRST_OF_TWO.labelDigits() + ",stolen,2026-05-02,has two SIMs; see links");
        rows.add(shipment() + ",stolen,2026-01-20,a container of Lumora L9");
        for (Imei imei : devices(REPORTED)) {
            String reason = pick("stolen", "stolen", "stolen", "lost", "lost", "lost", "fraud");
            rows.add(imei.labelDigits() + "," + reason + "," + day() + ",");
        }
        return rows;
    }

    private static String shipment() {
        return new Imei(SHIPMENT, 0).digits() + "-" + new Imei(SHIPMENT, 999).digits();
    }

    /// What operator alpha lists for itself, with 14 digits.
    List<String> unpaid() {
        var rows = rows("imei,reason,reported");
        rows.add(UNPAID_FOR.digits() + ",non-payment,2026-02-01");
        for (Imei imei : devices(UNPAID)) {
            rows.add(imei.digits() + ",non-payment," + day());
        }
        return rows;
    }

    /// What the national registry bars: a model that was never approved, and cloned numbers.
    List<String> barred(Set<Imei> duplicated) {
        var rows = rows("imei,reason,note");
        rows.add(BARRED.digits() + ",tac-barred,never approved");
        rows.add(CLONED.digits() + ",duplicated,in at least three phones");
        for (Imei imei : duplicated) {
            rows.add(imei.digits() + ",duplicated,");
        }
        return rows;
    }

    /// The numbers that are in several phones.
    Set<Imei> duplicated() {
        return devices(DUPLICATED);
    }

    /// What the registry tracks: a software version, phones under suspicion, and one whose time is
    /// over.
    List<String> tracked() {
        var rows = rows("imei,reason,from,until,note");
        rows.add(FAULTY.digits() + "/" + FAULTY_SVN + ",faulty,,,drops emergency calls");
        rows.add(WATCHED.digits() + ",regulatory,,,asked for by the ministry");
        rows.add(PARDONED.digits() + ",regulatory,2024-01-01,2024-12-31,cleared");
        for (Imei imei : devices(TRACKED)) {
            rows.add(imei.digits() + ",regulatory," + day() + ",,");
        }
        return rows;
    }

    /// Phones that were registered one by one, among them one of the barred model.
    List<String> registered() {
        var rows = rows("imei,note");
        rows.add(EXEMPTED.digits() + ",bought before the ban");
        for (Imei imei : devices(REGISTERED)) {
            rows.add(imei.digits() + ",");
        }
        return rows;
    }

    /// Whose the cloned numbers are, and some families that share phones.
    List<String> pairs(Set<Imei> duplicated) {
        var rows = rows("imei,imsi");
        rows.add(CLONED.digits() + "," + OWNER);
        rows.add(STOLEN.digits() + "," + OWNER);
        for (Imei imei : duplicated) {
            for (int i = random.nextInt(1, 4); i > 0; i--) {
                rows.add(imei.digits() + "," + subscriber());
            }
        }
        return rows;
    }

    /// Subscriptions that were sold in bulk and used for fraud.
    List<String> screened() {
        return List.of("imsi,note", SCREENED_RANGE + ",a batch of SIM cards that was stolen");
    }

    /// The two numbers of phones with two SIMs.
    List<String> links() {
        var rows = rows("imei,imei2");
        rows.add(FIRST_OF_TWO.digits() + "," + SECOND_OF_TWO.digits());
        for (int i = 0; i < DUAL; i++) {
            int serial = SERIALS_KEPT + SERIALS + 2 * i;
            rows.add(
                    new Imei(DUAL_SIM, serial).digits()
                            + ","
                            + new Imei(DUAL_SIM, serial + 1).digits());
        }
        return rows;
    }

    private static List<String> rows(String header) {
        var rows = new ArrayList<String>();
        rows.add(header);
        return rows;
    }

    private Set<Imei> devices(int count) {
        var devices = new LinkedHashSet<Imei>();
        while (devices.size() < count) {
            Tac model = models.get(random.nextInt(models.size()));
            devices.add(new Imei(model, SERIALS_KEPT + random.nextInt(SERIALS)));
        }
        return devices;
    }

    private String pick(String... words) {
        return words[random.nextInt(words.length)];
    }

    private LocalDate day() {
        return FIRST_REPORT.plusDays(random.nextInt(DAYS_OF_REPORTS));
    }

    private String subscriber() {
        String network = pick("00101", "00102");
        return network + "%010d".formatted(SERIALS_KEPT + random.nextInt(SUBSCRIBERS));
    }
}
