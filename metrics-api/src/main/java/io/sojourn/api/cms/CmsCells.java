package io.sojourn.api.cms;

import io.sojourn.api.cms.Request.Urgency;
import io.sojourn.api.resources.SmallCells;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which figures hold counts of requests that are too small for who asks. Where one count of a {@link CellBlock} is small, the shares
 * made of that block go together, whichever way the rule is read. Of a payer all figures of the block go, and those of further
 * payers, until the totals can't tell them; of all payers together totals and times stay where the total is large enough.
 */
final class CmsCells {
    private final int smallest;
    private final SmallCells cells;

    /** @param smallest the smallest count that is shown; 1 or less: all are */
    CmsCells(int smallest) {
        this.smallest = smallest;
        this.cells = new SmallCells(smallest);
    }

    /** How much of a figure is shown. */
    enum Shown {
        ALL,
        DENOMINATOR,
        NOTHING
    }

    boolean areAsked() {
        return smallest > 1;
    }

    Hidden of(Tally all, Collection<Tally> byPayer) {
        Hidden hidden = new Hidden(all);
        for (CellBlock block : areAsked() ? CellBlock.values() : new CellBlock[0]) {
            for (long count : block.counts(all)) {
                if (cells.isSmall(count)) {
                    hidden.blocks.add(new Cell(all, block));
                }
            }
            List<Tally> payers = List.copyOf(byPayer);
            boolean[] gone = cells.hidden(payers.stream().map(block::counts).toList());
            for (int i = 0; i < gone.length; i++) {
                if (gone[i]) {
                    hidden.blocks.add(new Cell(payers.get(i), block));
                }
            }
        }
        return hidden;
    }

    private record Cell(Tally tally, CellBlock block) {}

    /** What is hidden of a report. */
    final class Hidden {
        private final Tally all;
        private final Set<Cell> blocks = new HashSet<>();

        private Hidden(Tally all) {
            this.all = all;
        }

        private boolean has(Tally tally, CellBlock block) {
            return blocks.contains(new Cell(tally, block));
        }

        boolean leftOut(Tally tally) {
            return has(tally, CellBlock.LEFT_OUT);
        }

        Shown of(Tally tally, Figure figure) {
            if (blocks.isEmpty()) {
                return Shown.ALL;
            }
            boolean isHidden = isOfHidden(tally, figure);
            if (tally != all) {
                return isHidden ? Shown.NOTHING : Shown.ALL;
            }
            if (hasSmallTotal(figure)) {
                return Shown.NOTHING;
            }
            return !isHidden || figure.kind() != Figure.Kind.SHARE
                    ? Shown.ALL
                    : apart(figure) == null ? Shown.DENOMINATOR : Shown.NOTHING;
        }

        private boolean isOfHidden(Tally tally, Figure figure) {
            CellBlock apart = apart(figure);
            return apart != null && has(tally, apart)
                    || figure.urgency() != Urgency.EXPEDITED && has(tally, CellBlock.STANDARD)
                    || figure.urgency() != Urgency.STANDARD && has(tally, CellBlock.EXPEDITED);
        }

        private boolean hasSmallTotal(Figure figure) {
            return figure.urgency() != Urgency.EXPEDITED
                            && cells.isSmall(CellBlock.STANDARD.counts(all)[0])
                    || figure.urgency() != Urgency.STANDARD
                            && cells.isSmall(CellBlock.EXPEDITED.counts(all)[0]);
        }

        /** The block of figures that have one of their own beside that of their urgency; null: they have none. */
        private static CellBlock apart(Figure figure) {
            return switch (figure) {
                case STANDARD_APPROVED_AFTER_APPEAL -> CellBlock.APPEALS;
                case EXTENDED_THEN_APPROVED -> CellBlock.EXTENSIONS;
                default -> null;
            };
        }
    }
}
