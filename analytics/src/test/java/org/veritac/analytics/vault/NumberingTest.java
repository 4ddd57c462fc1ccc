// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.vault;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.BitSet;
import java.util.Random;

class NumberingTest {
    @Test
    void numbersAreStableAndDifferent() {
        Numbering numbering = new Numbering(new Random(1));
        BitSet seen = new BitSet();
        for (int i = 0; i < 100_000; i++) {
            int number = numbering.number(0, 1000 + i);
            assertThat(seen.get(number)).isFalse();
            seen.set(number);
        }
        for (int i = 0; i < 100_000; i++) {
            int number = numbering.find(0, 1000 + i);
            assertThat(numbering.low(number)).isEqualTo(1000 + i);
            assertThat(numbering.number(0, 1000 + i)).isEqualTo(number);
        }
        assertThat(numbering.find(0, 7)).isEqualTo(-1);
        assertThat(numbering.find(7, 1000)).isEqualTo(-1);
        assertThat(numbering.count()).isEqualTo(100_000);
    }

    @Test
    void numbersAreDrawnByLot() {
        Numbering numbering = new Numbering(new Random(1));
        int rising = 0;
        int before = numbering.number(0, 100);
        for (int i = 1; i < 1_000; i++) {
            int number = numbering.number(0, 100 + i);
            rising += number > before ? 1 : 0;
            before = number;
        }
        assertThat(rising).isBetween(400, 600);
    }

    @Test
    void numbersAreDense() {
        Numbering numbering = new Numbering(new Random(1));
        int greatest = 0;
        for (int i = 0; i < 1_000_000; i++) {
            greatest = Math.max(greatest, numbering.number(0, 10 + i));
        }
        assertThat(greatest).isLessThan(1_300_000);
    }

    @Test
    void aDeletedNumberIsNeverGivenAgain() {
        Numbering numbering = new Numbering(new Random(1));
        int number = numbering.number(0, 1000);
        numbering.delete(number);

        Numbering read = new Numbering(new Random(2));
        for (int page = 0; page < numbering.pages(); page++) {
            read.put(page, numbering.lowPage(page), numbering.highPage(page));
        }
        read.index();
        assertThat(read.isGiven(number)).isFalse();
        for (int i = 0; i < Numbering.PAGE; i++) {
            assertThat(read.number(0, 2000 + i)).isNotEqualTo(number);
        }
    }

    @Test
    void saysWhenAllNumbersAreGiven() {
        Numbering numbering = new Numbering(new Random(1), 3);
        for (int i = 0; i < 3; i++) {
            assertThat(numbering.number(0, 10 + i)).isNotNegative();
        }
        assertThat(numbering.number(0, 13)).isEqualTo(-1);
        assertThat(numbering.number(0, 12)).isNotNegative();
    }
}
