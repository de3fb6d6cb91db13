package io.sojourn.api;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An operation of the contract.
 *
 * @param path with parameters as in {@code {id}}
 * @param parameters each with its name, place and schema
 * @param bodies schema by content type; empty where none is taken
 * @param access who may call it; see {@link Access}
 */
record Operation(
        String id,
        String method,
        String path,
        List<Parameter> parameters,
        Map<String, Map<?, ?>> bodies,
        Access access,
        Map<String, Map<?, ?>> responses) {

    /** An argument for each parameter in a path, and for each that has to be given, in {@link ContractWorld}. */
    private static final Map<String, String> ARGUMENTS = Map.of(
            "queue", "intake",
            "measure", "denial_rate",
            "id", "C-1",
            "table", "stays",
            "process", ContractWorld.PROCESS,
            "year", "2026",
            "figure", "requests",
            "against", "has(DECIDED)");

    /** {@code x-access} of an operation: words as written there. */
    record Access(String role, String rows, String smallCells) {}

    record Parameter(String name, String in, boolean required, Map<?, ?> schema) {}

    String route() {
        return method + " " + path;
    }

    /** Path and query about the process, with further parameters; a parameter that is not known here fails. */
    String target(String... more) {
        String filled = path;
        List<String> query = new ArrayList<>(List.of(more));
        for (Parameter p : parameters) {
            if (p.in().equals("path")) {
                filled = filled.replace("{" + p.name() + "}", argument(p));
            } else if (p.required() || p.name().equals("process")) {
                query.add(p.name() + "=" + argument(p));
            }
        }
        return query.isEmpty() ? filled : filled + "?" + String.join("&", query);
    }

    private static String argument(Parameter p) {
        String argument = ARGUMENTS.get(p.name());
        if (argument == null) {
            throw new AssertionError("no argument for the parameter " + p.name() + " is written here");
        }
        return argument;
    }

    /** All operations, in the order of the contract. */
    static List<Operation> all() {
        List<Operation> all = new ArrayList<>();
        Map<?, ?> tree = Contract.tree();
        ((Map<?, ?>) tree.get("paths")).forEach((path, methods) -> ((Map<?, ?>) methods)
                .forEach((method, said) -> all.add(of(tree, (String) path, (String) method, (Map<?, ?>) said))));
        return all;
    }

    private static Operation of(Map<?, ?> tree, String path, String method, Map<?, ?> said) {
        List<Parameter> parameters = new ArrayList<>();
        for (Object one : list(said, "parameters")) {
            Map<?, ?> p = resolved(tree, (Map<?, ?>) one);
            parameters.add(new Parameter(
                    (String) p.get("name"), (String) p.get("in"), Boolean.TRUE.equals(p.get("required")), (Map<?, ?>)
                            p.get("schema")));
        }
        Map<String, Map<?, ?>> bodies = new LinkedHashMap<>();
        map(map(said, "requestBody"), "content")
                .forEach((type, body) -> bodies.put((String) type, resolved(tree, map((Map<?, ?>) body, "schema"))));
        Map<String, Map<?, ?>> responses = new LinkedHashMap<>();
        map(said, "responses")
                .forEach((status, response) -> responses.put((String) status, resolved(tree, (Map<?, ?>) response)));
        Map<?, ?> access = map(said, "x-access");
        return new Operation(
                (String) said.get("operationId"),
                method.toUpperCase(java.util.Locale.ROOT),
                path,
                parameters,
                bodies,
                new Access(
                        (String) access.get("role"), (String) access.get("rows"), (String) access.get("small_cells")),
                responses);
    }

    private static Map<?, ?> map(Map<?, ?> of, String name) {
        return of.get(name) instanceof Map<?, ?> m ? m : Map.of();
    }

    private static List<?> list(Map<?, ?> of, String name) {
        return of.get(name) instanceof List<?> l ? l : List.of();
    }

    private static Map<?, ?> resolved(Map<?, ?> tree, Map<?, ?> node) {
        if (!(node.get("$ref") instanceof String reference)) {
            return node;
        }
        Map<?, ?> found = tree;
        for (String name : reference.substring("#/".length()).split("/")) {
            found = map(found, name);
        }
        return found;
    }
}
