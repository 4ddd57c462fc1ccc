// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.story;

import org.veritac.handset.air.Element;
import org.veritac.handset.air.Frame;
import org.veritac.handset.air.RadioLink;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A layer that writes down what goes over the air.
final class RecordingRadio implements RadioLink {
    private final RadioLink link;
    private final Transcript transcript;
    private final String phone;

    RecordingRadio(RadioLink link, Transcript transcript, String phone) {
        this.link = link;
        this.transcript = transcript;
        this.phone = phone;
    }

    @Override
    public void send(byte[] frame) throws IOException {
        if (transcript.isWritten()) {
            transcript.sent(phone, Stage.NETWORK, text(frame), frame);
        }
        link.send(frame);
    }

    @Override
    public Optional<byte[]> receive(Duration patience) throws IOException {
        Optional<byte[]> frame = link.receive(patience);
        if (transcript.isWritten()) {
            frame.ifPresent(octets -> transcript.sent(Stage.NETWORK, phone, text(octets), octets));
        }
        return frame;
    }

    @Override
    public void close() throws IOException {
        link.close();
    }

    static Text text(byte[] octets) {
        return Frame.read(octets).map(RecordingRadio::text).orElse(Text.of("no frame"));
    }

    private static Text text(Frame frame) {
        String name = frame.type().name().replace('_', ' ');
        String title = frame.cause().map(cause -> name + ", " + words(cause.name())).orElse(name);
        List<String> details = new ArrayList<>();
        for (Element element : Element.values()) {
            frame.element(element)
                    .ifPresent(value ->
                            details.add(
                                    words(element.name()) + " " + HexFormat.of().formatHex(value)));
        }
        frame.element(Element.TPDU)
                .map(Units::text)
                .ifPresent(unit -> details.addAll(0, unit.details()));
        return new Text(
                frame.element(Element.TPDU)
                        .map(unit -> title + ": " + Units.text(unit).title())
                        .orElse(title),
                details);
    }

    private static String words(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
