// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.profile;

import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.veritac.subscription.files.Content;
import org.veritac.subscription.files.FilePath;

import java.util.ArrayList;
import java.util.List;

/// One step in the making of files (types File and FileManagement).
sealed interface FileCommand {
    /// Steps in one list, at most.
    int COMMANDS_MAX = 4096;

    int OFFSET_MAX = 0xFFFF;

    /// A file of a template is left out.
    record DoNotCreate() implements FileCommand {}

    /// The attributes of a file of a template, or of one that is created here.
    record Describe(Fcp fcp) implements FileCommand {}

    /// Files are created in this directory from here on.
    record Enter(FilePath directory) implements FileCommand {}

    /// So many bytes of the file stay as they are.
    record Skip(int bytes) implements FileCommand {}

    /// The next bytes of the file.
    record Write(Content content) implements FileCommand {}

    /// Type File: all alternatives are tagged in their order.
    static List<FileCommand> readFile(ASN1Sequence sequence) throws Unreadable {
        var commands = new ArrayList<FileCommand>();
        check(sequence);
        for (ASN1Encodable item : sequence) {
            ASN1TaggedObject tagged = tagged(item);
            commands.add(
                    switch (tagged.getTagNo()) {
                        case 0 -> new DoNotCreate();
                        case 1 -> new Describe(new Fcp(Fields.of(tagged)));
                        case 2 -> new Skip(offset(Fields.integer(tagged)));
                        case 3 -> new Write(Content.of(Fields.octets(tagged)));
                        default -> throw new Unreadable(Flaw.UNKNOWN_FIELD);
                    });
        }
        return commands;
    }

    /// Type FileManagement: path [0], Fcp [APPLICATION 2], offset an INTEGER, content [1].
    static List<FileCommand> readManagement(ASN1Sequence sequence) throws Unreadable {
        var commands = new ArrayList<FileCommand>();
        check(sequence);
        for (ASN1Encodable item : sequence) {
            if (item instanceof ASN1Integer number) {
                commands.add(new Skip(offset(Fields.integer(number.getValue().toByteArray()))));
                continue;
            }
            ASN1TaggedObject tagged = tagged(item);
            if (tagged.hasTag(Fields.APPLICATION, 2)) {
                commands.add(new Describe(new Fcp(Fields.of(tagged))));
            } else if (tagged.hasTag(Fields.CONTEXT, 0)) {
                commands.add(new Enter(path(Fields.octets(tagged))));
            } else if (tagged.hasTag(Fields.CONTEXT, 1)) {
                commands.add(new Write(Content.of(Fields.octets(tagged))));
            } else {
                throw new Unreadable(Flaw.UNKNOWN_FIELD);
            }
        }
        return commands;
    }

    private static void check(ASN1Sequence sequence) throws Unreadable {
        if (sequence.size() > COMMANDS_MAX) {
            throw new Unreadable(Flaw.BAD_VALUE);
        }
    }

    private static int offset(int bytes) throws Unreadable {
        if (bytes > OFFSET_MAX) {
            throw new Unreadable(Flaw.BAD_VALUE);
        }
        return bytes;
    }

    private static FilePath path(byte[] octets) throws Unreadable {
        return FilePath.read(octets).orElseThrow(() -> new Unreadable(Flaw.BAD_VALUE));
    }

    private static ASN1TaggedObject tagged(ASN1Encodable item) throws Unreadable {
        if (item instanceof ASN1TaggedObject tagged) {
            return tagged;
        }
        throw new Unreadable(Flaw.UNKNOWN_FIELD);
    }

    static ASN1Sequence writeFile(List<FileCommand> commands) {
        var vector = new ASN1EncodableVector();
        for (FileCommand command : commands) {
            vector.add(
                    switch (command) {
                        case DoNotCreate() -> new DERTaggedObject(false, 0, DERNull.INSTANCE);
                        case Describe(var fcp) -> fcp.fields().as(1);
                        case Skip(var bytes) -> Fields.tagged(2, bytes);
                        case Write(var content) ->
                                Fields.tagged(Fields.CONTEXT, 3, content.bytes());
                        case Enter _ ->
                                throw new IllegalArgumentException("templates have no paths");
                    });
        }
        return new DERSequence(vector);
    }

    static ASN1Sequence writeManagement(List<FileCommand> commands) {
        var vector = new ASN1EncodableVector();
        for (FileCommand command : commands) {
            ASN1Primitive item =
                    switch (command) {
                        case Enter(var path) -> Fields.tagged(Fields.CONTEXT, 0, path.bytes());
                        case Describe(var fcp) -> fcp.fields().as(Fields.APPLICATION, 2);
                        case Skip(var bytes) -> new ASN1Integer(bytes);
                        case Write(var content) ->
                                Fields.tagged(Fields.CONTEXT, 1, content.bytes());
                        case DoNotCreate() ->
                                throw new IllegalArgumentException("only templates leave out");
                    };
            vector.add(item);
        }
        return new DERSequence(vector);
    }
}
