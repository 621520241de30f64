package io.github.n8nmcp;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Tests on one real n8n, which is started before the first of a class and stopped after the last. */
abstract class OnRealN8n {
    static RealN8n n8n;

    @BeforeAll
    static void startN8n() throws Exception {
        n8n = RealN8n.start();
    }

    @AfterAll
    static void stopN8n() throws Exception {
        if (n8n != null) {
            n8n.stop();
        }
    }
}
