// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.token;

import org.veritac.card.CardLink;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// A link on which somebody listens: every byte that passes, command and answer by turns.
final class Overheard implements CardLink {
    private static final HexFormat HEX = HexFormat.of();

    /// A piece of a secret that nobody meets by chance in some kilobytes.
    private static final int PIECE_BYTES = 6;

    final List<byte[]> heard = new ArrayList<>();
    private final CardLink card;

    Overheard(CardLink card) {
        this.card = card;
    }

    @Override
    public byte[] reset() throws IOException {
        return card.reset();
    }

    @Override
    public byte[] transmit(byte[] command) throws IOException {
        heard.add(command.clone());
        byte[] answer = card.transmit(command);
        heard.add(answer.clone());
        return answer;
    }

    @Override
    public void close() {}

    long bytes() {
        return heard.stream().mapToLong(each -> each.length).sum();
    }

    /// Whether a number was said, in any spelling: packed into nibbles at any place, high or low
    /// digit first, or as text in ASCII, UTF-16, or hexadecimal or base 64 digits of these.
    boolean saidNumber(String digits) {
        return said(heard, spellings(digits));
    }

    static boolean said(List<byte[]> heard, Set<String> spellings) {
        for (byte[] message : heard) {
            String straight = HEX.formatHex(message);
            String swapped = swapped(straight);
            String crossed = straight.isEmpty() ? "" : swapped(straight.substring(1));
            for (String spelling : spellings) {
                if (straight.contains(spelling)
                        || swapped.contains(spelling)
                        || crossed.contains(spelling)) {
                    return true;
                }
            }
        }
        return false;
    }

    /// As nibbles, and as texts.
    static Set<String> spellings(String digits) {
        var all = texts(digits);
        all.add(digits);
        return all;
    }

    /// Whether a text was said.
    boolean saidText(String text) {
        return said(heard, texts(text));
    }

    private static Set<String> texts(String text) {
        var all = new LinkedHashSet<String>();
        for (Charset charset : List.of(StandardCharsets.US_ASCII, StandardCharsets.UTF_16BE)) {
            byte[] bytes = text.getBytes(charset);
            all.add(HEX.formatHex(bytes));
            all.add(HEX.formatHex(ascii(HEX.formatHex(bytes))));
            all.add(HEX.formatHex(ascii(HEX.withUpperCase().formatHex(bytes))));
            all.add(HEX.formatHex(ascii(Base64.getEncoder().encodeToString(bytes))));
        }
        return all;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /// Whether any piece of a secret was said.
    boolean saidPieceOf(byte[] secret) {
        var pieces = new LinkedHashSet<String>();
        for (int at = 0; at + PIECE_BYTES <= secret.length; at++) {
            byte[] piece = Arrays.copyOfRange(secret, at, at + PIECE_BYTES);
            pieces.add(HEX.formatHex(piece));
            pieces.add(HEX.formatHex(ascii(HEX.formatHex(piece))));
        }
        return said(heard, pieces);
    }

    private static String swapped(String hex) {
        var swapped = new StringBuilder(hex.length());
        for (int i = 0; i + 1 < hex.length(); i += 2) {
            swapped.append(hex.charAt(i + 1)).append(hex.charAt(i));
        }
        return swapped.toString();
    }
}
