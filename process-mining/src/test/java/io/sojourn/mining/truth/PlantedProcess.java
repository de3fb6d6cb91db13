package io.sojourn.mining.truth;

import io.sojourn.mining.log.EventLog;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.function.LongPredicate;

/**
 * A process of eight steps, three of them optional, so of eight paths, simulated with teams and queues; without any loop of its
 * own. Every case waits for an answer from outside at one step; urgent cases go first at another. What is planted comes on
 * top. All chance is a function of the seed.
 */
public final class PlantedProcess {
    public static final List<String> STEPS =
            List.of("Receive", "Check", "Verify", "Review", "Consult", "Decide", "Inform", "Close");

    public static final int PATHS = 8;
    /** The payer that may be slow. */
    public static final String SLOW_PAYER = "Cedar";

    private static final List<String> PAYERS = List.of("Aster", "Birch", SLOW_PAYER, "Dahlia", "Elm");
    private static final List<String> FACILITIES = List.of("North", "South", "East");
    private static final List<String> CHANNELS = List.of("fax", "portal");
    private static final int[] OPTIONAL = {2, 4, 6};
    private static final int REVIEW = 3;
    private static final int DECIDE = 5;
    private static final double URGENT = 0.2;
    private static final double AGAIN = 0.7;
    private static final int MOST_AGAIN = 3;
    private static final int BATCH = 6;
    private static final int OUTAGE_EVERY_DAYS = 25;
    private static final int OUTAGE_DAYS = 6;
    private static final double ANSWER_HOURS = 6;
    private static final double SLOW_HOURS = 30;
    private static final int PEOPLE = 3;

    private final Setting setting;
    private final Random random;
    /** Of what the log says besides; so the rest is the same whatever it is. */
    private final Random attributes;

    private final String[] payer;
    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private final Team[] teams = new Team[STEPS.size()];
    private final List<Team> allTeams = new ArrayList<>();
    private final Team[] ownTeams;
    private final List<List<Task>> cases = new ArrayList<>();
    private final List<long[]> external = new ArrayList<>();
    private final int[] path;
    private final boolean[] urgent;
    private final double serviceHours;
    private long sequence;

