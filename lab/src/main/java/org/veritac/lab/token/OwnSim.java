// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.token;

import org.jspecify.annotations.Nullable;
import org.veritac.card.Secret;
import org.veritac.handset.mirror.PackageContents;
import org.veritac.subscription.aka.AkaState;
import org.veritac.subscription.aka.Limits;
import org.veritac.subscription.files.Change;
import org.veritac.subscription.files.FilePath;
import org.veritac.subscription.files.Uicc;
import org.veritac.subscription.profile.Profile;
import org.veritac.subscription.profile.SubscribedNetwork;
import org.veritac.subscription.profile.Subscription;
import org.veritac.subscription.transfer.Contents;
import org.veritac.subscription.transfer.Octets;
import org.veritac.subscription.transfer.Part;
import org.veritac.subscription.transfer.TokenPhase;
import org.veritac.subscription.transfer.TokenRecord;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The token's own SIM, as long as the token is the active copy. What is written into it ends a
/// preparation, since the package is not what was offered any more.
final class OwnSim {
    private final Keeping keeping;
    private final Uicc uicc;
    private final SubscribedNetwork network;
    private final Profile profile;

    /// Where the token's record is.
    interface Keeping {
        TokenRecord record();

        void keep(TokenRecord next) throws IOException;

        /// Which window of the limits it is.
        long window();
    }

    private OwnSim(Keeping keeping, Subscription subscription) {
        this.keeping = keeping;
        this.profile = subscription.profile();
        this.network =
                new SubscribedNetwork(
                        subscription, Limits.STANDARD, keeping::window, this::keepNumbers);
        this.uicc = new Uicc(subscription.tree(), subscription.state(), this::keepFile, network);
    }

    /// The SIM; empty when the parts make none.
    static Optional<OwnSim> of(Keeping keeping) {
        var contents = keeping.record().contents();
        byte[] keys = contents.find(Part.KEYS).orElse(Octets.NONE).bytes();
        try (var secret = Secret.taking(keys)) {
            return PackageContents.subscription(secret, contents)
                    .map(subscription -> new OwnSim(keeping, subscription));
        }
    }

    byte[] transmit(byte[] command) throws IOException {
        return uicc.transmit(command);
    }

    private void keepNumbers(FilePath application, AkaState state) throws IOException {
        Map<FilePath, AkaState> numbers = new LinkedHashMap<>(network.numbers());
        numbers.put(application, state);
        keeping.keep(keeping.record().used(Octets.of(PackageContents.sequence(numbers))));
    }

    private void keepFile(Change change) throws IOException {
        var before = keeping.record();
        byte[] files = PackageContents.files(profile, uicc.state().with(change));
        if (files.length > Part.FILES.bytesMax()) {
            throw new IOException("more was written than a token carries");
        }
        @Nullable Octets sequence = before.contents().find(Part.SEQUENCE).orElse(null);
        var ended =
                before.phase() == TokenPhase.PREPARED && sequence != null
                        ? before.used(sequence)
                        : before;
        keeping.keep(with(ended, ended.contents().with(Part.FILES, Octets.of(files))));
    }

    private static TokenRecord with(TokenRecord before, Contents contents) {
        return new TokenRecord(
                before.generation(),
                before.phase(),
                before.tid(),
                before.pairing(),
                before.upload(),
                before.pin(),
                before.policy(),
                contents);
    }
}
