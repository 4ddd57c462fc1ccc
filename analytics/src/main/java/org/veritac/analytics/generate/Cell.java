// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.generate;

/// The cell that a phone is heard by: a square of some two kilometres. One in four hundred stands
/// in its operator's table three degrees from where it is. Near the border a phone is now and then
/// heard by the neighbour's.
///
/// @param lat in thousandths of a degree, as `lon`
record Cell(int number, int lat, int lon, boolean abroad) {
    private static final int SQUARE = 20;
    private static final int ROW = 10_000;
    private static final int MISPLACED = 400;
    private static final int WRONG = 3_000;
    private static final int BORDER = 75_300;
    private static final int STRAYS = 10;
    private static final int WHILE_SECONDS = 600;

    static Cell of(Home.Spot spot, long second) {
        int number = spot.lat() / SQUARE * ROW + spot.lon() / SQUARE;
        boolean misplaced = lot(number, MISPLACED) == 0;
        boolean strays =
                spot.lon() >= BORDER && lot(number * 31L + second / WHILE_SECONDS, STRAYS) == 0;
        return new Cell(
                number,
                spot.lat() / SQUARE * SQUARE + SQUARE / 2 - (misplaced ? WRONG : 0),
                spot.lon() / SQUARE * SQUARE + SQUARE / 2,
                spot.abroad() || strays);
    }

    private static long lot(long number, int of) {
        return Long.remainderUnsigned(Home.mixed(number), of);
    }
}
