// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.applets.channel;

import javacard.security.RandomData;

/// The card's random numbers, under the name by which every card since Java Card 2.1 has them.
// The newer names of 3.0.5 are not on every card that is sold.
@SuppressWarnings("deprecation")
public final class RandomBytes {
    private final RandomData random = RandomData.getInstance(RandomData.ALG_SECURE_RANDOM);

    public void fill(byte[] out, short offset, short length) {
        random.generateData(out, offset, length);
    }
}
