// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.generate;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;

/// The lists of the nation, and its truth.
final class ListFiles implements Closeable {
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyyMMdd", Locale.ROOT);
    private static final int IMEI_DIGITS = 14;

    /// Of a hundred.
    private static final int REGISTERED = 92;

    private static final int KNOWN = 30;
    private static final int STRAW_MAN = 2;
    private static final int UNREGISTERED = 5;

    /// Of a thousand: devices that are never to be blocked.
    private static final int OFFICIAL = 2;

    /// Of a thousand: genuine devices whose holders have associated or paired them, and copies.
    private static final int ASSOCIATED = 350;

    private static final int ASSOCIATED_COPY = 30;
    private static final int PAIRED = 20;
    private static final int PAIRED_VICTIM = 150;
    private static final int PAIRED_COPY = 5;

    private final Path folder;
    private final Nation nation;
    private final List<TextFile> files = new ArrayList<>();
    private final TextFile stolen;
    private final TextFile registration;
    private final TextFile golden;
    private final TextFile pairing;
    private final TextFile barred;
    private final TextFile subscribers;
    private final TextFile associations;
    private final TextFile monitoring;
    private final TextFile truth;

    ListFiles(Path folder, Nation nation) throws IOException {
        this.folder = folder;
        this.nation = nation;
        stolen = file("stolen_list.csv", "imei,reporting_date,status");
        registration =
                file(
                        "registration_list.csv",
                        "approved_imei,make,model,status,model_number,brand_name,device_type,"
                                + "radio_interface,device_id");
        golden = file("golden_list.csv", "golden_imei");
        pairing = file("pairing_list.csv", "imei,imsi,msisdn");
        barred = file("barred_list.csv", "imei");
        subscribers = file("subscribers_registration_list.csv", "uid,imsi");
        associations = file("device_association_list.csv", "uid,imei");
        monitoring = file("monitoring_list.csv", "imei");
        truth = file("truth.csv", "imei,imsi,msisdn,kind,unit,genuine,first_day,last_day,phone");
    }

    private TextFile file(String name, String header) throws IOException {
        TextFile file = new TextFile(folder.resolve(name), header);
        files.add(file);
        return file;
    }

    /// Writes what lists and truth say of a unit.
    void unit(Role role, List<Life> lives, int unit, SplittableRandom random) throws IOException {
        Set<String> devices = new HashSet<>();
        Set<String> sims = new HashSet<>();
        Set<String> copies = new HashSet<>();
        for (Life life : lives) {
            String imei = life.device().imei();
            String uid = uid(unit, life.sim().person());
            if (role != Role.PLAIN) {
                truth(role, life, unit);
            }
            if (role != Role.ROAMER && sims.add(life.sim().imsi())) {
                subscriber(life, uid, random);
            }
            if (imei.length() != IMEI_DIGITS) {
                continue;
            }
            if (life.genuine() && devices.add(imei)) {
                device(role, life, random);
                claimed(life, uid, ASSOCIATED, role == Role.CLONE ? PAIRED_VICTIM : PAIRED, random);
            } else if (!life.genuine() && copies.add(uid)) {
                claimed(life, uid, ASSOCIATED_COPY, PAIRED_COPY, random);
            }
        }
    }

    private static String uid(int unit, int person) {
        return "U" + Plan.pad(unit, 9) + (person == 0 ? "" : "-" + person);
    }

    /// Some SIMs are registered to nobody, some to somebody else.
    private void subscriber(Life life, String uid, SplittableRandom random) throws IOException {
        int lot = random.nextInt(100);
        if (lot < STRAW_MAN) {
            subscribers.row(uid + "-X", life.sim().imsi());
        } else if (lot < 100 - UNREGISTERED) {
            subscribers.row(uid, life.sim().imsi());
        }
    }

