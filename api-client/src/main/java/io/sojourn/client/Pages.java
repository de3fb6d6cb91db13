package io.sojourn.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Function;

/** The rows of a list, asked for page by page when they are needed. */
final class Pages<T> implements Iterator<T> {
    private final Function<String, JsonNode> page;
    private final String name;
    private final Function<JsonNode, T> row;
    private final Deque<T> read = new ArrayDeque<>();
    private String next;
    private boolean isLast;

    /** @param page gives the page of a cursor; null: the first */
    Pages(Function<String, JsonNode> page, String name, Function<JsonNode, T> row) {
        this.page = page;
        this.name = name;
        this.row = row;
    }

    @Override
    public boolean hasNext() {
        while (read.isEmpty() && !isLast) {
            JsonNode answer = page.apply(next);
            answer.path(name).forEach(node -> read.add(row.apply(node)));
            next = answer.path("next_cursor").textValue();
            isLast = next == null;
        }
        return !read.isEmpty();
    }

    @Override
    public T next() {
        if (!hasNext()) {
            throw new NoSuchElementException("there is no further row");
        }
        return read.remove();
    }
}
