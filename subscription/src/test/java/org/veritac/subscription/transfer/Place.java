// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.transfer;

/// Where everything stands, as numbers in pools; -1 for devices that there are not.
///
/// @param accepted which challenges of the network were accepted, a bit each
/// @param items how many personal items were made
/// @param ended handsets whose subscription was ended by order, a bit each
record Place(
        int token0, int token1, int handset0, int handset1, int accepted, int items, int ended) {
    static final Place NOWHERE = new Place(-1, -1, -1, -1, 0, 0, 0);

    int token(int index) {
        return index == 0 ? token0 : token1;
    }

    int handset(int index) {
        return index == 0 ? handset0 : handset1;
    }

    Place withToken(int index, int next) {
        return new Place(
                index == 0 ? next : token0,
                index == 1 ? next : token1,
                handset0,
                handset1,
                accepted,
                items,
                ended);
    }

    Place withHandset(int index, int next) {
        return new Place(
                token0,
                token1,
                index == 0 ? next : handset0,
                index == 1 ? next : handset1,
                accepted,
                items,
                ended);
    }

    Place withAccepted(int bit) {
        return new Place(token0, token1, handset0, handset1, accepted | bit, items, ended);
    }

    Place withItem() {
        return new Place(token0, token1, handset0, handset1, accepted, items + 1, ended);
    }

    Place withEnded(int handset) {
        return new Place(token0, token1, handset0, handset1, accepted, items, ended | 1 << handset);
    }
}
