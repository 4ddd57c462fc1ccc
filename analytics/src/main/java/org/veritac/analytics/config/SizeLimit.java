// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.config;

/// How much shorter than the last a full list may be before it is refused.
///
/// @param absolute rows it may lose; -1 for any number
/// @param ratio of the last size that it must keep, 0 to 1; 0 for none
public record SizeLimit(int absolute, double ratio) {
    /// The lists that have such a limit, with the name of the block and DIRBS's defaults.
    public enum Kind {
        GSMA("gsma_threshold", 100, 0),
        PAIRING("pairing_list_threshold", 1000, 0.95),
        STOLEN("stolen_list_threshold", -1, 0.75),
        REGISTRATION("registration_list_threshold", -1, 0.75),
        GOLDEN("golden_list_threshold", -1, 0.75),
        BARRED("barred_list_threshold", -1, 0.75),
        BARRED_TAC("barred_tac_list_threshold", -1, 0.75),
        SUBSCRIBERS("subscribers_list_threshold", 1000, 0.95),
        ASSOCIATION("association_list_threshold", 1000, 0.95),
        MONITORING("monitoring_list_threshold", -1, 0.75);

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

        SizeLimit read(Section block) {
            var limit =
                    new SizeLimit(
                            block.whole("import_size_variation_absolute", absolute, -1),
                            block.ratio("import_size_variation_percent", ratio));
            block.close();
            return limit;
        }
    }
}
