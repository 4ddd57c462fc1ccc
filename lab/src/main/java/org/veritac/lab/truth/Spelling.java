// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.truth;

import org.veritac.identity.Imei;
import org.veritac.lab.network.Question;

import java.util.SplittableRandom;

/// The ways in which networks write one device.
enum Spelling {
    FOURTEEN,
    /// With the check digit of the label.
    CHECK_DIGIT,
    /// With the spare digit that phones transmit.
    SPARE_DIGIT,
    /// With a digit that is neither.
    WRONG_DIGIT,
    /// With a software version.
    SIXTEEN;

    /// Highest software version that is not reserved.
    static final int SVN_MAX = 98;

    private static final Spelling[] UNVERSIONED = {FOURTEEN, CHECK_DIGIT, SPARE_DIGIT, WRONG_DIGIT};

    /// The digits of a device.
    ///
    /// @param svn for [#SIXTEEN]
    String digits(Imei imei, int svn) {
        String digits = imei.digits();
        int right = imei.checkDigit();
        return switch (this) {
            case FOURTEEN -> digits;
            case CHECK_DIGIT -> digits + right;
            case SPARE_DIGIT -> digits + 0;
            case WRONG_DIGIT -> digits + (right == 9 ? 1 : right + 1);
            case SIXTEEN -> digits + version(svn);
        };
    }

    static String version(int svn) {
        return (svn < 10 ? "0" : "") + svn;
    }

    /// Asks a case in a way picked at random.
    ///
    /// @param beside whether the interface has a place for the software version beside the device
    static Question question(Case one, boolean beside, SplittableRandom random) {
        String imsi = one.imsi() == null ? null : one.imsi().digits();
        boolean versioned =
                one.svn() >= 0
                        || (one.svn() == Case.ANY && random.nextInt(UNVERSIONED.length + 1) == 0);
        if (!versioned) {
            Spelling spelling = UNVERSIONED[random.nextInt(UNVERSIONED.length)];
            return new Question(spelling.digits(one.imei(), 0), null, imsi);
        }
        int svn = one.svn() >= 0 ? one.svn() : random.nextInt(SVN_MAX + 1);
        return beside && random.nextBoolean()
                ? new Question(one.imei().digits(), version(svn), imsi)
                : new Question(SIXTEEN.digits(one.imei(), svn), null, imsi);
    }
}
