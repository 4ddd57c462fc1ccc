// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.usat;

import org.jspecify.annotations.Nullable;
import org.veritac.identity.Imei;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a terminal answers to a proactive command: the data of TERMINAL RESPONSE (TS 102 223,
/// clause 6.8).
///
/// @param details of the command
/// @param result what came of it
/// @param additional to the result, often none
/// @param items what was asked for, and what else the terminal says
public record TerminalResponse(
        CommandDetails details, GeneralResult result, Bytes additional, List<Item> items) {
    /// An R-APDU: up to 237 bytes of data and the status word (clause 8.36).
    public static final int R_APDU_MAX = 239;

    public TerminalResponse {
        items = List.copyOf(items);
        if (items.size() > Items.COUNT_MAX - 3) {
            throw new IllegalArgumentException("too many items");
        }
    }

    /// An answer without content.
    public static TerminalResponse of(CommandDetails details, GeneralResult result) {
        return new TerminalResponse(details, result, Bytes.NONE, List.of());
    }

    /// The command to another card failed.
    public static TerminalResponse of(CommandDetails details, CardFailure failure) {
        return new TerminalResponse(
                details, GeneralResult.MULTIPLE_CARD_ERROR, Item.bytes(failure.code()), List.of());
    }

    /// The IMEI that the terminal claims.
    public static TerminalResponse ofImei(CommandDetails details, Imei imei) {
        return performed(details, ImeiItem.write(imei));
    }

    /// What another card answered.
    ///
    /// @param response 2 to 239 bytes
    public static TerminalResponse ofApdu(CommandDetails details, Bytes response) {
        if (response.length() < 2 || response.length() > R_APDU_MAX) {
            throw new IllegalArgumentException("an R-APDU of 2 to 239 bytes");
        }
        return performed(details, new Item(Item.R_APDU, true, response));
    }

    private static TerminalResponse performed(CommandDetails details, Item item) {
        return new TerminalResponse(details, GeneralResult.PERFORMED, Bytes.NONE, List.of(item));
    }

    /// The device that the terminal claims; null when it claims none, or what is no IMEI.
    public @Nullable Imei imei() {
        return value(Item.IMEI).map(ImeiItem::read).orElse(null);
    }

    /// What another card answered to its reset.
    public Optional<Bytes> atr() {
        return value(Item.CARD_ATR);
    }

    /// What another card answered to a command.
    public Optional<Bytes> apdu() {
        return value(Item.R_APDU).filter(apdu -> apdu.length() >= 2 && apdu.length() <= R_APDU_MAX);
    }

    /// Why the command to another card failed.
    public Optional<CardFailure> cardFailure() {
        return result == GeneralResult.MULTIPLE_CARD_ERROR && additional.length() > 0
                ? CardFailure.ofCode(additional.at(0))
                : Optional.empty();
    }

    private Optional<Bytes> value(int tag) {
        return Optional.ofNullable(Items.of(items).value(tag));
    }

    /// The data of TERMINAL RESPONSE.
    public byte[] write() {
        byte[] octets = new byte[1 + additional.length()];
        octets[0] = (byte) result.code();
        System.arraycopy(additional.copy(), 0, octets, 1, additional.length());
        return Items.of(
                        details.item(),
                        Devices.toUicc(Devices.TERMINAL).item(),
                        new Item(Item.RESULT, true, Bytes.of(octets)))
                .and(items)
                .bytes();
    }

    /// Reads the data of TERMINAL RESPONSE, which a UICC believes in nothing.
    public static UsatRead<TerminalResponse> read(byte[] data) {
        Items items = Items.read(Bytes.of(data));
        if (items == null) {
            return new UsatRead.Malformed<>(UsatFlaw.ENCODING);
        }
        CommandDetails details = CommandDetails.in(items);
        Bytes result = items.value(Item.RESULT);
        if (details == null || Devices.in(items) == null || result == null) {
            return new UsatRead.Malformed<>(UsatFlaw.MISSING);
        }
        var general =
                result.length() == 0
                        ? Optional.<GeneralResult>empty()
                        : GeneralResult.ofCode(result.at(0));
        if (general.isEmpty()) {
            return new UsatRead.Malformed<>(UsatFlaw.VALUE);
        }
        var others = new ArrayList<>(items.list());
        others.removeIf(item -> item.tag() <= Item.RESULT);
        Bytes additional = result.part(1, result.length());
        return new UsatRead.Whole<>(
                new TerminalResponse(details, general.get(), additional, others));
    }
}
