package io.sojourn.mining.format;

/** The attributes of the present row, decoded only when they are asked for. */
interface Attributes {
    /** A row without attributes. */
    Attributes NONE = new Attributes() {
        @Override
        public int count() {
            return 0;
        }

        @Override
        public String name(int i) {
            throw new IndexOutOfBoundsException(i);
        }

        @Override
        public Object value(int i) {
            throw new IndexOutOfBoundsException(i);
        }
    };

    int count();

    String name(int i);

    Object value(int i);
}
