// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.story;

import org.jspecify.annotations.Nullable;
import org.veritac.handset.Phone;
import org.veritac.handset.modem.Call;
import org.veritac.handset.modem.Service;
import org.veritac.handset.os.Boot;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

/// A phone in a story, and what its user does with it.
final class Handset implements Closeable {
    private static final Duration QUIET = Duration.ofMillis(150);
    private static final Duration SETTLING_MAX = Duration.ofSeconds(5);

    private final Stage stage;
    private final Phone phone;
    private final @Nullable StoryVault vault;

    Handset(Stage stage, Phone phone, @Nullable StoryVault vault) {
        this.stage = stage;
        this.phone = phone;
        this.vault = vault;
    }

    Phone phone() {
        return phone;
    }

    /// The vault on its board.
    ///
    /// @throws IllegalStateException when it has none
    StoryVault vault() {
        if (vault == null) {
            throw new IllegalStateException("a phone without a vault");
        }
        return vault;
    }

    @Nullable StoryVault vaultIfAny() {
        return vault;
    }

    void insert(int slot, Subscription subscription) {
        phone.insert(slot, subscription.card());
    }

    void remove(int slot) {
        phone.remove(slot);
    }

    Boot boot() throws IOException {
        return phone.switchOn();
    }

    /// Attaches every slot with a card in it.
    ///
    /// @return the service of the first
    Service attach() throws IOException {
        for (int slot = 1; slot <= Phone.SLOTS; slot++) {
            if (phone.modem(slot).imsi().isPresent()) {
                phone.modem(slot).attach();
            }
        }
        return service();
    }

    /// Inserts, boots, attaches and waits until nothing more happens.
    void start(int slot, Subscription subscription) throws IOException {
        insert(slot, subscription);
        boot();
        attach();
        settle();
    }

    Service service() {
        return phone.modem(1).service();
    }

    Call call(String number) throws IOException {
        return phone.modem(1).call(number);
    }

    /// Listens until all reports are answered, the card wants nothing and nothing more comes.
    void settle() throws IOException {
        Instant end = Instant.now().plus(SETTLING_MAX);
        boolean active = true;
        while (active && Instant.now().isBefore(end)) {
            active = stage.isBusy();
            for (int slot = 1; slot <= Phone.SLOTS; slot++) {
                active |= phone.modem(slot).listen(QUIET) > 0;
            }
            for (int slot = 1; slot <= Phone.SLOTS && !active; slot++) {
                active = phone.modem(slot).idle();
            }
        }
    }

    @Override
    public void close() throws IOException {
        phone.close();
    }
}
