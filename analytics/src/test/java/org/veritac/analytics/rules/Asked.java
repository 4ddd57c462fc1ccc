// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.rules;

import org.jspecify.annotations.Nullable;
import org.veritac.analytics.config.Configuration;
import org.veritac.analytics.sample.Conditions;
import org.veritac.analytics.sample.Nation;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// A country that is asked for the devices a dimension matches, by their IMEIs.
final class Asked implements AutoCloseable {
    static final String ONE = "35000000000001";
    static final String TWO = "35000000000002";
    static final String IMSI = "11101000000000";
    static final String NUMBER = "22100000000";

    static final Place CAPITAL = new Place(52.0, 13.0);
    static final Place PORT = new Place(53.0, 10.0);

    /// Degrees of latitude and longitude.
    record Place(double lat, double lon) {}

    final Nation nation = new Nation().operator(0, "first").operator(1, "second");
    private String blocks = "";
    private boolean strict;
    private int today;

    Asked() throws IOException {}

    /// Further blocks of the region.
    Asked with(String text) {
        blocks = text;
        return this;
    }

    Asked strictly(String now) {
        strict = true;
        today = Nation.day(now);
        return this;
    }

    /// The device, used by the n-th subscriber.
    Asked seen(String date, String imei, int subscriber) {
        nation.seen(date, 0, imei, IMSI + subscriber, NUMBER + subscriber);
        return this;
    }

    /// An event of the n-th subscriber, in the first network of a country.
    ///
    /// @param attached how long it lasts, in seconds
    Asked event(
            String date,
            int second,
            String imei,
            @Nullable Integer svn,
            int subscriber,
            int mcc,
            @Nullable Integer cell,
            @Nullable Place place,
            int attached)
            throws IOException {
        nation.row(
                "events",
                Nation.day(date),
                second,
                nation.device(imei),
                svn,
                nation.imsi(IMSI + subscriber),
                null,
                mcc,
                1,
                cell,
                place == null ? null : place.lat(),
                place == null ? null : place.lon(),
                attached);
        return this;
    }

    List<String> matches(String asOf, String dimension) throws IOException {
        nation.settle();
        Configuration configuration =
                Conditions.of(
                        "%s\nconditions: [{label: asked, dimensions: [%s]}]"
                                .formatted(blocks, dimension));
        var setting =
                new Setting(
                        Nation.day(asOf), today, strict, configuration.region(), Countries.RADIO);
        var found = new ArrayList<String>();
        nation.database()
                .rows(
                        """
                        SELECT CASE WHEN d.device >= 0 THEN lpad(d.device::VARCHAR, 14, '0') ELSE t.text END AS imei
                          FROM (%s) d LEFT JOIN malformed t ON t.device = d.device ORDER BY imei
                        """
                                .formatted(
                                        Matching.on(nation.database(), setting, nation)
                                                .matches(configuration.conditions().getFirst())),
                        row -> found.add(row.getString(1)));
        return found;
    }

    @Override
    public void close() throws IOException {
        nation.close();
    }
}
