// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.apdu;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Command chaining: one command's data in several commands, all but the last marked in the class
/// byte (ISO/IEC 7816-4, clause 5.1.1.1).
public final class Chaining {
    /// The bit of the class byte that says "not the last one".
    public static final int MORE = 0x10;

    private Chaining() {}

    /// The commands that carry one command, each with at most `bytesMax` bytes of data; Le stands
    /// in the last one.
    ///
    /// @param bytesMax 1 to 255
    public static List<CommandApdu> split(CommandApdu command, int bytesMax) {
        if (bytesMax < 1 || bytesMax > CommandApdu.SHORT_DATA_MAX) {
            throw new IllegalArgumentException("a link of a chain has 1 to 255 bytes");
        }
        byte[] data = command.data();
        var links = new ArrayList<CommandApdu>();
        var bare = CommandApdu.of(command.cla() & ~MORE, command.ins(), command.p1(), command.p2());
        int at = 0;
        for (; data.length - at > bytesMax; at += bytesMax) {
            links.add(
                    bare.withClass(bare.cla() | MORE)
                            .with(Arrays.copyOfRange(data, at, at + bytesMax)));
        }
        int expected = Math.min(command.expected(), CommandApdu.SHORT_EXPECTED_MAX);
        links.add(bare.with(Arrays.copyOfRange(data, at, data.length)).expecting(expected));
        return List.copyOf(links);
    }

    /// What a link of a chain is for who receives it.
    public sealed interface Step {
        /// The chain goes on; the card answers 9000.
        record More() implements Step {}

        /// The chain is whole: one command with all the data, its class without the mark.
        record Whole(CommandApdu command) implements Step {}

        /// Another header than the chain's, or more than [#JOINED_BYTES_MAX] bytes. The chain is
        /// forgotten.
        record Refused() implements Step {}
    }

    /// The most bytes that a chain may bring together.
    public static final int JOINED_BYTES_MAX = 4096;

    /// The receiving end of chains: commands in, whole commands out. One for each card, used by one
    /// thread.
    public static final class Joining {
        private final ByteArrayOutputStream data = new ByteArrayOutputStream();
        private int header = -1;

        public Step on(CommandApdu link) {
            int now = (link.cla() & ~MORE) << 24 | link.ins() << 16 | link.p1() << 8 | link.p2();
            boolean started = data.size() > 0;
            byte[] part = link.data();
            if ((started && now != header) || data.size() + part.length > JOINED_BYTES_MAX) {
                data.reset();
                return new Step.Refused();
            }
            boolean last = (link.cla() & MORE) == 0;
            if (last && !started) {
                return new Step.Whole(link);
            }
            header = now;
            data.writeBytes(part);
            if (!last) {
                return new Step.More();
            }
            byte[] all = data.toByteArray();
            data.reset();
            return new Step.Whole(link.with(all));
        }
    }
}
