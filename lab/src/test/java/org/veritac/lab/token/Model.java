// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.token;

import static org.assertj.core.api.Assertions.assertThat;

import org.veritac.card.channel.P256;
import org.veritac.subscription.transfer.Answer;
import org.veritac.subscription.transfer.Channel;
import org.veritac.subscription.transfer.Contents;
import org.veritac.subscription.transfer.Fresh;
import org.veritac.subscription.transfer.ImeiSpan;
import org.veritac.subscription.transfer.Octets;
import org.veritac.subscription.transfer.Part;
import org.veritac.subscription.transfer.Pin;
import org.veritac.subscription.transfer.Receipt;
import org.veritac.subscription.transfer.Refusal;
import org.veritac.subscription.transfer.Request;
import org.veritac.subscription.transfer.RequestReader;
import org.veritac.subscription.transfer.Requests;
import org.veritac.subscription.transfer.SignedPolicy;
import org.veritac.subscription.transfer.TokenMachine;
import org.veritac.subscription.transfer.TokenPhase;
import org.veritac.subscription.transfer.TokenRecord;
import org.veritac.subscription.transfer.TokenSetup;
import org.veritac.subscription.transfer.TokenState;
import org.veritac.subscription.transfer.TokenStep;
import org.veritac.subscription.transfer.TokenWrite;

import java.io.ByteArrayOutputStream;
import java.security.KeyPair;
import java.security.interfaces.ECPublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The token as the machine of `subscription.transfer` is it, beside the one on the card.
final class Model {
    /// What the token on the card has room for.
    static final int PERSONAL_BYTES_MAX = 8192;

    private static final int RECEIPTS_MAX = 16;

    final List<Receipt> receipts = new ArrayList<>();
    final ECPublicKey agreement;
    private final Nation nation;
    private final KeyPair signing;
    private final TokenMachine machine;
    private TokenState state;

    Model(
            Nation nation,
            Octets binding,
            SignedPolicy policy,
            Contents contents,
            List<ImeiSpan> spans) {
        this.nation = nation;
        KeyPair own = P256.generate(nation.random);
        agreement = (ECPublicKey) own.getPublic();
        signing = P256.generate(nation.random);
        machine =
                new TokenMachine(
                        new TokenSetup(
                                Nation.TOKEN,
                                binding,
                                List.of(nation.handsetBinders()),
                                List.of(nation.operator.anchor),
                                spans,
                                own.getPrivate(),
                                message -> Octets.NONE,
                                PERSONAL_BYTES_MAX,
                                this::find));
        state = TokenState.of(TokenRecord.issued(Pin.unset(Nation.PUK), policy, contents));
    }

    private Optional<Receipt> find(int number) {
        int newest = receipts.size();
        int wanted = number == 0 ? newest : number;
        boolean there = wanted > 0 && wanted <= newest && wanted > newest - RECEIPTS_MAX;
        return there ? Optional.of(receipts.get(wanted - 1)) : Optional.empty();
    }

    TokenRecord record() {
        return state.record();
    }

    void opened(Channel channel) {
        state = state.opened(channel);
    }

    void cut() {
        state = state.cut();
    }

    /// What it answers.
    ///
    /// @param draws what the card drew for the same request
    Answer ask(Request request, List<byte[]> draws) {
        if (RequestReader.read(Requests.write(request))
                instanceof RequestReader.Reading.Malformed(var refusal)) {
            return new Answer.Refused(refusal, 0);
        }
        var drawn = new ByteArrayOutputStream();
        draws.forEach(drawn::writeBytes);
        drawn.writeBytes(new byte[Math.max(0, Fresh.BYTES - drawn.size())]);
        TokenStep step = machine.on(state, request, new Fresh(Octets.of(drawn.toByteArray())));
        for (TokenWrite write : step.writes()) {
            if (write.receipt() != null) {
                var position =
                        receipts.isEmpty()
                                ? Receipt.Position.FIRST
                                : Receipt.Position.after(receipts.getLast());
                receipts.add(
                        Receipt.sign(
                                write.receipt(), position, signing.getPrivate(), nation.random));
            }
        }
        state = step.state();
        return step.answer();
    }

    /// After the card answered a challenge in the network's name.
    void used(Octets sequence) {
        assertThat(record().phase()).isNotEqualTo(TokenPhase.HANDED);
        var before = state;
        state = TokenState.of(before.record().used(sequence));
    }

    Octets part(Part part) {
        return record().contents().find(part).orElse(Octets.NONE);
    }

    static boolean isSecurity(Answer answer) {
        return answer instanceof Answer.Refused(var refusal, _) && refusal == Refusal.SECURITY;
    }
}
