// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.profile;

import static java.nio.charset.StandardCharsets.US_ASCII;

import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.DERUTF8String;
import org.jspecify.annotations.Nullable;
import org.veritac.card.Secret;
import org.veritac.identity.Iccid;
import org.veritac.identity.Imsi;
import org.veritac.identity.Msisdn;
import org.veritac.identity.SemiOctets;
import org.veritac.subscription.aka.SequenceArray;
import org.veritac.subscription.files.Code;
import org.veritac.subscription.files.Content;
import org.veritac.subscription.files.FilePath;
import org.veritac.subscription.profile.AkaParameters.Kind;
import org.veritac.subscription.profile.CodeElement.Entry;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// Makes packages of our own: a USIM with phone book, short messages, GSM access and the files of
/// class A0, for any of the algorithms, of a few parameters.
public final class ProfileMaker {
    /// The USIM's AID: of 3GPP, and nobody's in particular (TS 31.102; ETSI TS 101 220, annex E).
    public static final Content USIM_AID =
            Content.of(HexFormat.of().parseHex("A0000000871002FFFFFFFF8907090000"));

    /// The identifier of the USIM's directory inside the package.
    public static final FilePath USIM = FilePath.of("7FD0");

    private static final String TEMPLATES = "2.23.143.1.2.";
    private static final int MAJOR = 2;
    private static final int MINOR = 3;
    private static final int PIN1 = 0x01;
    private static final int PIN2 = 0x81;
    private static final int ADM1 = 0x0A;
    private static final int PIN_TRIES = 3;
    private static final int PUK_TRIES = 10;
    private static final int NAME_BYTES = 17;
    private static final int NUMBER_RECORD_BYTES = 24;
    private static final byte FILLER = (byte) 0xFF;

    private final Parameters parameters;
    private final List<Element> elements = new ArrayList<>();

    /// Who the subscriber is.
    ///
    /// @param mncDigits how many digits of the IMSI are the network code, 2 or 3
    /// @param msisdn null when the card is not to know it
    /// @param network name that a phone shows
    public record Identity(
            Iccid iccid, Imsi imsi, int mncDigits, @Nullable Msisdn msisdn, String network) {
        private static final int NETWORK_LENGTH_MAX = NAME_BYTES - 1;

        public Identity {
            if (mncDigits != 2 && mncDigits != 3) {
                throw new IllegalArgumentException("a network code has 2 or 3 digits");
            }
            if (network.length() > NETWORK_LENGTH_MAX
                    || !network.chars().allMatch(c -> c >= ' ' && c < 0x7F && c != '$')) {
                throw new IllegalArgumentException("a name of up to 16 plain characters");
            }
        }
    }

    /// PINs and PUKs, each of 4 to 8 digits, and ADM1 of 8 bytes.
    public record Codes(Secret pin1, Secret puk1, Secret pin2, Secret puk2, Secret adm1) {}

    /// All that makes a profile.
    ///
    /// @param kind the algorithm
    /// @param k Ki
    /// @param opc OPc or TOPc; empty for an algorithm without
    public record Parameters(Identity identity, Kind kind, Secret k, Secret opc, Codes codes) {}

    private ProfileMaker(Parameters parameters) {
        this.parameters = parameters;
    }

    /// Makes a package, which a card can be made of.
    ///
    /// @throws IllegalArgumentException when keys do not fit the algorithm
    public static ProfilePackage make(Parameters parameters) {
        var aka =
                new AkaParameters(
                        USIM,
                        parameters.kind(),
                        parameters.k(),
                        parameters.opc(),
                        SequenceArray.Window.STANDARD,
                        SequenceArray.fresh());
        aka.algorithm().close();
        var maker = new ProfileMaker(parameters);
        maker.header();
        maker.master();
        maker.codes();
        maker.telecom();
        maker.usim();
        maker.optional();
        maker.secondPin();
        maker.elements.add(AkaElement.write(aka, maker.next()));
        maker.gsmAccess();
        maker.links();
        maker.elements.add(new Element(Element.END, headed(maker.next())));
        return new ProfilePackage(maker.elements);
    }

    private int next() {
        return elements.size();
    }

    private static Fields headed(int identification) {
        return Fields.none().and(Headers.of(identification).as(0));
    }

