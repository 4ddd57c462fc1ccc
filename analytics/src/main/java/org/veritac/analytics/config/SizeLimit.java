// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.config;

/// How much a list may shrink in one import before it is refused. Both have to hold.
///
/// @param absolute rows it may lose; [#OFF] for any number
/// @param ratio of the last size that it must keep, 0 to 1; 0 for none
public record SizeLimit(int absolute, double ratio) {
    /// Asks nothing.
    public static final int OFF = -1;

    /// The lists that have such a limit, with the name of the block and DIRBS's defaults.
    public enum Kind {
        GSMA("gsma_threshold", 100, 0),
        PAIRING("pairing_list_threshold", 1000, 0.95),
        STOLEN("stolen_list_threshold", OFF, 0.75),
        REGISTRATION("registration_list_threshold", OFF, 0.75),
        GOLDEN("golden_list_threshold", OFF, 0.75),
        BARRED("barred_list_threshold", OFF, 0.75),
        BARRED_TAC("barred_tac_list_threshold", OFF, 0.75),
        SUBSCRIBERS("subscribers_list_threshold", 1000, 0.95),
        ASSOCIATION("association_list_threshold", 1000, 0.95),
        MONITORING("monitoring_list_threshold", OFF, 0.75);

        private final String block;
        private final int absolute;
        private final double ratio;

        Kind(String block, int absolute, double ratio) {
            this.block = block;
            this.absolute = absolute;
            this.ratio = ratio;
        }

        /// Its block in the file.
        public String block() {
            return block;
        }

        /// What DIRBS asks when nothing is configured.
        public SizeLimit defaults() {
            return new SizeLimit(absolute, ratio);
        }

        SizeLimit read(Section block) {
            var limit =
                    new SizeLimit(
                            block.whole("import_size_variation_absolute", absolute, OFF),
                            block.ratio("import_size_variation_percent", ratio));
            block.close();
            return limit;
        }
    }
}
