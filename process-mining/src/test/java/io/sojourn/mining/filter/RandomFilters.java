package io.sojourn.mining.filter;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Random filters for the logs of {@link io.sojourn.mining.log.RandomLog}. */
final class RandomFilters {
    private final SplittableRandom random;

    RandomFilters(SplittableRandom random) {
        this.random = random;
    }

    Filter next(int depth) {
        return switch (random.nextInt(depth > 0 ? 15 : 12)) {
            case 0 ->
                new TimeFilter(
                        TimeFilter.Mode.values()[random.nextInt(4)],
                        maybe() ? null : (Long) time(),
                        maybe() ? null : (Long) time());
            case 1 -> new DurationFilter(span());
            case 2 -> new EndFilter(random.nextBoolean(), activities());
            case 3 -> new ActivityFilter(random.nextBoolean(), activities());
            case 4, 5 -> new FollowsFilter(random.nextBoolean(), activity(), activity(), span());
            case 6 -> new ReworkFilter(maybe() ? null : activity(), random.nextInt(1, 5));
            case 7 -> new ThroughputFilter(activity(), activity(), span());
            case 8 -> new VariantFilter(random.nextInt(1, 5), null);
            case 9 -> new VariantFilter(null, random.nextInt(0, 9) / 8.0);
            case 10 -> new CaseFilter(test());
            case 11 ->
                new EventFilter(IntStream.range(0, random.nextInt(1, 3))
                        .mapToObj(i -> test())
                        .toList());
            case 12 -> new AllOf(filters(depth));
            case 13 -> new AnyOf(filters(depth));
            default -> new NoneOf(filters(depth));
        };
    }

    private List<Filter> filters(int depth) {
        return IntStream.range(0, random.nextInt(0, 3))
                .mapToObj(i -> next(depth - 1))
                .toList();
    }

    ValueTest test() {
        return switch (random.nextInt(9)) {
            case 0 -> new ValueTest.In("activity", activities());
            case 1 ->
                new ValueTest.In(random.nextBoolean() ? "payer" : "case:site", texts("X", "it's", "site 1", "true"));
            case 2 -> new ValueTest.In("rounds", texts("1", "-2", "01", "x"));
            case 3 -> new ValueTest.In("urgent", texts("true", "false", "maybe"));
            case 4 ->
                new ValueTest.Numbers(random.nextBoolean() ? "amount" : "rounds", number(), maybe() ? null : number());
            case 5 ->
                new ValueTest.TimeRange(random.nextBoolean() ? "due" : "time", time(), maybe() ? null : (Long) time());
            case 6 ->
                new ValueTest.In(
                        List.of("resource", "team", "lifecycle").get(random.nextInt(3)), texts("r'1", "t0", "start"));
            case 7 -> new ValueTest.In("case_id", texts("case \u00c41", "case \u00c42", "none"));
            default ->
                new ValueTest.Missing(
                        List.of("payer", "amount", "rounds", "urgent", "due", "case:site", "resource", "instance")
                                .get(random.nextInt(8)));
        };
    }

    private boolean maybe() {
        return random.nextInt(3) == 0;
    }

    private Double number() {
        return random.nextInt(-4, 5) / 2.0;
    }

    private long time() {
        return random.nextLong(0, 31) * 500_000L;
    }

    private Span span() {
        return new Span(
                maybe() ? null : (Long) (random.nextLong(-1, 12) * 500_000L),
                maybe() ? null : (Long) (random.nextLong(0, 25) * 500_000L));
    }

    private String activity() {
        return "a" + random.nextInt(5);
    }

    private List<String> activities() {
        return IntStream.range(0, random.nextInt(0, 3))
                .mapToObj(i -> activity())
                .toList();
    }

    private List<String> texts(String... all) {
        return IntStream.range(0, random.nextInt(0, 3))
                .mapToObj(i -> all[random.nextInt(all.length)])
                .toList();
    }
}
