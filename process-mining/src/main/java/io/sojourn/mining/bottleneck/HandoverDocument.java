package io.sojourn.mining.bottleneck;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Handoffs as a document: the counts and pairs that bottlenecks have, and the parties, which are the nodes of the social
 * network whose arcs the pairs are. Its keys and their order are part of the contract.
 */
public final class HandoverDocument {
    private static final Comparator<Party> MOST_WAITED_FOR =
            Comparator.<Party>comparingDouble(p -> p.handedOnHours).reversed().thenComparing(p -> p.name);

    private HandoverDocument() {}

    /** One party: what it hands on, and what others hand on to it. */
    private static final class Party {
        private final String name;
        private long handedOn;
        private double handedOnHours;
        private long taken;
        private double takenHours;

        Party(String name) {
            this.name = name;
        }
    }

    /** The document; parties by (hours until what they handed on was taken, down; name). */
    public static ObjectNode of(Handoffs handoffs) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        BottleneckDocument.handoffs(document, handoffs);
        ArrayNode array = document.putArray("parties");
        for (Party party : parties(handoffs.pairs())) {
            ObjectNode node = array.addObject();
            node.put("party", party.name);
            node.put("handed_on", party.handedOn);
            BottleneckDocument.put(node, "handed_on_hours", party.handedOnHours);
            node.put("taken", party.taken);
            BottleneckDocument.put(node, "taken_hours", party.takenHours);
        }
        return document;
    }

    private static List<Party> parties(List<Handoff> pairs) {
        Map<String, Party> byName = new TreeMap<>();
        for (Handoff pair : pairs) {
            Party from = byName.computeIfAbsent(pair.from(), Party::new);
            from.handedOn += pair.count();
            from.handedOnHours += pair.totalHours();
            Party to = byName.computeIfAbsent(pair.to(), Party::new);
            to.taken += pair.count();
            to.takenHours += pair.totalHours();
        }
        List<Party> parties = new ArrayList<>(byName.values());
        parties.sort(MOST_WAITED_FOR);
        return parties;
    }
}
