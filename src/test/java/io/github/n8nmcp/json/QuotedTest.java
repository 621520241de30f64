package io.github.n8nmcp.json;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** How words from elsewhere stand in our sentences. */
class QuotedTest {
    @Test
    void leavesOrdinaryTextAsItIs() {
        assertEquals(
                "'Ola\u0301 \ud83d\udc68\u200d\ud83d\udc69'", Quoted.name("Ola\u0301 \ud83d\udc68\u200d\ud83d\udc69"));
    }

    @Test
    void putsLinesOnOneLine() {
        assertEquals("one two three", Quoted.words("one\r\n\n  two\tthree"));
    }

    @Test
    void showsWhatActsOnAScreenAsItsCode() {
        assertEquals("a\\u001b[31mb\\u202ec\\ud800", Quoted.line("a\u001b[31mb\u202ec\ud800"));
    }

    @Test
    void cutsBetweenCharacters() {
        assertEquals("ab\u2026", Quoted.bounded("ab\ud83d\ude00", 3));
        assertEquals(131, Quoted.name("x".repeat(60_000)).length());
    }
}
