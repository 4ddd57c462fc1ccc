// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.generate;

/// A SIM in a device for some days.
///
/// @param device what is in it
/// @param sim whose it is
/// @param days on which days it may be used
/// @param place where
/// @param genuine whether the device is the one its IMEI was given to
record Life(Device device, Sim sim, Days days, Place place, boolean genuine) {

    /// What a network hears of a device.
    ///
    /// @param imei 14 digits, other signs, or nothing
    /// @param svn two digits
    /// @param rats the codes of what it uses, with bars
    record Device(String imei, int svn, String rats) {}

    /// A subscription.
    ///
    /// @param operator its place in [Operators#IDS] of the network that reports it
    record Sim(int operator, String imsi, String msisdn) {}

    /// Days of a life, counted from the nation's first.
    ///
    /// @param from the first
    /// @param to the first that is no more
    /// @param every used on every n-th day only, beginning at `from`
    /// @param share of these days, how many in a hundred
    record Days(int from, int to, int every, int share) {}

    /// A cell and its position, in thousandths of a degree.
    record Place(int cell, int lat, int lon) {}
}
