// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.diameter;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/// Reads messages and holds them against the dictionary: a function of octets that never throws. It
/// keeps nothing of a message; its scratch space makes it unfit for several threads at once.
///
/// Deviates: an AVP that a rule puts first (Session-Id) may stand anywhere, M may be missing where
/// the standard wants it, and AVPs are read past their reserved flags, because RFC 6733, clause 4.1
/// asks receivers to.
public final class Decoder {
    /// The largest message, in octets. An ECR has about 400.
    public static final int MESSAGE_MAX = 64 * 1024;

    /// The most AVPs of one message, those in groups included.
    public static final int AVPS_MAX = 1024;

    /// The deepest group: 1 is a group in the message itself.
    public static final int GROUPING_MAX = 8;

    private final Dictionary dictionary;
    private final int[][] counts = new int[GROUPING_MAX + 1][Grammar.SLOTS_MAX];
    private int avps;
    private byte[] octets = {};

    public Decoder(Dictionary dictionary) {
        this.dictionary = dictionary;
    }

    /// Reads the message in `octets[from, to)`, which has at least the octets of a header.
    public Decoded decode(byte[] octets, int from, int to) {
        Header header = Header.read(octets, from);
        Grammar grammar = grammar(header);
        Flaw flaw = header(header, to - from, grammar);
        if (flaw != null || grammar == null) {
            Flaw known = flaw == null ? unknownCommand() : flaw;
            return new Decoded.Refused(new Refusal(octets, from, to, header, known));
        }
        this.octets = octets;
        avps = 0;
        int[] firsts = new int[grammar.slots()];
        flaw = avps(grammar, from + Header.LENGTH, to, 0, firsts);
        return flaw == null
                ? new Decoded.Whole(new Message(octets, from, to, header, grammar, firsts))
                : new Decoded.Refused(new Refusal(octets, from, to, header, flaw));
    }

    /// An answer with the E flag has the grammar of clause 7.2, whatever it answers.
    private @Nullable Grammar grammar(Header header) {
        return header.isError() && !header.isRequest()
                ? dictionary.command(0, 0, false)
                : dictionary.command(header.application(), header.command(), header.isRequest());
    }

    private static Flaw unknownCommand() {
        return Flaw.of(ResultCode.COMMAND_UNSUPPORTED, "unknown command");
    }

    private @Nullable Flaw header(Header header, int size, @Nullable Grammar grammar) {
        if (header.version() != Header.VERSION) {
            return Flaw.of(ResultCode.UNSUPPORTED_VERSION, "unknown version");
        }
        if (header.length() != size || size % 4 != 0) {
            return Flaw.of(ResultCode.INVALID_MESSAGE_LENGTH, "wrong message length");
        }
        if (header.isRequest() && header.isError()) {
            return Flaw.of(ResultCode.INVALID_HDR_BITS, "a request with the E flag");
        }
        if (grammar == null) {
            return dictionary.hasApplication(header.application())
                    ? unknownCommand()
                    : Flaw.of(ResultCode.APPLICATION_UNSUPPORTED, "unknown application");
        }
        if ((header.flags() & Header.PROXIABLE) != 0 && !grammar.head().proxiable()) {
            return Flaw.of(ResultCode.INVALID_HDR_BITS, "P flag on " + grammar);
        }
        return null;
    }

    /// Reads the AVPs in `[from, end)`.
    ///
    /// @param depth 0 for a message, else how deep the group is
    /// @param firsts where to note the first AVP of each slot
    private @Nullable Flaw avps(
            Grammar grammar, int from, int end, int depth, int @Nullable [] firsts) {
        int[] seen = counts[depth];
        Arrays.fill(seen, 0, grammar.slots(), 0);
        int at = from;
        while (at < end) {
            Flaw flaw = frame(at, end);
            if (flaw == null) {
                int number = grammar.numberOf(Avp.key(octets, at));
                if (number >= 0 && firsts != null && firsts[number] == 0) {
                    firsts[number] = at;
                }
                flaw =
                        number >= 0
                                ? listed(grammar.slot(number), ++seen[number], at, depth)
                                : unlisted(grammar, at, depth);
            }
            if (flaw != null) {
                return flaw;
            }
            at += Wire.padded(Avp.length(octets, at));
        }
        return missing(grammar, seen);
    }

