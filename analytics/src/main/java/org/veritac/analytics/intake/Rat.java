// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.intake;

import java.util.Locale;
import java.util.Optional;

/// Radio access technologies: the codes of operators' files, and the bits of the masks `rats`.
///
/// 001 to 007 and 101 to 105 are the codes of DIRBS, which are the values of the RAT type of TS
/// 29.274, clause 8.17, and of access technologies outside 3GPP, with 100 added. 008 to 010 go on
/// as that clause does, so that 5G has a code.
public enum Rat {
    UTRAN(1, 0, 3),
    GERAN(2, 1, 2),
    WLAN(3, 2, 0),
    GAN(4, 3, 2),
    HSPA_EVOLUTION(5, 4, 3),
    EUTRAN(6, 5, 4),
    VIRTUAL(7, 6, 0),
    EUTRAN_NB_IOT(8, 7, 4),
    LTE_M(9, 8, 4),
    NR(10, 9, 5),
    WIMAX(101, 10, 0),
    EHRPD(102, 11, 3),
    HRPD(103, 12, 3),
    CDMA2000_1X(104, 13, 2),
    UMB(105, 14, 4);

    private static final int CODES = 200;
    private static final Rat[] BY_CODE = new Rat[CODES];

    static {
        for (Rat rat : values()) {
            BY_CODE[rat.code] = rat;
        }
    }

    private final int code;
    private final int bit;
    private final int generation;

    Rat(int code, int bit, int generation) {
        this.code = code;
        this.bit = bit;
        this.generation = generation;
    }

    /// The code in files, three digits.
    public String text() {
        return "%03d".formatted(code);
    }

    /// Its bit in masks.
    public int mask() {
        return 1 << bit;
    }

    /// 2 to 5, or 0 when it is of no generation of mobile networks.
    public int generation() {
        return generation;
    }

    /// The technology of a code.
    public static Optional<Rat> ifKnown(int code) {
        return Optional.ofNullable(code >= 0 && code < CODES ? BY_CODE[code] : null);
    }

    /// The mask of a code, or 0 when nobody knows it.
    static int mask(int code) {
        Rat rat = code >= 0 && code < CODES ? BY_CODE[code] : null;
        return rat == null ? 0 : rat.mask();
    }

    /// All technologies of a generation.
    public static int generationMask(int generation) {
        int mask = 0;
        for (Rat rat : values()) {
            mask |= rat.generation == generation ? rat.mask() : 0;
        }
        return mask;
    }

    /// What a model can do, from the texts `Bands` and `Radio Interface` of the GSMA.
    ///
    /// @return a mask with all technologies of each generation that is named; 0 when none is
    public static int ofBands(String bands) {
        String text = bands.toUpperCase(Locale.ROOT);
        int mask = 0;
        if (text.contains("GSM") || text.contains("GPRS") || text.contains("EDGE")) {
            mask |= GERAN.mask() | GAN.mask();
        }
        if (text.contains("WCDMA")
                || text.contains("HSPA")
                || text.contains("HSDPA")
                || text.contains("HSUPA")
                || text.contains("UMTS")
                || text.contains("SCDMA")) {
            mask |= UTRAN.mask() | HSPA_EVOLUTION.mask();
        }
        if (text.contains("CDMA2000") || text.contains("CDMA 1X") || text.contains("EVDO")) {
            mask |= CDMA2000_1X.mask() | HRPD.mask() | EHRPD.mask();
        }
        if (text.contains("LTE") || text.contains("E-UTRA")) {
            mask |= EUTRAN.mask() | EUTRAN_NB_IOT.mask() | LTE_M.mask();
        }
        if (text.contains("5G") || text.contains("NR ") || text.contains("NR-")) {
            mask |= NR.mask();
        }
        return mask;
    }
}