    /// Whoever has a device may have said so: few of the genuine holders do, and some of the
    /// others.
    private void claimed(Life life, String uid, int associated, int paired, SplittableRandom random)
            throws IOException {
        String imei = life.device().imei();
        if (random.nextInt(1_000) < associated) {
            associations.row(uid, imei);
        }
        if (random.nextInt(1_000) < paired) {
            pairing.row(imei, life.sim().imsi(), life.sim().msisdn());
        }
    }

    private void truth(Role role, Life life, int unit) throws IOException {
        truth.row(
                life.device().imei(),
                life.sim().imsi(),
                life.sim().msisdn(),
                role.name().toLowerCase(Locale.ROOT),
                Integer.toString(unit),
                life.genuine() ? "1" : "0",
                day(life.days().from()),
                day(Math.max(life.days().from(), life.days().to() - 1)),
                Integer.toString(life.device().phone()));
    }

    private String day(int day) {
        return nation.first().plusDays(day).format(DAY);
    }

    private void device(Role role, Life life, SplittableRandom random) throws IOException {
        String imei = life.device().imei();
        if (random.nextInt(100) < REGISTERED && role != Role.UNALLOCATED) {
            registration.row(imei, "", "", "whitelist", "", "", "Smartphone", "", "");
        }
        switch (role) {
            case STOLEN -> stolen.row(imei, day(random.nextInt(nation.days())), "blacklist");
            case BARRED -> barred.row(imei);
            case TEST_TAC -> monitoring.row(imei);
            case TEST_PHONE, ACTIVATION -> {
                if (random.nextInt(100) < KNOWN) {
                    golden.row(imei);
                }
            }
            case PLAIN -> {
                if (random.nextInt(1_000) < OFFICIAL) {
                    golden.row(imei);
                }
            }
            case DUAL_SIM,
                    ONE_IMEI,
                    FAMILY,
                    SIM_SWAP,
                    UPGRADE,
                    SOLD,
                    TRAVELLER,
                    CLONE,
                    BATCH,
                    TAMPERED,
                    SIM_BOX,
                    REPAIR_SHOP,
                    MALFORMED,
                    NULL_IMEI,
                    ROAMER,
                    UNALLOCATED -> {}
        }
    }

    /// Writes the models, once it is known how many devices there are.
    void models(long blocks) throws IOException {
        try (TextFile models =
                new TextFile(
                        folder.resolve("gsma_tac.txt"),
                        "TAC|Manufacturer|Model Name|Brand Name|Bands|Allocation Date|Radio"
                                + " Interface|Device Type")) {
            String[] bands = {
                "GSM 900,GSM 1800",
                "GSM 900,GSM 1800,WCDMA FDD Band I",
                "GSM 900,WCDMA FDD Band I,LTE FDD BAND 3",
                "GSM 900,WCDMA FDD Band I,LTE FDD BAND 3,LTE FDD BAND 20",
                "GSM 900,WCDMA FDD Band I,LTE FDD BAND 3,5G n78"
            };
            Set<Long> written = new HashSet<>();
            for (int model = 0; model < Plan.MODELS; model++) {
                for (long block = 0; block < blocks; block++) {
                    long tac = Plan.tac(model, block);
                    String row =
                            "|Maker %d|Model %d|Brand %d|%s|01-Jan-2020|NONE|Smartphone"
                                    .formatted(
                                            model % 25,
                                            model,
                                            model % 25,
                                            bands[Plan.listedCapability(model)]);
                    if (written.add(tac)) {
                        models.row(Plan.pad(tac, 8) + row);
                    }
                    long second = 36_000_000 + tac % 1_000_000;
                    if (written.add(second)) {
                        models.row(Plan.pad(second, 8) + row);
                    }
                }
            }
        }
        try (TextFile tacs = new TextFile(folder.resolve("barred_tac_list.csv"), "tac")) {
            tacs.row(Plan.pad(Plan.tac(Plan.MODELS - 1, 0), 8));
        }
    }

    @Override
    public void close() throws IOException {
        for (TextFile file : files) {
            file.close();
        }
    }
}
