// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.generate;

/// What a unit of the nation is. The shares are of units, in ten thousand; what they leave is
/// plain.
enum Role {
    PLAIN(0),
    /// One phone with two IMEIs and two SIMs.
    DUAL_SIM(800),
    /// One phone with two SIMs that are in use at once, and one IMEI for both, as cheap ones have.
    ONE_IMEI(120),
    /// One phone, two to ten SIMs by turns: a day each, or within each day.
    FAMILY(150),
    /// A lost SIM that was replaced: new IMSI, same number, same phone.
    SIM_SWAP(200),
    /// A new phone for the same SIM.
    UPGRADE(300),
    /// A phone that changed hands, and mostly towns.
    SOLD(150),
    /// A phone with two SIMs that is often on the road, and often abroad.
    TRAVELLER(40),
    /// One to twelve copies of an IMEI, mostly beside the genuine phone.
    CLONE(60),
    /// One IMEI in a whole batch of cheap phones; nobody has the genuine one.
    BATCH(1),
    /// One phone under an IMEI that is not its own, and of which there is no other.
    TAMPERED(20),
    /// Many SIMs of one operator behind one IMEI, or four that they use by turns.
    SIM_BOX(3),
    /// A SIM that tries other people's phones, a few a day.
    REPAIR_SHOP(5),
    /// A shop's own phone that other people's SIMs are tried in, a few a day.
    TEST_PHONE(4),
    /// An operator's phone that new SIMs of consecutive numbers are activated in.
    ACTIVATION(1),
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
