package io.github.n8nmcp.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is understood as the address of an n8n, and where its configuration may lie. */
class AddressTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "https://n8n.example.com/home/workflows, https://n8n.example.com",
        "https://n8n.example.com/home/workflows?projectId=7, https://n8n.example.com",
        "https://n8n.example.com/sub/workflow/AbC123, https://n8n.example.com/sub",
        "https://n8n.example.com/workflow/AbC123/executions/9#x, https://n8n.example.com",
        "https://n8n.example.com/projects/7/workflows, https://n8n.example.com",
        "https://n8n.example.com/settings/api, https://n8n.example.com",
        "https://n8n.example.com/home, https://n8n.example.com/home",
        "https://n8n.example.com/workflow, https://n8n.example.com/workflow",
        "https://n8n.example.com/x//api//v1/, https://n8n.example.com/x",
        "https://n8n.example.com/v1, https://n8n.example.com/v1",
        "${HOST}/n8n, https://from.variable/n8n"
    })
    void anAddressCopiedFromABrowserIsUnderstood(String given, String base) throws Exception {
        assertEquals(base, read(given, "").baseUrl().toString());
    }

    @ParameterizedTest
    @CsvSource({
        "https://n8n.example.com, '\"proxy\": \"http://me:s%40t@proxy:3128\",', proxy:3128, Basic bWU6c0B0",
        "http://localhost:5678, '\"proxy\": \"http://proxy:3128\",', proxy:3128, ",
        "https://n8n.example.com, , secure:1, Basic dTpw",
        "http://n8n.example.com, , plain:2, ",
        "http://localhost:5678, , , ",
        "http://127.0.0.2:5678, , , ",
        "http://[::1]:5678, , , ",
        "https://n8n.internal.corp, , , ",
        "https://corp, , , ",
        "https://mycorp, , secure:1, Basic dTpw",
        "https://ported.example, , secure:1, Basic dTpw",
        "https://ported.example:8443, , , ",
    })
    void proxiesAreFollowed(String host, String proxy, String expected, String authorization) throws Exception {
        Instance instance = read(host, proxy == null ? "" : proxy);

        Optional<ProxyServer> found = instance.proxies().to(instance.baseUrl());

        assertEquals(Optional.ofNullable(expected), found.map(ProxyServer::toString));
        assertEquals(Optional.ofNullable(authorization), found.flatMap(ProxyServer::authorization));
    }

    @Test
    void thePasswordOfAProxyIsASecret() throws Exception {
        Instance instance = read("https://n8n.example.com", "\"proxy\": \"http://me:hunter2@proxy:3128\",");

        assertEquals("*** *** proxy", instance.withoutSecrets("hunter2 bWU6aHVudGVyMg== proxy"));
        assertEquals(
                "Optional[proxy:3128]",
                instance.proxies().to(instance.baseUrl()).toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"socks5://proxy:1", "https://proxy:1", "proxy:port", "http://"})
    void aProxyThatCannotBeUsedIsAFault(String proxy) {
        ConfigException fault = assertThrows(
                ConfigException.class, () -> read("https://n8n.example.com", "\"proxy\": \"" + proxy + "\","));

        assertTrue(fault.getMessage().contains("proxy is not an HTTP proxy. Write it as \"http://host:port\""));
    }

    @Test
    void thoseWhoConfigureByVariablesMayNameACaFileByAVariable() throws Exception {
        Path ca = Files.writeString(folder.resolve("ca.pem"), "");
        Map<String, String> variables =
                Map.of("N8N_HOST", "https://n", "N8N_API_KEY", "k", "N8N_CA_FILE", ca.toString());

        Config config = new ConfigLookup(folder, variables).find(Optional.empty());

        assertEquals(Optional.of(ca), config.instances().get("default").caFile());
    }

    @Test
    void aDeviceIsNoConfigurationAndIsNotRead() {
        Path zero = Path.of("/dev/zero");

        ConfigException fault = assertThrows(ConfigException.class, () -> ConfigFile.read(zero, Map.of()));

        assertEquals("/dev/zero is a pipe or a device. Write the configuration to a file.", fault.getMessage());
    }

    private Instance read(String host, String more) throws IOException, ConfigException {
        Path file = Files.writeString(
                folder.resolve("config.json"),
                "{" + more + "\"n8n_host\": \"" + host + "\", \"n8n_api_key\": \"key\"}");
        Map<String, String> variables = Map.of(
                "HOST", "https://from.variable",
                "HTTPS_PROXY", "http://u:p@secure:1",
                "http_proxy", "plain:2",
                "HTTP_PROXY", "http://other:3",
                "NO_PROXY", "a.example, .corp,ported.example:8443");
        return ConfigFile.read(file, variables).instances().get("default");
    }
}