    private void header() {
        String printed = parameters.identity().iccid().digits();
        byte[] iccid = HexFormat.of().parseHex(printed + "F".repeat(20 - printed.length()));
        elements.add(
                new Element(
                        Element.HEADER,
                        Fields.none()
                                .with(0, MAJOR)
                                .with(1, MINOR)
                                .and(
                                        new DERTaggedObject(
                                                false,
                                                2,
                                                new DERUTF8String("Veritac subscription")))
                                .with(3, iccid)
                                .and(services().as(5))
                                .and(new DERTaggedObject(false, 6, templates()))));
    }

    /// usim(1), and the algorithm where the specification has a service for it.
    private Fields services() {
        int algorithm =
                switch (parameters.kind()) {
                    case Kind.OfMilenage _ -> 4;
                    case Kind.OfTuak _ -> parameters.k().length() == 16 ? 5 : 16;
                    case Kind.OfXor _ -> 17;
                    case Kind.OfComp128 _ -> 0;
                };
        Fields services = Fields.none().and(new DERTaggedObject(false, 1, DERNull.INSTANCE));
        return algorithm == 0
                ? services
                : services.and(new DERTaggedObject(false, algorithm, DERNull.INSTANCE));
    }

    private static ASN1Sequence templates() {
        var used = new ASN1EncodableVector();
        for (int template : new int[] {1, 3, 4, 5, 7}) {
            used.add(new ASN1ObjectIdentifier(TEMPLATES + template));
        }
        return new DERSequence(used);
    }

    /// An element of a template, that grows field by field.
    private final class Files {
        private final Template template;
        private Fields fields;

        Files(int number) {
            template = Template.find(TEMPLATES + number).orElseThrow();
            fields = headed(next()).and(Fields.tagged(1, template.oid()));
        }

        Files file(String field, FileCommand... commands) {
            ASN1Sequence file = FileCommand.writeFile(Arrays.asList(commands));
            fields = fields.with(new DERTaggedObject(false, template.tag(field), file));
            return this;
        }

        void add() {
            elements.add(new Element(template.tag(), fields));
        }
    }

    private static FileCommand describe(Fcp fcp) {
        return new FileCommand.Describe(fcp);
    }

    private static FileCommand write(byte[] content) {
        return new FileCommand.Write(Content.of(content));
    }

    /// Records of one length, so many.
    private static FileCommand records(int length, int count) {
        return describe(
                Fcp.EMPTY.withDescriptor(0x42, 0x21, length >> 8, length).withSize(length * count));
    }

    private void master() {
        String iccid = parameters.identity().iccid().digits();
        byte[] stored = Arrays.copyOf(SemiOctets.write(iccid), 10);
        Arrays.fill(stored, (iccid.length() + 1) / 2, stored.length, FILLER);
        new Files(1)
                .file("mf", describe(Fcp.EMPTY.withPinStatus(PIN1, ADM1)))
                .file("ef-iccid", write(stored))
                .file("ef-dir", records(0x20, 1), write(application()))
                .file("ef-arr", records(Rules.RECORD_BYTES, Rules.COUNT), write(Rules.all()))
                .add();
    }

    /// What EF_DIR says of the USIM (TS 102 221, clause 13.1): 61 { 4F AID, 50 label }.
    private static byte[] application() {
        byte[] aid = USIM_AID.bytes();
        byte[] label = "USIM".getBytes(US_ASCII);
        byte[] entry = new byte[2 + 2 + aid.length + 2 + label.length];
        entry[0] = 0x61;
        entry[1] = (byte) (entry.length - 2);
        entry[2] = 0x4F;
        entry[3] = (byte) aid.length;
        System.arraycopy(aid, 0, entry, 4, aid.length);
        int at = 4 + aid.length;
        entry[at] = 0x50;
        entry[at + 1] = (byte) label.length;
        System.arraycopy(label, 0, entry, at + 2, label.length);
        return entry;
    }

    private void codes() {
        Codes codes = parameters.codes();
        Code puk1 = new Code(eight(codes.puk1()), PUK_TRIES, PUK_TRIES, 0, 0);
        Code puk2 = new Code(eight(codes.puk2()), PUK_TRIES, PUK_TRIES, 0, 0);
        elements.add(
                CodeElement.write(
                        Element.PUKS,
                        List.of(new Entry(PIN1, puk1), new Entry(PIN2, puk2)),
                        next()));
        int all = Code.ENABLED | Code.CHANGEABLE | Code.SWITCHABLE;
        int fixed = Code.ENABLED | Code.CHANGEABLE;
        Code pin1 = new Code(eight(codes.pin1()), PIN_TRIES, PIN_TRIES, all, PIN1);
        Code adm1 = new Code(eight(codes.adm1()), PUK_TRIES, PUK_TRIES, fixed, 0);
        elements.add(
                CodeElement.write(
                        Element.PINS,
                        List.of(new Entry(PIN1, pin1), new Entry(ADM1, adm1)),
                        next()));
    }

