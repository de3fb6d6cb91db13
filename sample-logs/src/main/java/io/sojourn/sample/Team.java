package io.sojourn.sample;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.TreeSet;

/** People who share their work: one list of waiting work, taken by rank and age. */
final class Team {
    /** Who is away on a day, by the index in the team. */
    interface Absence {
        boolean test(int index, LocalDate day);
    }

    final String name;
    final boolean bot;
    final List<Person> people = new ArrayList<>();
    final PriorityQueue<Work> waiting = new PriorityQueue<>();
    final TreeSet<Person> idle = new TreeSet<>();
    Absence absence = (index, day) -> false;
    /** Local hours at which new work is taken up; empty: at any time. */
    int[] releases = {};

    Team(String name, boolean bot) {
        this.name = name;
        this.bot = bot;
    }

    String kind() {
        return bot ? "bot" : "person";
    }
}
