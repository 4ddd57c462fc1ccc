// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.usat;

import org.jspecify.annotations.Nullable;
import org.veritac.card.ota.SmsAddress;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

/// A proactive command as FETCH brings it (TS 102 223, clause 6.6).
///
/// @param details number, type and qualifier; a response repeats them
/// @param command what is to be done
public record ProactiveMessage(CommandDetails details, ProactiveCommand command) {
    private static final int TAG = 0xD0;
    private static final int HIGH_PRIORITY = 0x01;
    private static final int USER_CLEARS = 0x80;

    public ProactiveMessage {
        if (details.type() != type(command).code() || details.qualifier() != qualifier(command)) {
            throw new IllegalArgumentException("details of another command");
        }
    }

    /// A command as the UICC numbers it.
    ///
    /// @param number 1 to 254
    public static ProactiveMessage of(int number, ProactiveCommand command) {
        return new ProactiveMessage(
                new CommandDetails(number, type(command).code(), qualifier(command)), command);
    }

    private static CommandType type(ProactiveCommand command) {
        return switch (command) {
            case ProactiveCommand.Refresh _ -> CommandType.REFRESH;
            case ProactiveCommand.SendShortMessage _ -> CommandType.SEND_SHORT_MESSAGE;
            case ProactiveCommand.DisplayText _ -> CommandType.DISPLAY_TEXT;
            case ProactiveCommand.ProvideLocalInformation _ ->
                    CommandType.PROVIDE_LOCAL_INFORMATION;
            case ProactiveCommand.TimerManagement _ -> CommandType.TIMER_MANAGEMENT;
            case ProactiveCommand.SetUpEventList _ -> CommandType.SET_UP_EVENT_LIST;
            case ProactiveCommand.PowerOnCard _ -> CommandType.POWER_ON_CARD;
            case ProactiveCommand.PowerOffCard _ -> CommandType.POWER_OFF_CARD;
            case ProactiveCommand.PerformCardApdu _ -> CommandType.PERFORM_CARD_APDU;
            case ProactiveCommand.GetReaderStatus _ -> CommandType.GET_READER_STATUS;
        };
    }

    private static int qualifier(ProactiveCommand command) {
        return switch (command) {
            case ProactiveCommand.Refresh(int mode) -> mode;
            case ProactiveCommand.DisplayText(boolean high, boolean clears, _, _) ->
                    (high ? HIGH_PRIORITY : 0) | (clears ? USER_CLEARS : 0);
            case ProactiveCommand.ProvideLocalInformation(LocalInformation what) ->
                    what.qualifier();
            case ProactiveCommand.TimerManagement(TimerAction action, _, _) -> action.qualifier();
            case ProactiveCommand.SendShortMessage _,
                    ProactiveCommand.SetUpEventList _,
                    ProactiveCommand.PowerOnCard _,
                    ProactiveCommand.PowerOffCard _,
                    ProactiveCommand.PerformCardApdu _,
                    ProactiveCommand.GetReaderStatus _ ->
                    0;
        };
    }

    /// The data that FETCH answers.
    public byte[] write() {
        var items = new ArrayList<Item>();
        items.add(details.item());
        items.add(Devices.fromUicc(destination(command)).item());
        items.addAll(content(command));
        return Items.of(items).in(TAG);
    }

    private static int destination(ProactiveCommand command) {
        return switch (command) {
            case ProactiveCommand.DisplayText _ -> Devices.DISPLAY;
            case ProactiveCommand.SendShortMessage _ -> Devices.NETWORK;
            case ProactiveCommand.PowerOnCard(int reader) -> Devices.READER_0 + reader;
            case ProactiveCommand.PowerOffCard(int reader) -> Devices.READER_0 + reader;
            case ProactiveCommand.PerformCardApdu(int reader, _) -> Devices.READER_0 + reader;
            case ProactiveCommand.Refresh _,
                    ProactiveCommand.ProvideLocalInformation _,
                    ProactiveCommand.TimerManagement _,
                    ProactiveCommand.SetUpEventList _,
                    ProactiveCommand.GetReaderStatus _ ->
                    Devices.TERMINAL;
        };
    }

    private static List<Item> content(ProactiveCommand command) {
        return switch (command) {
            case ProactiveCommand.SendShortMessage(var centre, Bytes tpdu) -> {
                var message = new Item(Item.SMS_TPDU, true, tpdu);
                yield centre == null
                        ? List.of(message)
                        : List.of(AddressItem.write(centre, true), message);
            }
            case ProactiveCommand.DisplayText text -> List.of(text(text));
            case ProactiveCommand.TimerManagement(_, int timer, var value) -> {
                Item identifier = Item.required(Item.TIMER_IDENTIFIER, timer);
                yield value == null
                        ? List.of(identifier)
                        : List.of(
                                identifier,
                                Item.required(Item.TIMER_VALUE, TimerValue.write(value)));
            }
            case ProactiveCommand.SetUpEventList(var events) ->
                    List.of(
                            Item.required(
                                    Item.EVENT_LIST,
                                    events.stream().mapToInt(Event::code).sorted().toArray()));
            case ProactiveCommand.PerformCardApdu(_, Bytes apdu) ->
                    List.of(new Item(Item.C_APDU, true, apdu));
            case ProactiveCommand.Refresh _,
                    ProactiveCommand.ProvideLocalInformation _,
                    ProactiveCommand.PowerOnCard _,
                    ProactiveCommand.PowerOffCard _,
                    ProactiveCommand.GetReaderStatus _ ->
                    List.of();
        };
    }

