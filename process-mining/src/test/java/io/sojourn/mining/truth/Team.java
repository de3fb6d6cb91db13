package io.sojourn.mining.truth;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** People with one queue; the urgent ones first, else as they come. */
final class Team {
    final String name;
    final List<Person> people = new ArrayList<>();
    /** How many are collected before any is begun; 1 for none. */
    final int batch;

    final List<Task> held = new ArrayList<>();
    private final Deque<Task> urgent = new ArrayDeque<>();
    private final Deque<Task> usual = new ArrayDeque<>();

    Team(String name, int batch) {
        this.name = name;
        this.batch = batch;
    }

    void add(Task task) {
        (task.urgent ? urgent : usual).add(task);
    }

    boolean isWaitedFor() {
        return !urgent.isEmpty() || !usual.isEmpty();
    }

    Task next() {
        return urgent.isEmpty() ? usual.poll() : urgent.poll();
    }

    /** Who has been free for the longest time, or null. */
    Person free(long at) {
        Person longest = null;
        for (Person p : people) {
            if (!p.busy && p.isOn(at) && (longest == null || p.freeSince < longest.freeSince)) {
                longest = p;
            }
        }
        return longest;
    }
}
