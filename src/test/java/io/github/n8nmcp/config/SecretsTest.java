package io.github.n8nmcp.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.n8nmcp.fixture.TestInstance;
import io.github.n8nmcp.json.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys and header values show up in no message and in no text of an object. */
class SecretsTest {
    private static final String SECRET = "hunter2";

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "n8n_api_key": hunter2
            "n8n_api_key": "hunter2
            "n8n_api_key": 'hunter2'
            "n8n_api_key": "\\hunter2"
            "n8n_api_key": "hunter2", "n8n_api_key": "hunter2"
            "n8n_api_key": "key"}, "hunter2"
            """)
    void aFileThatIsNoJsonIsNotQuoted(String settings) throws IOException {
        String file = """
                {"n8n_host": "https://n8n.example.com", SETTINGS}
                """.replace("SETTINGS", settings);

        assertKeptSecret(file);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "n8n_api_key": "key with hunter2"
            "n8n_api_key": "${SECRET} and more"
            "n8n_api_key": "hunter2 ${UNSET}"
            "n8n_api_key": ["hunter2"]
            "n8n_api_key": {"value": "hunter2"}
            "n8n_api_key": "key", "headers": "X-Token: hunter2"
            "n8n_api_key": "key", "headers": ["hunter2"]
            "n8n_api_key": "key", "headers": {"X-Token": ["hunter2"]}
            "n8n_api_key": "key", "headers": {"X-Token": "hunter2\\u0000"}
            "n8n_api_key": "key", "headers": {"X-Token": "${SECRET}\\nand more"}
            "n8n_api_key": "key", "headers": {"X-N8N-API-KEY": "hunter2"}
            "n8n_api_key": "key", "headers": {"X-Token": "hunter2 ${UNSET}"}
            "n8n_api_key": "key", "token": "hunter2"
            "n8n_api_key": "key", "read_only": "hunter2"
            "n8n_api_key": "key", "timeout_ms": "hunter2"
            "n8n_api_key": "key", "webhook_url": "https://me:hunter2@n8n.example.com"
            "n8n_api_key": "key", "errors": "hunter2"
            "n8n_api_key": "hunter2", "headers": {"X-Token": "${SECRET}"}, "timeout_ms": 0
            "n8n_api_key": "hunter2", "headers": {"X-Token": "${SECRET}"}, "ca_file": "missing.pem"
            """)
    void aFaultDoesNotQuoteTheSettings(String settings) throws IOException {
        String file = """
                {"n8n_host": "https://n8n.example.com", SETTINGS}
                """.replace("SETTINGS", settings);

        assertKeptSecret(file);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://me:hunter2@n8n.example.com",
                "https://me:hunter2@n8n.example.com:99999",
                "https://me:hunter2@n8n example.com",
                "https://hunter2@n8n.example.com/api/v1",
                "https://n8n.example.com/?token=hunter2",
                "https://n8n.example.com/#hunter2",
                "hunter2"
            })
    void aUrlIsNotQuoted(String host) throws IOException {
        String file = """
                {"n8n_host": "HOST", "n8n_api_key": "key"}
                """.replace("HOST", host);

        assertKeptSecret(file);
    }

    @Test
    void aFaultBesideTheEnvironmentsDoesNotQuoteThem() throws IOException {
        String file = """
                {
                  "environments": {
                    "production": {
                      "n8n_host": "https://n8n.example.com",
                      "n8n_api_key": "hunter2",
                      "headers": {"X-Token": "${SECRET}"}
                    }
                  },
                  "defaultEnv": "staging"
                }
                """;

        assertKeptSecret(file);
    }

    @ParameterizedTest
    @CsvSource({"https://me:hunter2@n8n.example.com, key", "https://n8n.example.com, key with hunter2"})
    void aFaultInTheVariablesDoesNotQuoteThem(String host, String key) {
        ConfigLookup lookup =
                new ConfigLookup(folder, Map.of("HOME", folder.toString(), "N8N_HOST", host, "N8N_API_KEY", key));

        assertKeptSecret(assertThrows(ConfigException.class, () -> lookup.find(Optional.empty())));
    }

    @Test
    void theKeyAloneInTheVariablesIsNotQuoted() {
        ConfigLookup lookup = new ConfigLookup(folder, Map.of("HOME", folder.toString(), "N8N_API_KEY", SECRET));

        assertKeptSecret(assertThrows(ConfigException.class, () -> lookup.find(Optional.empty())));
    }

    @Test
    void theTextOfAConfigurationShowsNoSecret() throws Exception {
        String written = """
                {
                  "n8n_host": "https://n8n.example.com",
                  "n8n_api_key": "hunter2",
                  "headers": {"X-Literal": "Bearer hunter2", "X-Variable": "${SECRET}"}
                }
                """;
        Path file = write(written);

        Config config = ConfigFile.read(file, Map.of("SECRET", SECRET));

        assertFalse(config.toString().contains(SECRET), config.toString());
    }

    @Test
    void theTextOfAnInstanceIsItsNameAndUrl() {
        Instance instance = instance("the-key", Map.of("X-Token", SECRET));

        assertEquals("Instance[production, https://n8n.example.com]", instance.toString());
    }

    @Test
    void theKeyIsBlottedOutWhereverItStands() {
        Instance instance = instance(SECRET, Map.of());

        assertEquals("*** and '***', but hunter", instance.withoutSecrets("hunter2 and 'hunter2', but hunter"));
    }

    @Test
    void everyHeaderValueIsBlottedOutWhereverItStands() {
        Instance instance = instance("the-key", Map.of("X-First", SECRET, "X-Second", "Bearer abc.def"));

        assertEquals(
                "***: *** is no ***, says *** for X-First",
                instance.withoutSecrets("hunter2: Bearer abc.def is no the-key, says hunter2 for X-First"));
    }

    @Test
    void aHeaderValueIsBlottedOutFromFiveCharactersOn() {
        Instance instance = instance("the-key", Map.of("X-Flag", "true", "X-Token", "12345"));

        assertEquals("true, *** and 1234", instance.withoutSecrets("true, 12345 and 1234"));
    }

    @Test
    void aHeaderValueIsNoPattern() {
        Instance instance = instance("the.key", Map.of("X-Token", "a.b$1\\c"));

        assertEquals("the-key, axb$1\\c, ***, ***", instance.withoutSecrets("the-key, axb$1\\c, a.b$1\\c, the.key"));
    }

    @ParameterizedTest
    @CsvSource({
        "X-Forwarded-Proto, https",
        "X-Forwarded-Host, n8n.example.com",
        "User-Agent, an agent",
        "Accept-Language, de-CH",
        "X-Requested-With, XMLHttpRequest",
        "X-Scheme, https",
        "X-Cache, no-cache"
    })
    void aWellKnownHeaderIsNoSecret(String name, String value) {
        assertEquals(
                "so says " + value, instance("the-key", Map.of(name, value)).withoutSecrets("so says " + value));
    }

    @Test
    void aSecretIsBlottedOutInTextsAndKeysOfATree() throws Exception {
        Instance instance = instance("the-key", Map.of("X-Token", SECRET));
        String withSecrets = """
                {"a":[{"hunter2":"hunter2!"},"hunter2",7,["the-key"]],"b":"hunter"}""";
        JsonNode tree = Json.tree(withSecrets);

        JsonNode clean = instance.secrets().blottedOut(tree);

        String expected = """
                {"a":[{"***":"***!"},"***",7,["***"]],"b":"hunter"}""";
        assertEquals(expected, Json.text(clean));
        assertEquals("\"***\"", Json.text(instance.secrets().blottedOut(Json.tree("\"hunter2\""))));
    }

    /** A run that turns its headers into a text has them as JSON. */
    @Test
    void aSecretIsBlottedOutAsItStandsInJson() {
        Instance instance = instance("the-key", Map.of("X-Token", "to\"ken\\7"));

        assertEquals(
                "*** {\"x-token\":\"***\"}", instance.withoutSecrets("to\"ken\\7 {\"x-token\":\"to\\\"ken\\\\7\"}"));
    }

    private void assertKeptSecret(String json) throws IOException {
        Path file = write(json);
        assertKeptSecret(assertThrows(ConfigException.class, () -> ConfigFile.read(file, Map.of("SECRET", SECRET))));
    }

    /** Looks at the whole stack trace, because it is what a log shows: causes have messages too. */
    private static void assertKeptSecret(ConfigException fault) {
        StringWriter text = new StringWriter();
        fault.printStackTrace(new PrintWriter(text, true));
        assertFalse(text.toString().contains(SECRET), text.toString());
    }

    private Path write(String json) throws IOException {
        return Files.writeString(folder.resolve("config.json"), json);
    }

    @Test
    void theTokenOfN8nsMcpServerIsBlottedOut() {
        Instance instance = instance("the-key", Map.of(), Optional.of("mcp-token"));

        assertEquals("no ***, and no ***", instance.withoutSecrets("no mcp-token, and no the-key"));
        assertFalse(instance.toString().contains("mcp-token"));
    }

    private static Instance instance(String apiKey, Map<String, String> headers) {
        return instance(apiKey, headers, Optional.empty());
    }

    private static Instance instance(String apiKey, Map<String, String> headers, Optional<String> mcpToken) {
        return TestInstance.at("https://n8n.example.com")
                .withKey(apiKey)
                .withHeaders(headers)
                .withMcpToken(mcpToken)
                .build();
    }
}
