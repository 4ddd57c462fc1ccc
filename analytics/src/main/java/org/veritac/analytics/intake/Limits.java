// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.intake;

import org.veritac.analytics.config.Configuration;
import org.veritac.analytics.config.OperatorLimits;
import org.veritac.analytics.config.Region;
import org.veritac.analytics.config.SizeLimit;

import java.util.Map;

/// What files are held to: the parts of a configuration that imports use.
///
/// @param region the country
/// @param operator the limits of operators' files
/// @param lists the limits of lists that are not the default ones
public record Limits(Region region, OperatorLimits operator, Map<SizeLimit.Kind, SizeLimit> lists) {
    public Limits {
        lists = Map.copyOf(lists);
    }

    /// What is asked when nothing is configured.
    public static Limits defaults() {
        return new Limits(Region.anywhere(), OperatorLimits.defaults(), Map.of());
    }

    /// What a configuration asks.
    public static Limits of(Configuration configuration) {
        return new Limits(
                configuration.region(), configuration.operatorLimits(), configuration.sizeLimits());
    }

    SizeLimit list(FileKind list) {
        SizeLimit.Kind kind = kind(list);
        return lists.getOrDefault(kind, kind.defaults());
    }

    private static SizeLimit.Kind kind(FileKind list) {
        return switch (list) {
            case TAC -> SizeLimit.Kind.GSMA;
            case PAIRING -> SizeLimit.Kind.PAIRING;
            case STOLEN -> SizeLimit.Kind.STOLEN;
            case REGISTRATION -> SizeLimit.Kind.REGISTRATION;
            case GOLDEN -> SizeLimit.Kind.GOLDEN;
            case BARRED -> SizeLimit.Kind.BARRED;
            case BARRED_TAC -> SizeLimit.Kind.BARRED_TAC;
            case SUBSCRIBERS -> SizeLimit.Kind.SUBSCRIBERS;
            case ASSOCIATION -> SizeLimit.Kind.ASSOCIATION;
            case MONITORING -> SizeLimit.Kind.MONITORING;
            case OPERATOR, EVENTS -> throw new IllegalArgumentException(list + " is no list");
        };
    }
}
