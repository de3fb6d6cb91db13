package io.sojourn.mining.report;

/** The ways that cases take, and the activities that they are made of. */
record VariantsSection() implements Section {
    private static final String VARIANTS = "/flow/variants";

    @Override
    public String id() {
        return "variants";
    }

    @Override
    public String title() {
        return "Ways of cases (variants)";
    }

    @Override
    public void write(Page page) {
        page.paragraph(
                "/flow",
                "A variant is one sequence of activities. There are {variant_count count} of them, the most frequent first; ×3"
                        + " means three in a row.");
        new Table("Variants")
                .column("Cases", "{count count}")
                .column("Share", "{count of /flow/cases}")
                .column("Half take longer than", "{median_seconds seconds}")
                .column("One in ten longer than", "{p90_seconds seconds}")
                .column("Activities in order", (p, row) -> p.way(row + "/activities"))
                .write(page, page.rows(VARIANTS, v -> true));
    }
}
