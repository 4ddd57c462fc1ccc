// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.diameter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class DictionaryTest {
    @Test
    void qualifiersHaveTheDefaultsOfTheRfc() {
        Dictionary dictionary =
                Dictionary.of(
                        """
                        @application 1
                        @vendor 9
                        @avp A 1000 Unsigned32 VM
                        @avp B 1001 Unsigned32
                        @avp C 1002 Unsigned32 m
                        @avp D 1003 Unsigned32 M
                        R ::= < Diameter Header: 5, REQ, PXY >
                              < Session-Id > { A } [ B ] *{ C } 2*3[ D ] * [ AVP ]
                        """);
        Grammar grammar = dictionary.command(1, 5, true);
        assertThat(grammar).isNotNull();
        assertThat(grammar.isOpen()).isTrue();
        assertThat(grammar.head().proxiable()).isTrue();
        assertThat(bounds(grammar)).isEqualTo("Session-Id 1 1, A 1 1, B 0 1, C 1 -, D 2 3, ");
        assertThat(dictionary.avp("A").vendor()).isEqualTo(9);
        assertThat(dictionary.avp("A").mandatory()).isEqualTo(AvpRule.Flag.MUST);
        assertThat(dictionary.avp("B").vendor()).isZero();
        assertThat(dictionary.avp("B").mandatory()).isEqualTo(AvpRule.Flag.MUST_NOT);
        assertThat(dictionary.avp("C").mandatory()).isEqualTo(AvpRule.Flag.MAY);
    }

    private static String bounds(Grammar grammar) {
        var text = new StringBuilder();
        for (int i = 0; i < grammar.slots(); i++) {
            Grammar.Slot slot = grammar.slot(i);
            String max = slot.max() == Grammar.UNBOUNDED ? "-" : String.valueOf(slot.max());
            text.append(slot.avp().name() + " " + slot.min() + " " + max + ", ");
        }
        return text.toString();
    }

    @Test
    void anUndefinedNameIsABug() {
        assertThatThrownBy(() -> Dictionary.of("R ::= < Diameter Header: 5 > { Nowhere }"))
                .hasMessageContaining("Nowhere");
        assertThatThrownBy(() -> Dictionary.BASE.avp("Nowhere")).hasMessageContaining("Nowhere");
    }

    @Test
    void twoAvpsOfOneCodeAreABug() {
        assertThatThrownBy(() -> Dictionary.of("@vendor 0\n@avp Again 264 Unsigned32 M"))
                .hasMessageContaining("Again");
    }
}
