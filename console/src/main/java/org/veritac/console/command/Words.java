// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.console.command;

import org.veritac.identity.Imei;
import org.veritac.identity.Imsi;
import org.veritac.register.ListName;
import org.veritac.register.Reason;
import org.veritac.register.files.CheckDigit;

import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Reads the words of the register on the command line.
final class Words {
    private Words() {}

    static void teach(CommandLine line) {
        line.registerConverter(ListName.class, words(ListName.values(), ListName::text));
        line.registerConverter(
                Reason.class,
                words(
                        Arrays.stream(Reason.values())
                                .filter(Reason::isListable)
                                .toArray(Reason[]::new),
                        Reason::text));
        line.registerConverter(CheckDigit.class, words(CheckDigit.values(), CheckDigit::text));
        line.registerConverter(Imsi.class, valid(Imsi::ifValid, "not an IMSI of 6 to 15 digits"));
        line.registerConverter(
                Imei.class, valid(Imei::ifValid, "not an IMEI of 14, 15 or 16 digits"));
        line.registerConverter(Bound.class, Bound::read);
        line.registerConverter(long.class, Words::number);
    }

    private static long number(String word) {
        if (!word.matches("-?[0-9]{1,18}")) {
            throw new TypeConversionException("'" + word + "' is not a number");
        }
        return Long.parseLong(word);
    }

    private static <T> ITypeConverter<T> words(T[] all, Function<T, String> text) {
        return word -> {
            for (T one : all) {
                if (text.apply(one).equals(word)) {
                    return one;
                }
            }
            throw new TypeConversionException(
                    "'"
                            + word
                            + "' is not one of "
                            + Arrays.stream(all).map(text).collect(Collectors.joining(", ")));
        };
    }

    private static <T> ITypeConverter<T> valid(
            Function<CharSequence, Optional<T>> read, String otherwise) {
        return word ->
                read.apply(word)
                        .orElseThrow(() ->
                                new TypeConversionException("'" + word + "' is " + otherwise));
    }
}
