package io.sojourn.mining.filter;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes filters of terms. */
final class FilterReader {
    /** The parameters of each term, in the order of arguments without a name; one that ends with {@code *} takes all that are left. */
    private static final Map<String, List<String>> PARAMETERS = parameters();

    private FilterReader() {}

    private static Map<String, List<String>> parameters() {
        Map<String, List<String>> names = new LinkedHashMap<>();
        names.put("and", List.of("filters*"));
        names.put("or", List.of("filters*"));
        names.put("not", List.of("filters*"));
        names.put("time", List.of("mode", "from", "to"));
        names.put("case", List.of("test"));
        names.put("event", List.of("tests*"));
        names.put("variants", List.of("top", "share"));
        names.put("starts", List.of("activities*"));
        names.put("ends", List.of("activities*"));
        names.put("has", List.of("activities*"));
        names.put("has_all", List.of("activities*"));
        names.put("directly_follows", List.of("from", "to", "min", "max"));
        names.put("eventually_follows", List.of("from", "to", "min", "max"));
        names.put("duration", List.of("min", "max"));
        names.put("rework", List.of("activity", "times"));
        names.put("throughput", List.of("from", "to", "min", "max"));
        names.put("in", List.of("column", "values*"));
        names.put("range", List.of("column", "min", "max"));
        names.put("missing", List.of("column"));
        return names;
    }

    /** Gives arguments without a name theirs. */
    static Map<String, Object> withNames(String name, List<Object> positional, Map<String, Object> named) {
        List<String> parameters = PARAMETERS.getOrDefault(name, List.of());
        Map<String, Object> all = new LinkedHashMap<>();
        for (int i = 0; i < positional.size(); i++) {
            if (i >= parameters.size()) {
                throw unknownOr(name, name + " has " + positional.size() + " arguments without a name.");
            }
            String parameter = parameters.get(i);
            if (parameter.endsWith("*")) {
                List<Object> rest = positional.subList(i, positional.size());
                boolean alone = rest.size() == 1 && rest.get(0) instanceof List<?>;
                all.put(plain(parameter), alone ? rest.get(0) : List.copyOf(rest));
                break;
            }
            all.put(parameter, positional.get(i));
        }
        named.forEach((parameter, value) -> {
            if (all.put(parameter, value) != null) {
                throw Term.wrong(parameter + " of " + name + " is there twice.", null);
            }
        });
        return all;
    }

    private static String plain(String parameter) {
        return parameter.endsWith("*") ? parameter.substring(0, parameter.length() - 1) : parameter;
    }

    private static RuntimeException unknownOr(String name, String otherwise) {
        return PARAMETERS.containsKey(name)
                ? Term.wrong(otherwise, "Maybe its arguments are " + PARAMETERS.get(name) + ".")
                : unknown(name);
    }

    private static RuntimeException unknown(String name) {
        return Term.wrong(
                "there is no filter \"" + name + "\".",
                "Maybe use one of: " + String.join(", ", PARAMETERS.keySet()) + ".");
    }

    private static Term checked(Term term) {
        List<String> parameters = PARAMETERS.get(term.name());
        if (parameters == null) {
            throw unknown(term.name());
        }
        return term.only(parameters.stream().map(FilterReader::plain).toArray(String[]::new));
    }

    static Filter filter(Term given) {
        Term term = checked(given);
        return switch (term.name()) {
            case "and" -> new AllOf(filters(term));
            case "or" -> new AnyOf(filters(term));
            case "not" -> new NoneOf(filters(term));
            case "time" -> TimeFilter.of(term);
            case "case" -> new CaseFilter(test(one(term.terms("test"), term)));
            case "event" -> new EventFilter(tests(term.terms("tests")));
            case "variants" -> VariantFilter.of(term);
            case "starts" -> new EndFilter(true, term.texts("activities"));
            case "ends" -> new EndFilter(false, term.texts("activities"));
            case "has" -> new ActivityFilter(false, term.texts("activities"));
            case "has_all" -> new ActivityFilter(true, term.texts("activities"));
            case "directly_follows" -> FollowsFilter.of(true, term);
            case "eventually_follows" -> FollowsFilter.of(false, term);
            case "duration" -> new DurationFilter(Span.of(term));
            case "rework" -> ReworkFilter.of(term);
            case "throughput" -> new ThroughputFilter(term.neededText("from"), term.neededText("to"), Span.of(term));
            default ->
                throw Term.wrong(
                        term.name() + " tests a value, it is no filter of cases.",
                        "Maybe write event(" + term.text() + ").");
        };
    }

    private static Term one(List<Term> terms, Term owner) {
        if (terms.size() != 1) {
            throw Term.wrong(owner.name() + " has one test.", "Maybe join two by and(case(…), case(…)).");
        }
        return terms.get(0);
    }

    private static List<Filter> filters(Term term) {
        return term.terms("filters").stream().map(FilterReader::filter).toList();
    }

    static List<ValueTest> tests(List<Term> terms) {
        return terms.stream().map(FilterReader::test).toList();
    }

    static ValueTest test(Term given) {
        Term term = checked(given);
        return switch (term.name()) {
            case "in" -> new ValueTest.In(term.neededText("column"), term.texts("values"));
            case "range" -> ValueTest.range(term);
            case "missing" -> new ValueTest.Missing(term.neededText("column"));
            default ->
                throw Term.wrong(term.name() + " is no test of a value.", "Maybe in(…), range(…) or missing(…).");
        };
    }
}