    private @Nullable Flaw frame(int at, int end) {
        if (++avps > AVPS_MAX) {
            return new Flaw(
                    ResultCode.AVP_OCCURS_TOO_MANY_TIMES, "too many AVPs", offender(at, end));
        }
        if (end - at < Avp.HEADER_LENGTH) {
            return overrun(at, end);
        }
        int length = Avp.length(octets, at);
        int headerLength = Avp.headerLength(octets, at);
        return length < headerLength || length > end - at ? overrun(at, end) : null;
    }

    private @Nullable Flaw listed(Grammar.Slot slot, int count, int at, int depth) {
        if (count > slot.max()) {
            return new Flaw(
                    ResultCode.AVP_OCCURS_TOO_MANY_TIMES,
                    "too many " + slot.avp().name(),
                    Avp.at(octets, at).copy());
        }
        return value(slot.avp(), at, depth);
    }

    private @Nullable Flaw unlisted(Grammar grammar, int at, int depth) {
        AvpRule rule = dictionary.avp(Avp.key(octets, at));
        boolean mandatory = (octets[at + 4] & AvpRule.M) != 0;
        if (rule == null && !mandatory) {
            return null;
        }
        if (rule == null) {
            return new Flaw(ResultCode.AVP_UNSUPPORTED, "unknown AVP", Avp.at(octets, at).copy());
        }
        if (!grammar.isOpen()) {
            return new Flaw(
                    ResultCode.AVP_NOT_ALLOWED,
                    rule.name() + " in " + grammar,
                    Avp.at(octets, at).copy());
        }
        return value(rule, at, depth);
    }

    private @Nullable Flaw value(AvpRule rule, int at, int depth) {
        int from = at + Avp.headerLength(octets, at);
        int to = at + Avp.length(octets, at);
        if (rule.mandatory() == AvpRule.Flag.MUST_NOT && (octets[at + 4] & AvpRule.M) != 0) {
            return flaw(ResultCode.INVALID_AVP_BITS, "M flag on ", rule, at);
        }
        if (!rule.type().fits(to - from)) {
            return new Flaw(
                    ResultCode.INVALID_AVP_LENGTH, "length of " + rule.name(), rule.example());
        }
        if (!rule.type().holds(octets, from, to)
                || (!rule.values().isEmpty() && !rule.values().contains(Wire.i32(octets, from)))) {
            return flaw(ResultCode.INVALID_AVP_VALUE, "value of ", rule, at);
        }
        return rule.type() == AvpType.GROUPED ? group(rule, at, depth + 1) : null;
    }

    private @Nullable Flaw group(AvpRule rule, int at, int depth) {
        Grammar grammar = dictionary.group(rule);
        if (grammar == null) {
            return null;
        }
        if (depth > GROUPING_MAX) {
            return flaw(ResultCode.INVALID_AVP_VALUE, "groups too deep in ", rule, at);
        }
        int from = at + Avp.headerLength(octets, at);
        Flaw flaw = avps(grammar, from, at + Avp.length(octets, at), depth, null);
        return flaw == null ? null : flaw.inside(octets, at);
    }

    private Flaw flaw(ResultCode code, String what, AvpRule rule, int at) {
        return new Flaw(code, what + rule.name(), Avp.at(octets, at).copy());
    }

    private static @Nullable Flaw missing(Grammar grammar, int[] seen) {
        for (int i = 0; i < grammar.slots(); i++) {
            Grammar.Slot slot = grammar.slot(i);
            if (seen[i] < slot.min()) {
                return new Flaw(
                        ResultCode.MISSING_AVP,
                        "missing " + slot.avp().name(),
                        slot.avp().example());
            }
        }
        return null;
    }

    private Flaw overrun(int at, int end) {
        return new Flaw(ResultCode.INVALID_AVP_LENGTH, "AVP length", offender(at, end));
    }

    /// The header of an AVP that cannot be read, with data of zeros as its type needs (RFC 6733,
    /// clause 7.1.5, DIAMETER_INVALID_AVP_LENGTH).
    private byte[] offender(int at, int end) {
        byte[] start = Arrays.copyOf(Arrays.copyOfRange(octets, at, Math.min(at + 12, end)), 12);
        int headerLength = Avp.headerLength(start, 0);
        AvpRule rule = dictionary.avp(Avp.key(start, 0));
        int data = rule == null ? 0 : rule.type().lengthMin();
        byte[] whole =
                Arrays.copyOf(Arrays.copyOf(start, headerLength), Wire.padded(headerLength + data));
        Wire.put24(whole, 5, headerLength + data);
        return whole;
    }
}