    private record Event(long at, long sequence, Runnable action) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            return at != other.at ? Long.compare(at, other.at) : Long.compare(sequence, other.sequence);
        }
    }

    private PlantedProcess(Setting setting, long seed) {
        this.setting = setting;
        this.random = new Random(seed);
        this.attributes = new Random(seed + 1_000_000_007L);
        this.payer = new String[setting.cases()];
        Arrays.setAll(payer, c -> pick(PAYERS));
        this.path = new int[setting.cases()];
        this.urgent = new boolean[setting.cases()];
        this.ownTeams = new Team[setting.plants().size()];
        double dutyShare = setting.roundTheClock() ? 1 : 60.0 / 168;
        this.serviceHours = setting.utilisation() * PEOPLE * dutyShare / setting.casesAnHour();
        for (int step = 1; step < teams.length; step++) {
            teams[step] = team(STEPS.get(step), PEOPLE, 1, day -> false);
        }
        for (int k = 0; k < ownTeams.length; k++) {
            Plant plant = setting.plants().get(k);
            String name = STEPS.get(plant.step()) + " " + plant.kind();
            if (plant.kind() == Plant.Kind.BATCHING_TEAM) {
                ownTeams[k] = team(name, 2, BATCH, day -> false);
            } else if (plant.kind() == Plant.Kind.ABSENT_SHIFT) {
                ownTeams[k] = team(name, 2, 1, day -> day / 7 % 2 == 1 && day % 7 < 5);
            }
        }
    }

    private Team team(String name, int people, int batch, LongPredicate absent) {
        Team team = new Team(name, batch);
        for (int k = 1; k <= people; k++) {
            team.people.add(new Person(name + " " + k, setting.roundTheClock(), absent));
        }
        allTeams.add(team);
        return team;
    }

    /** Simulates; equal settings and seeds give equal logs. */
    public static PlantedLog simulate(Setting setting, long seed) {
        PlantedProcess process = new PlantedProcess(setting, seed);
        process.run();
        return process.log();
    }

    /** Whether the cases of a path do a step. */
    public static boolean has(int path, int step) {
        for (int k = 0; k < OPTIONAL.length; k++) {
            if (OPTIONAL[k] == step) {
                return (path >> k & 1) == 1;
            }
        }
        return true;
    }

    private void run() {
        double[] shares = shares();
        long at = Person.EPOCH;
        for (int c = 0; c < setting.cases(); c++) {
            at += hours(exponential(1 / setting.casesAnHour()));
            path[c] = draw(shares);
            urgent[c] = random.nextDouble() < URGENT;
            cases.add(new ArrayList<>());
            int arrived = c;
            long when = at;
            schedule(when, () -> receive(arrived, when));
        }
        if (!setting.roundTheClock()) {
            wake(Person.EPOCH);
        }
        while (!events.isEmpty()) {
            Event event = events.poll();
            event.action.run();
            if (events.isEmpty() && allTeams.stream().anyMatch(team -> !team.held.isEmpty())) {
                allTeams.forEach(team -> release(team, event.at));
                schedule(Person.nextChange(event.at), () -> wake(Person.nextChange(event.at)));
            }
        }
    }

    /** At least one case of twenty on each path. */
    private double[] shares() {
        double[] shares = new double[PATHS];
        double sum = 0;
        for (int p = 0; p < PATHS; p++) {
            shares[p] = 0.7 + random.nextDouble();
            sum += shares[p];
        }
        for (int p = 0; p < PATHS; p++) {
            shares[p] /= sum;
        }
        return shares;
    }

    private int draw(double[] shares) {
        double u = random.nextDouble();
        int p = 0;
        while (p < PATHS - 1 && u >= shares[p]) {
            u -= shares[p++];
        }
        return p;
    }

    private void schedule(long at, Runnable action) {
        events.add(new Event(at, sequence++, action));
    }

    /** Whoever comes on duty takes what lies there; as long as anything is left to do. */
    private void wake(long at) {
        allTeams.forEach(team -> serve(team, at));
        if (!events.isEmpty() || allTeams.stream().anyMatch(Team::isWaitedFor)) {
            schedule(Person.nextChange(at), () -> wake(Person.nextChange(at)));
        }
    }

    private void receive(int c, long at) {
        Task task = new Task(c, 0, null, urgent[c], at);
        task.start = at;
        task.end = at;
        cases.get(c).add(task);
        next(c, 0, at);
    }

    /** What comes after a step that ended. */
    private void next(int c, int step, long at) {
        for (Plant plant : setting.plants()) {
            if (plant.path() == path[c] && plant.isLoop() && goesBack(c, plant, step)) {
                enable(c, plant.step(), at);
                return;
            }
        }
        for (int s = step + 1; s < STEPS.size(); s++) {
            if (has(path[c], s)) {
                enable(c, s, at);
                return;
            }
        }
    }

    private boolean goesBack(int c, Plant plant, int step) {
        int returnsFrom = plant.kind() == Plant.Kind.REWORK_LOOP ? plant.step() : follower(plant);
        long times = cases.get(c).stream().filter(t -> t.step == plant.step()).count();
        return step == returnsFrom && times <= MOST_AGAIN && random.nextDouble() < AGAIN;
    }

    /** The step after that of a plant on its path. */
    public static int follower(Plant plant) {
        int s = plant.step() + 1;
        while (!has(plant.path(), s)) {
            s++;
        }
        return s;
    }

    private void enable(int c, int step, long at) {
        Team team = teams[step];
        Plant.Kind kind = null;
        for (int k = 0; k < ownTeams.length; k++) {
            Plant plant = setting.plants().get(k);
            if (plant.path() == path[c] && plant.step() == step) {
                kind = plant.kind();
                team = ownTeams[k] == null ? team : ownTeams[k];
            }
        }
        Task task = new Task(c, step, team, step == REVIEW && urgent[c], at);
        cases.get(c).add(task);
        long ready = at;
        if (step == DECIDE || kind == Plant.Kind.PAYER_OUTAGE) {
            ready = answered(at, kind == Plant.Kind.PAYER_OUTAGE) + slowness(c);
            task.externalUntil = ready;
            external.add(new long[] {c, at, ready});
        }
        if (kind == Plant.Kind.SLOW_VARIANT) {
            ready += hours(exponential(SLOW_HOURS));
        }
        long queued = ready;
        schedule(queued, () -> queue(task, queued));
    }

    private long slowness(int c) {
        return setting.slowPayerHours() > 0 && payer[c].equals(SLOW_PAYER)
                ? hours(-setting.slowPayerHours() * Math.log(1 - attributes.nextDouble()))
                : 0;
    }

    private String pick(List<String> values) {
        return values.get(attributes.nextInt(values.size()));
    }

    private long answered(long at, boolean outages) {
        long answer = at + hours(exponential(ANSWER_HOURS));
        long day = (answer - Person.EPOCH) / Person.DAY;
        return outages && day % OUTAGE_EVERY_DAYS < OUTAGE_DAYS
                ? Person.EPOCH
                        + (day - day % OUTAGE_EVERY_DAYS + OUTAGE_DAYS) * Person.DAY
                        + hours(exponential(ANSWER_HOURS))
                : answer;
    }

    private void queue(Task task, long at) {
        task.queued = at;
        task.team.held.add(task);
        if (task.team.held.size() >= task.team.batch) {
            release(task.team, at);
        }
    }

    private void release(Team team, long at) {
        long last = team.held.stream().mapToLong(t -> t.enabled).max().orElse(at);
        for (Task task : team.held) {
            task.batchedUntil = team.batch > 1 && team.held.size() > 1 ? last : task.enabled;
            team.add(task);
        }
        team.held.clear();
        serve(team, at);
    }

    private void serve(Team team, long at) {
        for (Person person = team.free(at); person != null; person = team.free(at)) {
            Task task = team.next();
            if (task == null) {
                return;
            }
            long service = Math.max(60_000_000L, hours(serviceHours * (0.4 + 0.6 * exponential(1))));
            task.person = person;
            task.start = at;
            task.end = Math.min(at + service, person.dutyEnd(at));
            person.busy = true;
            person.done.add(task);
            Person worker = person;
            schedule(task.end, () -> finish(task, worker));
        }
    }

    private void finish(Task task, Person person) {
        person.busy = false;
        person.freeSince = task.end;
        next(task.caseIndex, task.step, task.end);
        serve(task.team, task.end);
    }

    private double exponential(double mean) {
        return -mean * Math.log(1 - random.nextDouble());
    }

    private static long hours(double hours) {
        return (long) (hours * Person.HOUR);
    }

    private PlantedLog log() {
        AttributedLog builder = new AttributedLog();
        List<long[]> causes = new ArrayList<>();
        for (int c = 0; c < cases.size(); c++) {
            String facility = pick(FACILITIES);
            for (Task task : cases.get(c)) {
                builder.set("payer", payer[c]).set("facility", facility).set("channel", pick(CHANNELS));
                String activity = STEPS.get(task.step);
                String who = task.person == null ? null : task.person.name;
                String team = task.team == null ? null : task.team.name;
                builder.add("case " + c, activity, "start", task.start, who, team);
                builder.add("case " + c, activity, "complete", task.end, who, team);
                causes.add(CauseTruth.of(task));
            }
        }
        EventLog log = builder.build();
        return new PlantedLog(
                log, setting.plants(), Arrays.copyOf(path, path.length), causes.toArray(long[][]::new), external);
    }
}
