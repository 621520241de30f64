package io.github.n8nmcp.n8n;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.github.n8nmcp.fixture.FakeTime;
import io.github.n8nmcp.fixture.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Calls on one workflow take turns, whichever way its n8n is written. */
class WorkflowKeyTest {
    @ParameterizedTest
    @CsvSource({
        "http://localhost:5678, http://127.0.0.1:5678",
        "http://localhost:5678, http://127.0.0.2:5678",
        "http://localhost:5678, http://[::1]:5678",
        "http://localhost:5678, http://[0:0:0:0:0:0:0:1]:5678",
        "https://n8n.example.com, https://N8N.Example.com.",
        "https://n8n.example.com, http://n8n.example.com:80",
        "https://n8n.example.com, https://n8n.example.com:443"
    })
    void theSameN8nHasTheSameKey(String one, String other) {
        assertEquals(key(one), key(other));
    }

    @ParameterizedTest
    @CsvSource({
        "http://localhost:5678, http://localhost:5679",
        "https://n8n.example.com, https://n8n.example.com/team",
        "https://n8n.example.com, https://n8n.example.org"
    })
    void anotherN8nHasAnotherKey(String one, String other) {
        assertNotEquals(key(one), key(other));
    }

    private static String key(String host) {
        return new Connection(TestInstance.at(host).build(), new FakeTime()).workflowKey("abc");
    }
}
