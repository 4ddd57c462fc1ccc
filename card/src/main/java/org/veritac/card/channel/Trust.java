// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.channel;

import java.security.interfaces.ECPublicKey;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Which certificates are believed, on one day and with what is known of revocations. Immutable.
public final class Trust {
    private final Map<Identifier, ECPublicKey> anchors = new HashMap<>();
    private final Map<Identifier, RevocationList> lists = new HashMap<>();
    private final Grade grade;
    private final Clock clock;

    /// Trust in authorities.
    ///
    /// @param grade ours: production does not believe certificates of the lab
    /// @param clock whose day, in UTC, decides about validity
    public Trust(Collection<Anchor> anchors, Grade grade, Clock clock) {
        anchors.forEach(anchor -> this.anchors.put(anchor.authority(), anchor.key()));
        this.grade = grade;
        this.clock = clock;
    }

    private Trust(Trust other) {
        anchors.putAll(other.anchors);
        lists.putAll(other.lists);
        grade = other.grade;
        clock = other.clock;
    }

    /// The same trust that knows a revocation list; empty when the list is not authentic, or not
    /// newer than the one known.
    public Optional<Trust> knowing(RevocationList list) {
        ECPublicKey key = anchors.get(list.authority());
        RevocationList known = lists.get(list.authority());
        boolean newer = known == null || list.content().number() > known.content().number();
        if (key == null || !newer || !list.isSignedBy(key)) {
            return Optional.empty();
        }
        var trust = new Trust(this);
        trust.lists.put(list.authority(), list);
        return Optional.of(trust);
    }

    /// Why a certificate is not believed for a purpose; empty when it is. The signature is looked
    /// at before everything that the certificate says about itself.
    public Optional<Distrust> objection(Certificate certificate, KeyUsage usage) {
        ECPublicKey key = anchors.get(certificate.authority());
        if (key == null) {
            return Optional.of(Distrust.CERTIFICATE_AUTHORITY);
        }
        if (!certificate.isSignedBy(key)) {
            return Optional.of(Distrust.CERTIFICATE_SIGNATURE);
        }
        Certificate.Draft content = certificate.content();
        if (content.usage() != usage) {
            return Optional.of(Distrust.CERTIFICATE_USAGE);
        }
        if (!grade.believes(content.grade())) {
            return Optional.of(Distrust.CERTIFICATE_GRADE);
        }
        if (revoked(certificate.authority()).contains(content.serial())) {
            return Optional.of(Distrust.CERTIFICATE_REVOKED);
        }
        return untimely(content, LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
    }

    private static Optional<Distrust> untimely(Certificate.Draft content, LocalDate today) {
        if (today.isBefore(content.from())) {
            return Optional.of(Distrust.CERTIFICATE_EARLY);
        }
        return today.isAfter(content.until())
                ? Optional.of(Distrust.CERTIFICATE_ENDED)
                : Optional.empty();
    }

    private Set<Long> revoked(Identifier authority) {
        RevocationList list = lists.get(authority);
        return Set.copyOf(list == null ? List.of() : list.content().serials());
    }
}