    private void secondPin() {
        int fixed = Code.ENABLED | Code.CHANGEABLE;
        Code pin2 = new Code(eight(parameters.codes().pin2()), PIN_TRIES, PIN_TRIES, fixed, PIN2);
        elements.add(CodeElement.write(Element.PINS, List.of(new Entry(PIN2, pin2)), next()));
    }

    /// Eight bytes, padded (TS 102 221, clause 9.5.1).
    private static Secret eight(Secret code) {
        byte[] bytes = code.copy();
        if (bytes.length < 4 || bytes.length > Code.BYTES) {
            throw new IllegalArgumentException("a code has 4 to 8 digits");
        }
        byte[] padded = Arrays.copyOf(bytes, Code.BYTES);
        Arrays.fill(padded, bytes.length, padded.length, FILLER);
        Arrays.fill(bytes, (byte) 0);
        return Secret.taking(padded);
    }

    /// A phone book of 250 names, and the files that phones expect beside it.
    private void telecom() {
        new Files(3)
                .file("df-telecom", describe(Fcp.EMPTY.withPinStatus(PIN1, ADM1)))
                .file("ef-arr", records(Rules.RECORD_BYTES, Rules.COUNT), write(Rules.all()))
                .file("df-phonebook", describe(Fcp.EMPTY.withPinStatus(PIN1, ADM1)))
                .file(
                        "ef-pbr",
                        records(0x20, 1),
                        write(HexFormat.of().parseHex("A808C0034F3A0AC5024F09")))
                .file("ef-psc")
                .file("ef-cc")
                .file("ef-puid")
                .add();
    }

    private void usim() {
        Identity identity = parameters.identity();
        byte[] administrative = {0, 0, 0, (byte) identity.mncDigits()};
        byte[] emergency = HexFormat.of().parseHex("11F2FF00");
        new Files(4)
                .file(
                        "adf-usim",
                        describe(
                                Fcp.EMPTY
                                        .withIdentifier(USIM.id())
                                        .withName(USIM_AID)
                                        .withPinStatus(PIN1, PIN2, ADM1)))
                .file("ef-imsi", write(imsi(identity.imsi())))
                .file("ef-arr", records(Rules.RECORD_BYTES, Rules.COUNT), write(Rules.all()))
                .file("ef-ust", write(services(identity)))
                .file("ef-spn", write(name(identity.network())))
                .file("ef-est", write(new byte[] {0}))
                .file("ef-acc", write(accessClass(identity.imsi())))
                .file("ef-ad", write(administrative))
                .file("ef-ecc", write(emergency))
                .add();
    }

    /// Length, then parity and digits (TS 31.102, clause 4.2.2).
    private static byte[] imsi(Imsi imsi) {
        String digits = imsi.digits();
        String parity = digits.length() % 2 == 1 ? "9" : "1";
        byte[] packed = SemiOctets.write(parity + digits);
        byte[] stored = new byte[9];
        Arrays.fill(stored, FILLER);
        stored[0] = (byte) packed.length;
        System.arraycopy(packed, 0, stored, 1, packed.length);
        return stored;
    }

    /// One of the classes 0 to 9, by the last digit (TS 22.011, clause 4.2).
    private static byte[] accessClass(Imsi imsi) {
        String digits = imsi.digits();
        int bit = 1 << (digits.charAt(digits.length() - 1) - '0');
        return new byte[] {(byte) (bit >> 8), (byte) bit};
    }

    /// Display condition, then the name (TS 31.102, clause 4.2.12).
    private static byte[] name(String network) {
        byte[] stored = new byte[NAME_BYTES];
        Arrays.fill(stored, FILLER);
        stored[0] = 1;
        byte[] letters = network.getBytes(US_ASCII);
        System.arraycopy(letters, 0, stored, 1, letters.length);
        return stored;
    }

