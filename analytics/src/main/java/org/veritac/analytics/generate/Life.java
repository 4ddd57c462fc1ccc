// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.generate;

/// A SIM in a device for some days.
///
/// @param device what it is in
/// @param sim whose it is
/// @param days on which days it may be used
/// @param home where the device is at home; lives of one device have one home
/// @param genuine whether the device is the one its IMEI was given to
record Life(Device device, Sim sim, Days days, Home home, boolean genuine) {

    /// What a network hears of a device.
    ///
    /// @param imei 14 digits, other signs, or nothing
    /// @param svn two digits
    /// @param rats the codes of what it uses, with bars
    /// @param phone which phone of the unit it is, from 0: one IMEI in two phones is a clone
    record Device(String imei, int svn, String rats, int phone) {
        Device(String imei, int svn, String rats) {
            this(imei, svn, rats, 0);
        }

        /// The same under another number within the unit.
        Device as(int number) {
            return new Device(imei, svn, rats, number);
        }
    }

    /// A subscription.
    ///
    /// @param operator its place in [Operators#IDS] of the network that reports it
    /// @param person which person of the unit has it, from 0
    record Sim(int operator, String imsi, String msisdn, int person) {
        Sim(int operator, String imsi, String msisdn) {
            this(operator, imsi, msisdn, 0);
        }

        /// The same in the hands of another person.
        Sim of(int other) {
            return new Sim(operator, imsi, msisdn, other);
        }
    }

    /// Days of a life, counted from the nation's first.
    ///
    /// @param from the first
    /// @param to the first that is no more
    /// @param every used on every n-th day only, beginning at `from`
    /// @param share of these days, how many in a hundred
    /// @param part which part of the day, from 0
    /// @param parts into how many parts the day falls
    record Days(int from, int to, int every, int share, int part, int parts) {
        Days(int from, int to, int every, int share) {
            this(from, to, every, share, 0, 1);
        }
    }
}
