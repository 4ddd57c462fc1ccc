// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.handset.terminal;

import org.jspecify.annotations.Nullable;
import org.veritac.handset.connector.UiccSlot;
import org.veritac.handset.connector.VaultReader;
import org.veritac.handset.os.Software;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;

/// One operator's module and the toolkit it is served with: whatever command goes to the card, the
/// proactive commands that wait afterwards are carried out before the caller goes on.
public final class Terminal {
    /// The most proactive commands in a row; a card that wants more is left alone.
    public static final int COMMANDS_MAX = 200;

    /// The most times a response is fetched piece by piece.
    static final int PIECES_MAX = 64;

    /// What a terminal of class a with text and short messages says of itself (TS 102 223, clause
    /// 5.2).
    private static final byte[] PROFILE = {
        (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0x7F, (byte) 0x80, 0x00, 0x1F
    };

    private static final byte[] STATUS = {(byte) 0x80, (byte) 0xF2, 0x00, 0x0C, 0x00};
    private static final int MORE_DATA = 0x61;
    private static final int WRONG_LENGTH = 0x6C;

    /// What a terminal works with.
    ///
    /// @param slot where the operator's module is
    /// @param reader where the vault is; null when the phone has none
    /// @param software who decides
    /// @param screen where texts are shown
    /// @param messages who sends short messages
    public record Parts(
            UiccSlot slot,
            @Nullable VaultReader reader,
            Software software,
            Screen screen,
            ShortMessages messages) {}

    private final Parts parts;
    private final Execution execution;
    private boolean serving;

    public Terminal(Parts parts) {
        this.parts = parts;
        execution = new Execution(parts);
    }

    /// Resets the card and offers the profile, with which its check begins.
    ///
    /// @throws IOException when there is no card
    public void start() throws IOException {
        parts.slot().reset();
        if (parts.reader() != null) {
            parts.reader().powerOff(parts.slot().number());
        }
        exchange(command(0x80, 0x10, PROFILE));
    }

    /// Lets the card say whether it wants something (TS 102 221, clause 14.5), and does it.
    ///
    /// @return whether it wanted something
    public boolean poll() throws IOException {
        return exchange(STATUS).isCommandWaiting() && parts.software().fetches();
    }

    /// Sends an envelope (TS 102 221, clause 11.2.2).
    public Reply envelope(byte[] template) throws IOException {
        return exchange(command(0x80, 0xC2, template));
    }

    /// Sends a command, takes all of the response, and serves what the card wants then.
    ///
    /// @throws IOException when the card is gone
    public Reply exchange(byte[] command) throws IOException {
        Reply reply = whole(command);
        if (!serving && parts.software().fetches()) {
            serving = true;
            try {
                serve(reply);
            } finally {
                serving = false;
            }
        }
        return reply;
    }

    private void serve(Reply reply) throws IOException {
        Reply last = reply;
        for (int count = 0; last.isCommandWaiting() && count < COMMANDS_MAX; count++) {
            byte[] fetch = {(byte) 0x80, 0x12, 0x00, 0x00, (byte) last.status()};
            Optional<Command> command = Command.read(whole(fetch).data());
            if (command.isEmpty()) {
                return;
            }
            last = whole(command(0x80, 0x14, execution.run(command.get())));
        }
    }

    /// Fetches what the card has only announced, and repeats a command with the length it wants (TS
    /// 102 221, clause 7.3.1.1.5).
    private Reply whole(byte[] command) throws IOException {
        Reply reply = Reply.of(parts.slot().transmit(command));
        if (reply.status() >> 8 == WRONG_LENGTH) {
            byte[] again = command.clone();
            again[again.length - 1] = (byte) reply.status();
            reply = Reply.of(parts.slot().transmit(again));
        }
        var data = new ByteArrayOutputStream();
        for (int piece = 0; reply.status() >> 8 == MORE_DATA && piece < PIECES_MAX; piece++) {
            data.writeBytes(reply.data());
            byte[] more = {0x00, (byte) 0xC0, 0x00, 0x00, (byte) reply.status()};
            reply = Reply.of(parts.slot().transmit(more));
        }
        data.writeBytes(reply.data());
        data.write(reply.status() >> 8);
        data.write(reply.status());
        return Reply.of(data.toByteArray());
    }

    /// @param content at most 255 octets
    static byte[] command(int cla, int instruction, byte[] content) {
        var out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {(byte) cla, (byte) instruction, 0, 0, (byte) content.length});
        out.writeBytes(content);
        return out.toByteArray();
    }
}
