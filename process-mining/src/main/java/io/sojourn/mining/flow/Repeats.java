package io.sojourn.mining.flow;

import io.sojourn.mining.log.CaseBlocks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.LongStream;

/** Counts repeated activities. */
final class Repeats implements Kernel {
    private final int[] seenInCase;
    private final int[] occurrences;
    private final long[] cases;
    private final long[] repeats;
    private int caseNumber;

    Repeats(int activities) {
        seenInCase = new int[activities];
        occurrences = new int[activities];
        cases = new long[activities];
        repeats = new long[activities];
    }

    @Override
    public void take(CaseBlocks block) {
        int[] activities = block.activities();
        int[] offsets = block.offsets();
        for (int c = 0; c < block.cases(); c++) {
            caseNumber++;
            for (int i = offsets[c]; i < offsets[c + 1]; i++) {
                int activity = activities[i];
                if (seenInCase[activity] != caseNumber) {
                    seenInCase[activity] = caseNumber;
                    occurrences[activity] = 1;
                } else {
                    cases[activity] += ++occurrences[activity] == 2 ? 1 : 0;
                    repeats[activity]++;
                }
            }
        }
    }

    void add(Repeats other) {
        for (int a = 0; a < cases.length; a++) {
            cases[a] += other.cases[a];
            repeats[a] += other.repeats[a];
        }
    }

    /** All that has been counted, for {@link #add(long[])}. */
    long[] numbers() {
        return LongStream.concat(Arrays.stream(cases), Arrays.stream(repeats)).toArray();
    }

    void add(long[] numbers) {
        for (int a = 0; a < cases.length; a++) {
            cases[a] += numbers[a];
            repeats[a] += numbers[cases.length + a];
        }
    }

    /** By (cases down, activity); only activities that some case repeats. */
    List<Rework> list(List<String> names) {
        List<Rework> rework = new ArrayList<>();
        for (int a = 0; a < cases.length; a++) {
            if (cases[a] > 0) {
                rework.add(new Rework(names.get(a), cases[a], repeats[a]));
            }
        }
        rework.sort(Comparator.comparingLong(Rework::cases).reversed());
        return List.copyOf(rework);
    }
}
