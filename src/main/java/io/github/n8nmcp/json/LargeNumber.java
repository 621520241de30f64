package io.github.n8nmcp.json;

/**
 * A number that is too large for a long or a double, kept as it is written. Java's big numbers are not used, because some
 * of their operations on a number such as {@code 1e999999999} need more memory than there is.
 */
record LargeNumber(String text) {
    @Override
    public String toString() {
        return text;
    }
}
