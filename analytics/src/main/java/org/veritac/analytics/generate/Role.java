// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.generate;

/// What a unit of the nation is. The shares are of units, in ten thousand; what they leave is
/// plain.
enum Role {
    PLAIN(0),
    /// One phone with two IMEIs and two SIMs.
    DUAL_SIM(800),
    /// One phone, two to four SIMs by turns.
    FAMILY(150),
    /// A lost SIM that was replaced: new IMSI, same number, same phone.
    SIM_SWAP(200),
    /// A new phone for the same SIM.
    UPGRADE(300),
    /// A genuine phone and two to twelve copies of its IMEI, elsewhere and at the same time.
    CLONE(60),
    /// One IMEI with 20 to 60 SIMs of one operator and consecutive numbers.
    SIM_BOX(3),
    /// A SIM that tries other people's phones, a few a day.
    REPAIR_SHOP(5),
    /// An IMEI that is not 14 digits.
    MALFORMED(60),
    /// The network did not report an IMEI.
    NULL_IMEI(100),
    /// A visitor.
    ROAMER(250),
    STOLEN(40),
    /// A TAC that nobody was given.
    UNALLOCATED(60),
    /// A TAC of the test ranges.
    TEST_TAC(5),
    BARRED(10);

    static final int ALL = 10_000;

    private final int share;

    Role(int share) {
        this.share = share;
    }

    /// The role for a lot from 0 to [#ALL] exclusive.
    static Role of(int lot) {
        int rest = lot;
        for (Role role : values()) {
            if (rest < role.share) {
                return role;
            }
            rest -= role.share;
        }
        return PLAIN;
    }
}
