package io.sojourn.mining.filter;

import io.sojourn.mining.flow.Variants;
import io.sojourn.mining.log.Bits;
import io.sojourn.mining.log.Selection;

/**
 * Cases of the most frequent variants, in the order (cases down, activities) of the log that is filtered.
 *
 * @param top so many variants; null when the share is given
 * @param share as many variants as it takes to have at least this share of the cases, 0 to 1; null when top is given
 */
public record VariantFilter(Integer top, Double share) implements Filter {
    static VariantFilter of(Term term) {
        if (term.has("top") == term.has("share")) {
            throw Term.wrong("variants needs either top or share.", "Maybe variants(top=10) or variants(share=0.8).");
        }
        Double share = term.number("share");
        if (share != null && (share < 0 || share > 1)) {
            throw Term.wrong("share of variants is " + share + ", not from 0 to 1.", null);
        }
        return new VariantFilter(term.count("top"), share);
    }

    @Override
    public Term term() {
        return Term.of("variants", "top", top, "share", share);
    }

    @Override
    public String condition(FilterSql sql) {
        String steps = "(SELECT case_id, list(activity ORDER BY place) AS steps FROM log GROUP BY case_id)";
        String ranked = "SELECT steps, row_number() OVER (ORDER BY count(*) DESC, steps) AS rank,"
                + " sum(count(*)) OVER (ORDER BY count(*) DESC, steps) - count(*) AS before,"
                + " sum(count(*)) OVER () AS whole FROM " + steps + " GROUP BY steps";
        String chosen = top != null
                ? "rank <= " + top
                : "CAST(before AS DOUBLE) < CAST('" + share + "' AS DOUBLE) * CAST(whole AS DOUBLE)";
        return FilterSql.casesOf(steps + " WHERE steps IN (SELECT steps FROM (" + ranked + ") WHERE " + chosen + ")");
    }

    @Override
    public long[] choose(Selection selection) {
        Variants variants = Variants.of(selection);
        boolean[] chosen = new boolean[variants.count()];
        long before = 0;
        int rank = 0;
        for (int variant : variants.order(top == null ? 0 : top)) {
            boolean isIn = top != null ? rank < top : (double) before < share * (double) selection.cases();
            if (!isIn) {
                break;
            }
            chosen[variant] = true;
            before += variants.cases(variant);
            rank++;
        }
        long[] bits = Bits.of(selection.cases());
        for (int c = 0; c < selection.cases(); c++) {
            if (chosen[variants.variantOf(c)]) {
                Bits.set(bits, c);
            }
        }
        return bits;
    }
}
