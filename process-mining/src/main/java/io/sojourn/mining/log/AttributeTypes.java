package io.sojourn.mining.log;

import io.sojourn.event.ColumnType;

/** Decides of which type an attribute is, and reads its texts as that. */
public interface AttributeTypes {
    /** Every attribute is a text. */
    AttributeTypes TEXT_ONLY = new AttributeTypes() {
        @Override
        public ColumnType type(Iterable<String> distinct, boolean untyped, ColumnType... seen) {
            return ColumnType.TEXT;
        }

        @Override
        public Object value(String text, ColumnType type) {
            return text;
        }
    };

    /**
     * The type of an attribute.
     *
     * @param distinct its different values
     * @param untyped whether some of them came as mere texts
     * @param seen the types in which the others came
     */
    ColumnType type(Iterable<String> distinct, boolean untyped, ColumnType... seen);

    /** A value as the type's Java class: String, Long, Double, Boolean, and microseconds as Long of a time. */
    Object value(String text, ColumnType type);
}
