// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.usat;

import org.jspecify.annotations.Nullable;
import org.veritac.card.ota.SmsAddress;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// What a terminal tells a UICC of itself: the data of ENVELOPE (TS 102 223, clause 7; TS 31.111,
/// clause 7).
public sealed interface Envelope {
    int SMS_PP_DOWNLOAD = 0xD1;
    int CALL_CONTROL = 0xD4;
    int EVENT_DOWNLOAD = 0xD6;
    int TIMER_EXPIRATION = 0xD7;

    /// A short message for the UICC has come.
    ///
    /// @param centre address of the service centre, null when not told
    /// @param tpdu SMS-DELIVER
    record SmsPpDownload(@Nullable SmsAddress centre, Bytes tpdu) implements Envelope {}

    /// The user wants to call somebody; the UICC answers with a [CallControlResult].
    record CallControl(SmsAddress called) implements Envelope {}

    /// An event has happened that the UICC had asked for.
    ///
    /// @param items that go with it
    record EventDownload(Event event, List<Item> items) implements Envelope {
        public EventDownload {
            items = List.copyOf(items);
            if (items.size() > Items.COUNT_MAX - 2) {
                throw new IllegalArgumentException("too many items");
            }
        }
    }

    /// A timer has run out.
    ///
    /// @param timer 1 to 8
    /// @param value what it was set to, up to 24 hours
    record TimerExpiration(int timer, Duration value) implements Envelope {
        public TimerExpiration {
            if (timer < 1
                    || timer > ProactiveCommand.TIMER_MAX
                    || value.isNegative()
                    || value.compareTo(TimerValue.MAX) > 0) {
                throw new IllegalArgumentException("timers 1 to 8, up to 24 hours");
            }
        }
    }

    /// The data of ENVELOPE.
    default byte[] write() {
        return switch (this) {
            case SmsPpDownload(var centre, Bytes tpdu) -> {
                var items = new ArrayList<Item>();
                items.add(Devices.toUicc(Devices.NETWORK).item());
                if (centre != null) {
                    items.add(AddressItem.write(centre, false));
                }
                items.add(new Item(Item.SMS_TPDU, true, tpdu));
                yield Items.of(items).in(SMS_PP_DOWNLOAD);
            }
            case CallControl(SmsAddress called) ->
                    Items.of(
                                    Devices.toUicc(Devices.TERMINAL).item(),
                                    AddressItem.write(called, true))
                            .in(CALL_CONTROL);
            case EventDownload(Event event, var items) ->
                    Items.of(
                                    Item.required(Item.EVENT_LIST, event.code()),
                                    Devices.toUicc(Devices.TERMINAL).item())
                            .and(items)
                            .in(EVENT_DOWNLOAD);
            case TimerExpiration(int timer, Duration value) ->
                    Items.of(
                                    Devices.toUicc(Devices.TERMINAL).item(),
                                    Item.required(Item.TIMER_IDENTIFIER, timer),
                                    Item.required(Item.TIMER_VALUE, TimerValue.write(value)))
                            .in(TIMER_EXPIRATION);
        };
    }

    /// Reads the data of ENVELOPE.
    static UsatRead<Envelope> read(byte[] data) {
        Bytes bytes = Bytes.of(data);
        Bytes content = Items.content(bytes);
        Items items = content == null ? null : Items.read(content);
        if (items == null) {
            return new UsatRead.Malformed<>(UsatFlaw.ENCODING);
        }
        boolean known =
                switch (bytes.at(0)) {
                    case SMS_PP_DOWNLOAD, CALL_CONTROL, EVENT_DOWNLOAD, TIMER_EXPIRATION -> true;
                    default -> false;
                };
        if (!known) {
            return new UsatRead.Malformed<>(UsatFlaw.TYPE);
        }
        if (Devices.in(items) == null) {
            return new UsatRead.Malformed<>(UsatFlaw.MISSING);
        }
        Envelope envelope = read(bytes.at(0), items);
        return envelope == null
                ? new UsatRead.Malformed<>(UsatFlaw.VALUE)
                : new UsatRead.Whole<>(envelope);
    }

    private static @Nullable Envelope read(int tag, Items items) {
        return switch (tag) {
            case SMS_PP_DOWNLOAD -> smsPpDownload(items);
            case CALL_CONTROL -> callControl(items);
            case EVENT_DOWNLOAD -> eventDownload(items);
            default -> timerExpiration(items);
        };
    }

    private static @Nullable Envelope smsPpDownload(Items items) {
        Bytes tpdu = items.value(Item.SMS_TPDU);
        Bytes address = items.value(Item.ADDRESS);
        SmsAddress centre = address == null ? null : AddressItem.read(address);
        return tpdu == null || (address != null && centre == null)
                ? null
                : new SmsPpDownload(centre, tpdu);
    }

    private static @Nullable Envelope callControl(Items items) {
        Bytes address = items.value(Item.ADDRESS);
        SmsAddress called = address == null ? null : AddressItem.read(address);
        return called == null ? null : new CallControl(called);
    }

    private static @Nullable Envelope eventDownload(Items items) {
        Bytes code = items.value(Item.EVENT_LIST, 1);
        if (code == null) {
            return null;
        }
        var others = new ArrayList<>(items.list());
        others.removeIf(
                item -> item.tag() == Item.EVENT_LIST || item.tag() == Item.DEVICE_IDENTITIES);
        return Event.ofCode(code.at(0)).map(event -> new EventDownload(event, others)).orElse(null);
    }

    private static @Nullable Envelope timerExpiration(Items items) {
        Bytes timer = items.value(Item.TIMER_IDENTIFIER, 1);
        Bytes value = items.value(Item.TIMER_VALUE, TimerValue.BYTES);
        Duration time = value == null ? null : TimerValue.read(value);
        return timer == null
                        || time == null
                        || timer.at(0) < 1
                        || timer.at(0) > ProactiveCommand.TIMER_MAX
                ? null
                : new TimerExpiration(timer.at(0), time);
    }
}
