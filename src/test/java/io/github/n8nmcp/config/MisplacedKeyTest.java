package io.github.n8nmcp.config;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A key that was pasted into the wrong place of the configuration is not quoted. */
class MisplacedKeyTest {
    private static final String TOKEN = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl";
    private static final String OLD_KEY = "n8n_api_0123456789abcdef0123456789abcdef";

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"environments\": {\"KEY\": {\"n8n_host\": \"https://n\", \"n8n_api_key\": \"k\"}}, \"defaultEnv\": \"KEY\"}",
                "{\"environments\": {\"KEY\": \"https://n\"}, \"defaultEnv\": \"KEY\"}",
                "{\"environments\": {\"KEY\": {\"n8n_host\": \"https://n\"}}, \"defaultEnv\": \"KEY\"}",
                "{\"environments\": {\"a\": {\"n8n_host\": \"https://n\", \"n8n_api_key\": \"k\"}}, \"defaultEnv\": \"KEY\"}",
                "{\"n8n_host\": \"https://n/KEY\", \"n8n_api_key\": \"k\"}",
                "{\"n8n_host\": \"https://n/n8n/KEY/api/v1\", \"n8n_api_key\": \"k\"}",
                "{\"n8n_host\": \"https://n\", \"n8n_api_key\": \"k\", \"webhook_url\": \"https://n/KEY\"}",
                "{\"n8n_host\": \"https://n\", \"n8n_api_key\": \"k\", \"KEY\": true}",
                "{\"n8n_host\": \"https://n\", \"n8n_api_key\": \"k\", \"headers\": {\"KEY\": 1}}",
                "{\"n8n_host\": \"https://n\", \"n8n_api_key\": \"${KEY}\"}",
                "{\"n8n_host\": \"https://n\", \"n8n_api_key\": \"k\", \"errors\": \"KEY\"}",
                "{\"n8n_host\": \"https://n\", \"n8n_api_key\": \"k\", \"proxy\": \"KEY\", \"errors\": \"KEY\"}"
            })
    void isNotQuoted(String json) throws IOException {
        for (String key : new String[] {TOKEN, OLD_KEY}) {
            Path file = Files.writeString(folder.resolve("config.json"), json.replace("KEY", key));

            ConfigException fault = assertThrows(ConfigException.class, () -> ConfigFile.read(file, Map.of()));

            assertFalse(fault.getMessage().contains(key), fault.getMessage());
            assertFalse(fault.getMessage().contains(key.substring(0, 30)), fault.getMessage());
        }
    }
}
