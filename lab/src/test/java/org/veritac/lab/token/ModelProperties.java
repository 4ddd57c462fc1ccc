// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.token;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.veritac.subscription.transfer.Policy;

import java.util.List;

/// The token on the card and its model are asked the same.
final class ModelProperties {
    private static final int STEPS = 450;

    @ParameterizedTest
    @ValueSource(longs = {2, 5, 6})
    void answersAsTheModelDoes(long seed) throws Exception {
        var nation = new Nation();
        var contents = Subscription.first().contents(700);
        var policy = nation.policy(1, Policy.DEFAULT);
        var token = new CardToken(nation, nation.personalisation(policy, contents, List.of()));
        var model = new Model(nation, token.made.binding(), policy, contents, List.of());
        var play = new Play(seed, nation, token, model);
        for (int i = 0; i < STEPS; i++) {
            play.step();
        }
        assertThat(play.done)
                .as("what was done at least once")
                .containsKeys("Begin", "Ready", "GiveBack", "Write", "Close", "Released")
                .containsKeys("VerifyPin", "ChangePin", "Unblock", "AUTHENTICATE", "RECLAIM");
    }
}
