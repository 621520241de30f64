package io.github.n8nmcp.workflow;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which paths of definitions may be called. */
class PathCheckTest {
    @ParameterizedTest
    @ValueSource(strings = {"orders", "a/b", "a..b", "...", "100%", "a b", "naïve", "a//b", ""})
    void aPathOfOrdinarySegmentsStaysInside(String path) {
        assertTrue(PathCheck.staysInside(path));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../../rest/owner/setup",
                "a/../b",
                "..",
                ".",
                "%2e%2e/rest",
                "a%2f..%2fb",
                "%252e%252e",
                "%2e%2e/rest/%zz",
                "%252e%252e/rest/100%",
                "..;x/rest",
                "..\\rest",
                "a\u0000b"
            })
    void whatLeadsElsewhereDoesNotHoweverItIsEncoded(String path) {
        assertFalse(PathCheck.staysInside(path));
    }
}
