// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.story;

import org.veritac.card.CardLink;
import org.veritac.identity.Imsi;
import org.veritac.lab.token.ChipToken;

import java.io.IOException;

/// A token of a story: the applet on its card.
final class StoryToken implements Answering {
    private final ChipToken chip;
    private final Imsi imsi;
    private final Transcript transcript;
    private final String name;

    StoryToken(ChipToken chip, Imsi imsi, Transcript transcript, String name) {
        this.chip = chip;
        this.imsi = imsi;
        this.transcript = transcript;
        this.name = name;
    }

    @Override
    public String name() {
        return name;
    }

    ChipToken chip() {
        return chip;
    }

    Imsi imsi() {
        return imsi;
    }

    /// In the slot of a phone, with new power.
    CardLink heldTo(Mobile phone) throws IOException {
        chip.card().contacts();
        return recorded(phone);
    }

    /// In the field of a phone, with new power.
    CardLink inFieldOf(Mobile phone) throws IOException {
        chip.card().contactless();
        return recorded(phone);
    }

    private CardLink recorded(Mobile phone) throws IOException {
        var link = RecordingCard.between(chip.card(), transcript, phone.name(), name);
        link.reset();
        return link;
    }

    @Override
    public CardLink sim() throws IOException {
        chip.card().contacts();
        chip.card().reset();
        return chip.card();
    }
}