    private static Item text(ProactiveCommand.DisplayText text) {
        byte[] octets = new byte[1 + text.text().length()];
        octets[0] = (byte) text.dcs();
        System.arraycopy(text.text().copy(), 0, octets, 1, text.text().length());
        return new Item(Item.TEXT_STRING, true, Bytes.of(octets));
    }

    /// Reads what FETCH brought. With a flaw, the terminal answers what the flaw says, to
    /// [#detailsOf].
    public static UsatRead<ProactiveMessage> read(byte[] data) {
        Items items = itemsOf(data);
        if (items == null) {
            return malformed(UsatFlaw.ENCODING);
        }
        CommandDetails details = CommandDetails.in(items);
        Devices devices = Devices.in(items);
        if (details == null || devices == null) {
            return malformed(UsatFlaw.MISSING);
        }
        var type = CommandType.ofCode(details.type());
        if (type.isEmpty()) {
            return malformed(UsatFlaw.TYPE);
        }
        return type.get().understands(items)
                ? read(type.get(), details, devices, items)
                : malformed(UsatFlaw.NOT_UNDERSTOOD);
    }

    private static @Nullable Items itemsOf(byte[] data) {
        Bytes bytes = Bytes.of(data);
        Bytes content = bytes.length() == 0 || bytes.at(0) != TAG ? null : Items.content(bytes);
        return content == null ? null : Items.read(content);
    }

    /// Which command this would be; null when not even that can be read.
    public static @Nullable CommandDetails detailsOf(byte[] data) {
        Items items = itemsOf(data);
        return items == null ? null : CommandDetails.in(items);
    }

    private static UsatRead<ProactiveMessage> read(
            CommandType type, CommandDetails details, Devices devices, Items items) {
        int qualifier = details.qualifier();
        int reader = devices.isToReader() ? devices.destination() - Devices.READER_0 : -1;
        ProactiveCommand command =
                switch (type) {
                    case REFRESH -> new ProactiveCommand.Refresh(qualifier);
                    case SEND_SHORT_MESSAGE -> sendShortMessage(items);
                    case DISPLAY_TEXT -> displayText(qualifier, items);
                    case PROVIDE_LOCAL_INFORMATION ->
                            LocalInformation.ofQualifier(qualifier)
                                    .map(ProactiveCommand.ProvideLocalInformation::new)
                                    .orElse(null);
                    case TIMER_MANAGEMENT -> timer(qualifier, items);
                    case SET_UP_EVENT_LIST -> events(items);
                    case POWER_ON_CARD ->
                            reader < 0 ? null : new ProactiveCommand.PowerOnCard(reader);
                    case POWER_OFF_CARD ->
                            reader < 0 ? null : new ProactiveCommand.PowerOffCard(reader);
                    case PERFORM_CARD_APDU -> apdu(reader, items);
                    case GET_READER_STATUS ->
                            qualifier == 0 ? new ProactiveCommand.GetReaderStatus() : null;
                };
        if (command == null || qualifier != qualifier(command)) {
            return malformed(UsatFlaw.VALUE);
        }
        return new UsatRead.Whole<>(new ProactiveMessage(details, command));
    }

    private static @Nullable ProactiveCommand sendShortMessage(Items items) {
        Bytes tpdu = items.value(Item.SMS_TPDU);
        Bytes address = items.value(Item.ADDRESS);
        SmsAddress centre = address == null ? null : AddressItem.read(address);
        return tpdu == null || (address != null && centre == null)
                ? null
                : new ProactiveCommand.SendShortMessage(centre, tpdu);
    }

    private static @Nullable ProactiveCommand displayText(int qualifier, Items items) {
        Bytes text = items.value(Item.TEXT_STRING);
        return text == null || text.length() == 0
                ? null
                : new ProactiveCommand.DisplayText(
                        (qualifier & HIGH_PRIORITY) != 0,
                        (qualifier & USER_CLEARS) != 0,
                        text.at(0),
                        text.part(1, text.length()));
    }

    private static @Nullable ProactiveCommand timer(int qualifier, Items items) {
        var action = TimerAction.ofQualifier(qualifier);
        Bytes timer = items.value(Item.TIMER_IDENTIFIER, 1);
        if (action.isEmpty()
                || timer == null
                || timer.at(0) < 1
                || timer.at(0) > ProactiveCommand.TIMER_MAX) {
            return null;
        }
        if (action.get() != TimerAction.START) {
            return new ProactiveCommand.TimerManagement(action.get(), timer.at(0), null);
        }
        Bytes value = items.value(Item.TIMER_VALUE, TimerValue.BYTES);
        var time = value == null ? null : TimerValue.read(value);
        return time == null
                ? null
                : new ProactiveCommand.TimerManagement(TimerAction.START, timer.at(0), time);
    }

    private static @Nullable ProactiveCommand events(Items items) {
        Bytes codes = items.value(Item.EVENT_LIST);
        if (codes == null) {
            return null;
        }
        var events = EnumSet.noneOf(Event.class);
        for (int i = 0; i < codes.length(); i++) {
            var event = Event.ofCode(codes.at(i));
            if (event.isEmpty()) {
                return null;
            }
            events.add(event.get());
        }
        return new ProactiveCommand.SetUpEventList(events);
    }

    private static @Nullable ProactiveCommand apdu(int reader, Items items) {
        Bytes apdu = items.value(Item.C_APDU);
        return reader < 0
                        || apdu == null
                        || apdu.length() < 4
                        || apdu.length() > ProactiveCommand.PerformCardApdu.BYTES_MAX
                ? null
                : new ProactiveCommand.PerformCardApdu(reader, apdu);
    }

    private static UsatRead<ProactiveMessage> malformed(UsatFlaw flaw) {
        return new UsatRead.Malformed<>(flaw);
    }
}
