package io.sojourn.stream.cases;

/**
 * Open cases by process and case: a hash table that mixes well (ids of cases are numbered one after the other, and equal but
 * for a digit), and that knows which ones were not touched lately.
 */
final class CaseTable {
    private static final int MIX = 0x9E3779B9;
    private OpenCase[] slots = new OpenCase[1 << 10];
    private int shift = 22;
    private int size;
    private int hand;

    int size() {
        return size;
    }

    OpenCase find(String process, String caseId) {
        OpenCase c = slots[slot(process, caseId)];
        while (c != null && !(c.caseId.equals(caseId) && c.process.equals(process))) {
            c = c.next;
        }
        if (c != null) {
            c.touched = true;
        }
        return c;
    }

    private int slot(String process, String caseId) {
        return (31 * process.hashCode() + caseId.hashCode()) * MIX >>> shift;
    }

    /** Adds a case that is not here. */
    void add(OpenCase c) {
        if (size == slots.length) {
            grow();
        }
        put(c);
        c.touched = true;
        size++;
    }

    private void put(OpenCase c) {
        int slot = slot(c.process, c.caseId);
        c.next = slots[slot];
        slots[slot] = c;
    }

    private void grow() {
        OpenCase[] old = slots;
        slots = new OpenCase[old.length * 2];
        shift--;
        for (OpenCase first : old) {
            for (OpenCase c = first; c != null; ) {
                OpenCase next = c.next;
                put(c);
                c = next;
            }
        }
    }

    /** Takes out a case that was not touched since the hand came by; on its way round it makes all others such. */
    OpenCase takeUntouched() {
        while (size > 0) {
            OpenCase before = null;
            for (OpenCase c = slots[hand]; c != null; c = c.next) {
                if (!c.touched) {
                    remove(before, c);
                    return c;
                }
                c.touched = false;
                before = c;
            }
            hand = hand + 1 & slots.length - 1;
        }
        throw new IllegalStateException("no case is open");
    }

    private void remove(OpenCase before, OpenCase c) {
        if (before == null) {
            slots[hand] = c.next;
        } else {
            before.next = c.next;
        }
        size--;
    }
}
