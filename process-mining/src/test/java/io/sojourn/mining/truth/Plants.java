package io.sojourn.mining.truth;

import io.sojourn.mining.bottleneck.BottleneckVariant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Plants by chance, and whether a bottleneck variant is one of them. */
public final class Plants {
    private static final int[] STEPS = {1, 2, 3, 4, 6};

    private Plants() {}

    /** So many, each of another kind and on another path. */
    public static List<Plant> random(int count, long seed) {
        Random random = new Random(seed);
        List<Plant.Kind> kinds = new ArrayList<>(List.of(Plant.Kind.values()));
        Collections.shuffle(kinds, random);
        List<Integer> paths = new ArrayList<>();
        for (int p = 0; p < PlantedProcess.PATHS; p++) {
            paths.add(p);
        }
        Collections.shuffle(paths, random);
        List<Plant> plants = new ArrayList<>();
        for (int k = 0; k < count; k++) {
            int path = paths.get(k);
            int step = STEPS[random.nextInt(STEPS.length)];
            while (!PlantedProcess.has(path, step)) {
                step = STEPS[random.nextInt(STEPS.length)];
            }
            plants.add(new Plant(kinds.get(k), path, step));
        }
        return plants;
    }

    /** Of the path of the plant, at the activity of the plant; a loop of two steps has two. */
    public static boolean isOf(Plant plant, BottleneckVariant found) {
        if (pathOf(found) != plant.path()) {
            return false;
        }
        int step = PlantedProcess.STEPS.indexOf(found.place().activity());
        boolean here =
                step == plant.step() || plant.kind() == Plant.Kind.PING_PONG && step == PlantedProcess.follower(plant);
        return here && found.isStructure() == plant.isLoop();
    }

    /** Steps that a path has are those that its cases do, once or more often. */
    private static int pathOf(BottleneckVariant found) {
        for (int p = 0; p < PlantedProcess.PATHS; p++) {
            boolean same = true;
            for (int s = 0; s < PlantedProcess.STEPS.size(); s++) {
                same &= PlantedProcess.has(p, s) == found.activities().contains(PlantedProcess.STEPS.get(s));
            }
            if (same) {
                return p;
            }
        }
        return -1;
    }
}