    /// EF_UST: local phone book, FDN, SMS, SMSP, SPN, MSISDN, GSM access, EPS (TS 31.102, clause
    /// 4.2.8).
    private static byte[] services(Identity identity) {
        byte[] table = new byte[14];
        List<Integer> offered = new ArrayList<>(List.of(1, 2, 10, 12, 19, 27, 85));
        if (identity.msisdn() != null) {
            offered.add(21);
        }
        for (int service : offered) {
            table[(service - 1) / 8] |= (byte) (1 << ((service - 1) % 8));
        }
        return table;
    }

    private void optional() {
        Optional<Msisdn> msisdn = Optional.ofNullable(parameters.identity().msisdn());
        var files = new Files(5);
        files.file(
                "ef-msisdn",
                msisdn.map(one -> write(number(one))).stream().toArray(FileCommand[]::new));
        files.file("ef-ext2").file("ef-plmnwact").file("ef-oplmnwact").file("ef-hplmnwact").add();
    }

    /// A record without a name (TS 31.102, clause 4.2.26): length, international, digits.
    private static byte[] number(Msisdn msisdn) {
        byte[] record = new byte[NUMBER_RECORD_BYTES];
        Arrays.fill(record, FILLER);
        byte[] digits = SemiOctets.write(msisdn.digits());
        int at = NUMBER_RECORD_BYTES - 14;
        record[at] = (byte) (1 + digits.length);
        record[at + 1] = (byte) 0x91;
        System.arraycopy(digits, 0, record, at + 2, digits.length);
        return record;
    }

    private void gsmAccess() {
        new Files(7)
                .file("df-gsm-access", describe(Fcp.EMPTY.withPinStatus(PIN1, PIN2, ADM1)))
                .file("ef-kc")
                .file("ef-kcgprs")
                .add();
    }

    /// The phone book's files, and what terminals of class A0 look for: DF_TELECOM and DF_GSM show
    /// the files of the USIM.
    private void links() {
        var commands = new ArrayList<FileCommand>();
        commands.add(new FileCommand.Enter(FilePath.of("7F105F3A")));
        commands.add(linear(0x4F3A, 0x1C, 250, Rules.PIN1));
        commands.add(linear(0x4F09, 0x02, 250, Rules.PIN1));
        commands.add(new FileCommand.Enter(FilePath.of("7F10")));
        commands.add(link(0x6F3A, "7F105F3A4F3A", Rules.PIN1));
        for (int shown : new int[] {0x6F3B, 0x6F3C, 0x6F40, 0x6F42, 0x6F43}) {
            int rule = shown == 0x6F3B ? Rules.PIN2 : Rules.PIN1;
            commands.add(link(shown, "7FD0%04X".formatted(shown), rule));
        }
        commands.add(new FileCommand.Enter(FilePath.MF));
        commands.add(
                describe(
                        Fcp.EMPTY
                                .withDescriptor(0x78, 0x21)
                                .withIdentifier(0x7F20)
                                .withAccess(0x2F06, Rules.DIRECTORY)
                                .withPinStatus(PIN1, ADM1)));
        commands.add(new FileCommand.Enter(FilePath.of("7F20")));
        commands.add(link(0x6F07, "7FD06F07", Rules.READ));
        commands.add(link(0x6F20, "7FD05F3B4F20", Rules.PIN1));
        commands.add(link(0x6F46, "7FD06F46", Rules.FREE));
        commands.add(link(0x6F78, "7FD06F78", Rules.READ));
        commands.add(link(0x6F7B, "7FD06F7B", Rules.PIN1));
        commands.add(link(0x6F7E, "7FD06F7E", Rules.PIN1));
        commands.add(link(0x6FAD, "7FD06FAD", Rules.FREE));
        var list = new DERSequence(FileCommand.writeManagement(commands));
        elements.add(
                new Element(
                        Element.FILE_MANAGEMENT,
                        headed(next()).and(new DERTaggedObject(false, 1, list))));
    }

    private static FileCommand linear(int id, int length, int count, int rule) {
        return describe(
                Fcp.EMPTY
                        .withDescriptor(0x42, 0x21, length >> 8, length)
                        .withIdentifier(id)
                        .withAccess(0x2F06, rule)
                        .withSize(length * count));
    }

    /// A link needs a descriptor, but takes its structure from what it shows.
    private static FileCommand link(int id, String path, int rule) {
        return describe(
                Fcp.EMPTY
                        .withDescriptor(0x41, 0x21)
                        .withIdentifier(id)
                        .withAccess(0x2F06, rule)
                        .withShortIdentifier(0)
                        .withLink(FilePath.of(path).bytes()));
    }
}
