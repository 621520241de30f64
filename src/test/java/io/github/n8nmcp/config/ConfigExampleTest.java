package io.github.n8nmcp.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The example that users start from works once its variables are set. */
class ConfigExampleTest {
    private static final Path EXAMPLE = Path.of("config.example.json");
    private static final Map<String, String> VARIABLES = Map.of(
            "N8N_PRODUCTION_KEY", "production-key",
            "N8N_STAGING_KEY", "staging-key",
            "CF_ACCESS_ID", "access-id",
            "CF_ACCESS_SECRET", "access-secret");

    @Test
    void hasThreeInstancesAndCallsTheDevelopmentOneByDefault() throws ConfigException {
        Config config = ConfigFile.read(EXAMPLE, VARIABLES);

        assertEquals(
                List.of("production", "staging", "development"),
                List.copyOf(config.instances().keySet()));
        assertEquals("development", config.defaultInstance());
    }

    @Test
    void onlyProductionIsReadOnly() throws ConfigException {
        Config config = ConfigFile.read(EXAMPLE, VARIABLES);

        assertTrue(config.instances().get("production").readOnly());
        assertFalse(config.instances().get("staging").readOnly());
        assertFalse(config.instances().get("development").readOnly());
    }

    @Test
    void takesItsSecretsFromTheVariables() throws ConfigException {
        Config config = ConfigFile.read(EXAMPLE, VARIABLES);

        assertEquals("production-key", config.instances().get("production").apiKey());
        assertEquals("staging-key", config.instances().get("staging").apiKey());
        assertEquals(
                Map.of("CF-Access-Client-Id", "access-id", "CF-Access-Client-Secret", "access-secret"),
                config.instances().get("staging").headers());
    }

    @Test
    void showsASubPathAndATimeout() throws ConfigException {
        Instance staging = ConfigFile.read(EXAMPLE, VARIABLES).instances().get("staging");

        assertEquals(URI.create("https://staging.example.com/n8n"), staging.baseUrl());
        assertEquals(Duration.ofMinutes(1), staging.timeout());
    }

    @ParameterizedTest
    @ValueSource(strings = {"N8N_PRODUCTION_KEY", "N8N_STAGING_KEY", "CF_ACCESS_ID", "CF_ACCESS_SECRET"})
    void namesTheVariableThatIsNotSet(String missing) {
        Map<String, String> rest = new TreeMap<>(VARIABLES);
        rest.remove(missing);

        ConfigException fault = assertThrows(ConfigException.class, () -> ConfigFile.read(EXAMPLE, rest));

        assertTrue(
                fault.getMessage().contains("names the environment variable " + missing + ", which is not set."),
                fault.getMessage());
    }
}
