package io.github.n8nmcp.config;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a configuration file may say, and the sentence for everything that it may not say. */
class ConfigFileTest {
    private static final String HOST_AND_KEY = """
            {"n8n_host": "https://n8n.example.com", "n8n_api_key": "key"}
            """;

    private static final String MISSING_COMMA = """
            {
              "n8n_host": "https://n8n.example.com"
              "n8n_api_key": "key"
            }
            """;

    private static final String SINGLE_QUOTES = """
            {
              "n8n_host": "https://n8n.example.com",
              'n8n_api_key': "key"
            }
            """;

    private static final String COMMENT = """
            {
              "n8n_host": "https://n8n.example.com",
              // The key of the owner.
              "n8n_api_key": "key"
            }
            """;

    private static final String TEXT_WITHOUT_QUOTES = """
            {
              "n8n_host": "https://n8n.example.com",
              "n8n_api_key": key
            }
            """;

    private static final String OPEN_QUOTE = """
            {
              "n8n_host": "https://n8n.example.com",
              "n8n_api_key": "key
            }
            """;

    private static final String SECOND_OBJECT = """
            {
              "n8n_host": "https://n8n.example.com", "n8n_api_key": "key"
            } {}
            """;

    private static final String KEY_TWICE = """
            {
              "n8n_host": "https://n8n.example.com",
              "n8n_host": "https://other.example.com",
              "n8n_api_key": "key"
            }
            """;

    private static final Map<String, String> VARIABLES =
            Map.of("A", "first", "B_2", "second", "PADDED", " padded\n", "ODD", "a$1\\b${A}", "BLANK", " ");

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            https://n8n.example.com                | https://n8n.example.com
            https://n8n.example.com/               | https://n8n.example.com
            https://n8n.example.com///             | https://n8n.example.com
            https://n8n.example.com/api            | https://n8n.example.com
            https://n8n.example.com/api/v1         | https://n8n.example.com
            https://n8n.example.com/api/v1/        | https://n8n.example.com
            https://n8n.example.com//api//v1//     | https://n8n.example.com
            https://n8n.example.com/n8n            | https://n8n.example.com/n8n
            https://n8n.example.com/n8n/           | https://n8n.example.com/n8n
            https://n8n.example.com/n8n/api/v1/    | https://n8n.example.com/n8n
            https://n8n.example.com/api/v1/n8n     | https://n8n.example.com/api/v1/n8n
            https://n8n.example.com/my-api         | https://n8n.example.com/my-api
            https://api.example.com/api/v1         | https://api.example.com
            ' https://n8n.example.com/ '           | https://n8n.example.com
            HTTPS://n8n.example.com                | HTTPS://n8n.example.com
            http://localhost:5678                  | http://localhost:5678
            http://localhost:65535/                | http://localhost:65535
            http://192.168.1.2:5678/               | http://192.168.1.2:5678
            http://[::1]:5678/api/v1               | http://[::1]:5678
            """)
    void theHostIsTheBaseUrlHoweverItIsWritten(String written, URI baseUrl) throws Exception {
        String settings = """
                "n8n_host": "HOST", "n8n_api_key": "key"
                """.replace("HOST", written);
        Instance instance = instanceOf(settings);

        assertEquals(baseUrl, instance.baseUrl());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            https://n8n.example.com                | https://n8n.example.com/webhook
            https://n8n.example.com/api/v1/        | https://n8n.example.com/webhook
            https://n8n.example.com/n8n/           | https://n8n.example.com/n8n/webhook
            """)
    void webhooksLiveBelowTheHostByDefault(String host, URI webhookUrl) throws Exception {
        String settings = """
                "n8n_host": "HOST", "n8n_api_key": "key"
                """.replace("HOST", host);
        Instance instance = instanceOf(settings);

        assertEquals(webhookUrl, instance.webhookUrl());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            https://hooks.example.com              | https://hooks.example.com
            https://hooks.example.com/hook//       | https://hooks.example.com/hook
            https://hooks.example.com/api/v1/      | https://hooks.example.com/api/v1
            """)
    void webhooksLiveWhereWebhookUrlSays(String written, URI webhookUrl) throws Exception {
        String setting = """
                "webhook_url": "URL"
                """.replace("URL", written);
        Instance instance = instanceWith(setting);

        assertEquals(webhookUrl, instance.webhookUrl());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            the-key              | the-key
            ' the-key '          | the-key
            ${A}                 | first
            ${A}${B_2}           | firstsecond
            before-${A}.after    | before-first.after
            ${PADDED}            | padded
            ${ODD}               | a$1\\b${A}
            $A                   | $A
            """)
    void theKeyIsTakenWithItsVariablesAndWithoutTheSpaceAround(String written, String apiKey) throws Exception {
        String settings = """
                "n8n_host": "https://n8n.example.com", "n8n_api_key": "KEY"
                """.replace("KEY", written);
        Instance instance = instanceOf(settings);

        assertEquals(apiKey, instance.apiKey());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            x                    | x
            ' two words '        | two words
            Bearer ${A}          | Bearer first
            ${A} ${B_2}          | first second
            ${PADDED}            | padded
            ${ODD}               | a$1\\b${A}
            """)
    void aHeaderIsTakenWithItsVariablesAndWithoutTheSpaceAround(String written, String value) throws Exception {
        String setting = """
                "headers": {"X-Token": "VALUE"}
                """.replace("VALUE", written);
        Instance instance = instanceWith(setting);

        assertEquals(Map.of("X-Token", value), instance.headers());
    }

    @Test
    void headersKeepTheirOrderAndSpelling() throws Exception {
        String headers = """
                "headers": {"x-Zebra": "1", "Authorization": "2", "CF-Access-Client-Id": "3", "b": "4"}
                """;
        Instance instance = instanceWith(headers);

        assertEquals(
                List.of("x-Zebra", "Authorization", "CF-Access-Client-Id", "b"),
                List.copyOf(instance.headers().keySet()));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 30_001, 3_600_000})
    void theTimeoutIsInMilliseconds(int milliseconds) throws Exception {
        String setting = """
                "timeout_ms": NUMBER
                """.replace("NUMBER", Integer.toString(milliseconds));
        Instance instance = instanceWith(setting);

        assertEquals(Duration.ofMillis(milliseconds), instance.timeout());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anInstanceCanBeReadOnly(boolean readOnly) throws Exception {
        String setting = """
                "read_only": FLAG
                """.replace("FLAG", Boolean.toString(readOnly));
        Instance instance = instanceWith(setting);

        assertEquals(readOnly, instance.readOnly());
    }

    @Test
    void theCertificateFileIsRelativeToTheFolderOfTheFile() throws Exception {
        Path certificates = Files.writeString(folder.resolve("ca.pem"), "certificates");

        String caFile = """
                "ca_file": "ca.pem"
                """;
        Instance instance = instanceWith(caFile);

        assertEquals(Optional.of(certificates), instance.caFile());
    }

    @Test
    void theTokenOfN8nsMcpServerMayBeAVariable() throws Exception {
        assertEquals(Optional.empty(), instanceWith("\"timeout_ms\": 5").mcpToken());
        assertEquals(
                Optional.of("first"), instanceWith("\"mcp_token\": \"${A}\"").mcpToken());
    }

    @Test
    void theCertificateFileMayBeAnywhere(@TempDir Path elsewhere) throws Exception {
        Path certificates = Files.writeString(elsewhere.resolve("ca.pem"), "certificates");

        String caFile = """
                "ca_file": "FILE"
                """.replace("FILE", inJson(certificates));
        Instance instance = instanceWith(caFile);

        assertEquals(Optional.of(certificates), instance.caFile());
    }

    @Test
    void theBackupFolderIsRelativeToTheFolderOfTheFile() throws Exception {
        String backupDir = """
                "backup_dir": "backups/n8n"
                """;
        Config config = configWith(backupDir);

        assertEquals(Optional.of(folder.resolve("backups").resolve("n8n")), config.backupDir());
    }

    @Test
    void theBackupFolderMayBeAnywhere(@TempDir Path elsewhere) throws Exception {
        String backupDir = """
                "backup_dir": "FOLDER"
                """.replace("FOLDER", inJson(elsewhere));
        Config config = configWith(backupDir);

        assertEquals(Optional.of(elsewhere), config.backupDir());
    }

    @Test
    void theBackupFolderMayBeInTheHomeOfTheUser() throws Exception {
        String backupDir = """
                "backup_dir": "~/backups/n8n"
                """;
        Config config = configWith(backupDir);

        assertEquals(Optional.of(Path.of(System.getProperty("user.home"), "backups", "n8n")), config.backupDir());
    }

    @ParameterizedTest
    @CsvSource({"auto, AUTO", "protocol, PROTOCOL", "result, RESULT"})
    void errorsChoosesTheirStyle(String written, ErrorStyle style) throws Exception {
        String setting = """
                "errors": "STYLE"
                """.replace("STYLE", written);
        Config config = configWith(setting);

        assertEquals(style, config.errors());
    }

    @Test
    void structuredContentCanBeLeftOut() throws Exception {
        String switchedOff = """
                "structured_content": false
                """;
        Config without = configWith(switchedOff);
        String anotherSetting = """
                "errors": "auto"
                """;
        Config with = configWith(anotherSetting);

        assertFalse(without.structuredContent());
        assertTrue(with.structuredContent());
    }

    @Test
    void settingsThatAreMissingHaveDefaults() throws Exception {
        Config config = read(HOST_AND_KEY);

        Instance instance = config.instances().get("default");
        assertAll(
                () -> assertEquals(Duration.ofSeconds(30), instance.timeout()),
                () -> assertFalse(instance.readOnly()),
                () -> assertEquals(Map.of(), instance.headers()),
                () -> assertEquals(Optional.empty(), instance.caFile()),
                () -> assertEquals(ErrorStyle.AUTO, config.errors()),
                () -> assertEquals(Optional.empty(), config.backupDir()));
    }

    @Test
    void aSettingThatIsNullCountsAsMissing() throws Exception {
        String withNulls = """
                {
                  "n8n_host": "https://n8n.example.com",
                  "n8n_api_key": "key",
                  "webhook_url": null,
                  "ca_file": null,
                  "errors": null,
                  "backup_dir": null
                }
                """;
        Config config = read(withNulls);

        Instance instance = config.instances().get("default");
        assertAll(
                () -> assertEquals(URI.create("https://n8n.example.com/webhook"), instance.webhookUrl()),
                () -> assertEquals(Optional.empty(), instance.caFile()),
                () -> assertEquals(ErrorStyle.AUTO, config.errors()),
                () -> assertEquals(Optional.empty(), config.backupDir()));
    }

    @Test
    void aSingleInstanceIsNamedDefault() throws Exception {
        String singleInstance = """
                {
                  "n8n_host": "https://n8n.example.com",
                  "n8n_api_key": "key",
                  "timeout_ms": 5,
                  "read_only": true,
                  "errors": "result",
                  "backup_dir": "backups"
                }
                """;
        Config config = read(singleInstance);

        Instance instance = config.instances().get("default");
        assertAll(
                () -> assertEquals("default", config.defaultInstance()),
                () -> assertEquals(1, config.instances().size()),
                () -> assertEquals("default", instance.name()),
                () -> assertEquals(Duration.ofMillis(5), instance.timeout()),
                () -> assertTrue(instance.readOnly()),
                () -> assertEquals(ErrorStyle.RESULT, config.errors()),
                () -> assertEquals(Optional.of(folder.resolve("backups")), config.backupDir()));
    }

    @Test
    void theOrderOfTheEnvironmentsIsThatOfTheFile() throws Exception {
        String environments = """
                {
                  "defaultEnv": "live",
                  "environments": {
                    "zebra": {"n8n_host": "http://z", "n8n_api_key": "key"},
                    "live": {"n8n_host": "http://l", "n8n_api_key": "key"},
                    "a": {"n8n_host": "http://a", "n8n_api_key": "key"},
                    "Middle One": {"n8n_host": "http://m", "n8n_api_key": "key"}
                  }
                }
                """;
        Config config = read(environments);

        assertEquals(
                List.of("zebra", "live", "a", "Middle One"),
                List.copyOf(config.instances().keySet()));
        assertEquals("live", config.defaultInstance());
    }

    @Test
    void everyEnvironmentHasItsOwnSettings() throws Exception {
        String environments = """
                {
                  "environments": {
                    "live": {"n8n_host": "http://live", "n8n_api_key": "live-key", "read_only": true},
                    "test": {"n8n_host": "http://test", "n8n_api_key": "test-key", "timeout_ms": 7}
                  },
                  "defaultEnv": "test"
                }
                """;
        Config config = read(environments);

        Instance live = config.instances().get("live");
        Instance test = config.instances().get("test");
        assertAll(
                () -> assertEquals("live", live.name()),
                () -> assertEquals("live-key", live.apiKey()),
                () -> assertTrue(live.readOnly()),
                () -> assertEquals(Duration.ofSeconds(30), live.timeout()),
                () -> assertEquals("test", test.name()),
                () -> assertEquals("test-key", test.apiKey()),
                () -> assertFalse(test.readOnly()),
                () -> assertEquals(Duration.ofMillis(7), test.timeout()));
    }

    @Test
    void theConfigurationIsNamedAfterItsFile() throws Exception {
        String anySetting = """
                "errors": "auto"
                """;
        Config config = configWith(anySetting);

        assertEquals(file().toString(), config.source());
    }

    @Test
    void aByteOrderMarkIsAccepted() throws Exception {
        Config config = read("\uFEFF" + """
                {"n8n_host": "https://n8n.example.com", "n8n_api_key": "key"}
                """);

        assertEquals("default", config.defaultInstance());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "n8n_hots": "http://n8n"             | unknown key PATHn8n_hots | Known here: n8n_host, n8n_api_key, \
            timeout_ms, read_only, headers, webhook_url, ca_file, mcp_token
            "N8N_HOST": "http://n8n"             | unknown key PATHN8N_HOST | Known here: n8n_host,
            "timeout_ms": 0                      | PATHtimeout_ms | must be a whole number of milliseconds from 1 to 3600000.
            "timeout_ms": -1                     | PATHtimeout_ms | must be a whole number of milliseconds from 1 to 3600000.
            "timeout_ms": 3600001                | PATHtimeout_ms | must be a whole number of milliseconds from 1 to 3600000.
            "timeout_ms": 4294967297             | PATHtimeout_ms | must be a whole number of milliseconds from 1 to 3600000.
            "timeout_ms": 99999999999999999999   | PATHtimeout_ms | must be a whole number of milliseconds from 1 to 3600000.
            "timeout_ms": 1.5                    | PATHtimeout_ms | must be a whole number of milliseconds from 1 to 3600000.
            "timeout_ms": "30000"                | PATHtimeout_ms | must be a whole number of milliseconds from 1 to 3600000.
            "timeout_ms": true                   | PATHtimeout_ms | must be a whole number of milliseconds from 1 to 3600000.
            "read_only": "true"                  | PATHread_only | must be true or false, without quotes.
            "read_only": 1                       | PATHread_only | must be true or false, without quotes.
            "headers": "X-Token: x"              | PATHheaders | must be an object of names and values.
            "headers": ["X-Token: x"]            | PATHheaders | must be an object of names and values.
            "headers": {"X-Token": 1}            | PATHheaders.X-Token | must be a text.
            "headers": {"X-Token": null}         | PATHheaders.X-Token | must be a text.
            "headers": {"X-Token": ""}           | PATHheaders.X-Token | is empty or has characters that no header may have.
            "headers": {"X-Token": "  "}         | PATHheaders.X-Token | is empty or has characters that no header may have.
            "headers": {"X-Token": "a\\nb"}      | PATHheaders.X-Token | is empty or has characters that no header may have.
            "headers": {"X-Token": "a\\tb"}      | PATHheaders.X-Token | is empty or has characters that no header may have.
            "headers": {"X-Token": "é"}          | PATHheaders.X-Token | is empty or has characters that no header may have.
            "headers": {"X-Token": "${UNSET}"}   | PATHheaders.X-Token | names the environment variable UNSET, which is \
            not set. Set it where the server is started, or write the value itself.
            "headers": {"X-Token": "a ${BLANK}"} | PATHheaders.X-Token | names the environment variable BLANK, which is \
            not set. Set it where the server is started, or write the value itself.
            "headers": {"X Token": "x"}          | PATHheaders.X Token | is not a header that can be set. Remove it.
            "headers": {"X-Token:": "x"}         | PATHheaders.X-Token: | is not a header that can be set. Remove it.
            "headers": {"": "x"}                 | PATHheaders. | is not a header that can be set. Remove it.
            "webhook_url": 5                     | PATHwebhook_url | must be a text that is not empty.
            "webhook_url": " "                   | PATHwebhook_url | must be a text that is not empty.
            "ca_file": 5                         | PATHca_file | must be a text that is not empty.
            "ca_file": ""                        | PATHca_file | must be a text that is not empty.
            "ca_file": "missing.pem"             | PATHca_file | missing.pem, which cannot be read. Name a PEM file.
            "mcp_token": 5                       | PATHmcp_token | must be a text that is not empty.
            "mcp_token": "a b"                   | PATHmcp_token | is empty or has characters that no token has. Copy \
            it again from n8n's Settings > MCP.
            "mcp_token": "${UNSET}"              | PATHmcp_token | names the environment variable UNSET, which is not set.
            """)
    void aWrongSettingOfAnInstanceIsNamedWithItsRemedy(String setting, String key, String remedy) {
        String settings = """
                "n8n_host": "https://n8n.example.com", "n8n_api_key": "key", SETTING
                """.replace("SETTING", setting);

        assertFaultOfInstance(settings, key, remedy);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Accept",
                "accept-encoding",
                "Connection",
                "CONTENT-LENGTH",
                "Content-Type",
                "Expect",
                "Host",
                "Upgrade",
                "X-N8N-API-KEY"
            })
    void aHeaderOfTheClientItselfCannotBeSet(String header) {
        String settings = """
                "n8n_host": "https://n8n.example.com", "n8n_api_key": "key", "headers": {"HEADER": "x"}
                """.replace("HEADER", header);

        assertFaultOfInstance(settings, "PATHheaders." + header, "is not a header that can be set. Remove it.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "n8n.example.com",
                "localhost:5678",
                "ftp://n8n.example.com",
                "file:///n8n",
                "https://",
                "https:/n8n.example.com",
                "https:n8n.example.com",
                "http://n8n example.com",
                "http://localhost:65536",
                "http://localhost:port",
                "https://n8n.example.com?",
                "https://n8n.example.com/?a=b",
                "https://n8n.example.com/#",
                "https://n8n.example.com/#a",
                "${A}",
                "/n8n",
                "/"
            })
    void whatIsNoBaseUrlIsRefused(String url) {
        String remedy =
                "is not a base URL. Write it as \"https://n8n.example.com\" or \"http://localhost:5678\", with a "
                        + "sub-path if your n8n has one, and without ? or #.";

        assertFaultOfUrl(url, remedy);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://me:password@n8n.example.com", "https://me@n8n.example.com/n8n", "http://@localhost:5678"
            })
    void aUserInAUrlIsRefused(String url) {
        assertFaultOfUrl(url, "holds a user name or password. Put them under \"headers\" as Authorization.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "n8n_api_key": "key"                     | is missing. Set it to the base URL of the n8n, such as \
            "https://n8n.example.com".
            "n8n_api_key": "key", "n8n_host": null   | is missing. Set it to the base URL of the n8n, such as \
            "https://n8n.example.com".
            "n8n_api_key": "key", "n8n_host": ""     | must be a text that is not empty.
            "n8n_api_key": "key", "n8n_host": " "    | must be a text that is not empty.
            "n8n_api_key": "key", "n8n_host": 5678   | must be a text that is not empty.
            "n8n_api_key": "key", "n8n_host": ["a"]  | must be a text that is not empty.
            """)
    void anInstanceNeedsItsHost(String settings, String remedy) {
        assertFaultOfInstance(settings, "PATHn8n_host", remedy);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "n8n_host": "http://n8n"                              | is missing. Make a key in n8n under Settings > n8n \
            API, and put it there or in a variable, as "${N8N_KEY}".
            "n8n_host": "http://n8n", "n8n_api_key": null         | is missing. Make a key in n8n under Settings > n8n \
            API, and put it there or in a variable, as "${N8N_KEY}".
            "n8n_host": "http://n8n", "n8n_api_key": ""           | must be a text that is not empty.
            "n8n_host": "http://n8n", "n8n_api_key": " "          | must be a text that is not empty.
            "n8n_host": "http://n8n", "n8n_api_key": 12345        | must be a text that is not empty.
            "n8n_host": "http://n8n", "n8n_api_key": {"a": "b"}   | must be a text that is not empty.
            "n8n_host": "http://n8n", "n8n_api_key": "two words"  | is empty or has characters that no key has. Copy the \
            key from n8n again.
            "n8n_host": "http://n8n", "n8n_api_key": "a\\nb"      | is empty or has characters that no key has. Copy the \
            key from n8n again.
            "n8n_host": "http://n8n", "n8n_api_key": "kéy"        | is empty or has characters that no key has. Copy the \
            key from n8n again.
            "n8n_host": "http://n8n", "n8n_api_key": "${UNSET}"   | names the environment variable UNSET, which is not \
            set. Set it where the server is started, or write the value itself.
            "n8n_host": "http://n8n", "n8n_api_key": "a${BLANK}"  | names the environment variable BLANK, which is not \
            set. Set it where the server is started, or write the value itself.
            """)
    void anInstanceNeedsItsKey(String settings, String remedy) {
        assertFaultOfInstance(settings, "PATHn8n_api_key", remedy);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "defaultEnv": "live", "default": "live"        | unknown key default. | Known here: environments, defaultEnv, \
            errors, structured_content, backup_dir.
            "defaultEnv": "live", "n8n_host": "http://n8n" | unknown key n8n_host. | Known here: environments, defaultEnv, \
            errors, structured_content, backup_dir.
            "defaultEnv": "live", "n8n_api_key": "key"     | unknown key n8n_api_key. | Known here: environments, \
            defaultEnv, errors, structured_content, backup_dir.
            "errors": "auto"                               | defaultEnv is missing | Set it to one of: test, live.
            "defaultEnv": null                             | defaultEnv is missing | Set it to one of: test, live.
            "defaultEnv": "Live"                           | defaultEnv names 'Live', which is no environment | Set it to \
            one of: test, live.
            "defaultEnv": ""                               | defaultEnv | must be a text that is not empty.
            "defaultEnv": 1                                | defaultEnv | must be a text that is not empty.
            "defaultEnv": ["live"]                         | defaultEnv | must be a text that is not empty.
            "defaultEnv": "live", "errors": "jsonrpc"      | errors | must be "auto", "protocol" or "result".
            "defaultEnv": "live", "errors": "AUTO"         | errors | must be "auto", "protocol" or "result".
            "defaultEnv": "live", "errors": true           | errors | must be a text that is not empty.
            "defaultEnv": "live", "backup_dir": false      | backup_dir | must be a text that is not empty.
            "defaultEnv": "live", "backup_dir": ""         | backup_dir | must be a text that is not empty.
            """)
    void aWrongSettingBesideTheEnvironmentsIsNamedWithItsRemedy(String settings, String key, String remedy) {
        String environments = """
                {
                  "environments": {
                    "test": {"n8n_host": "http://test", "n8n_api_key": "key"},
                    "live": {"n8n_host": "http://live", "n8n_api_key": "key"}
                  },
                  SETTINGS
                }
                """.replace("SETTINGS", settings);

        assertFault(environments, key, remedy);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "defaultEnv": "a"                          | "environments" | must be an object with at least one n8n, such as {
            "environments": {}, "defaultEnv": "a"      | "environments" | must be an object with at least one n8n, such as {
            "environments": [], "defaultEnv": "a"      | "environments" | must be an object with at least one n8n, such as {
            "environments": "a", "defaultEnv": "a"     | "environments" | must be an object with at least one n8n, such as {
            "environments": null, "defaultEnv": "a"    | "environments" | must be an object with at least one n8n, such as {
            "environments": {"a": "b"}                 | environments.a | must be an object with n8n_host and n8n_api_key.
            "environments": {"a": null}                | environments.a | must be an object with n8n_host and n8n_api_key.
            "environments": {"a": []}                  | environments.a | must be an object with n8n_host and n8n_api_key.
            "environments": {"": {}}                   | an environment has an empty name | Give it one.
            "environments": {" ": {}}                  | an environment has an empty name | Give it one.
            """)
    void environmentsNamesOneObjectForEachInstance(String settings, String key, String remedy) {
        assertFault("{" + settings + "}", key, remedy);
    }

    @Test
    void theExampleInTheSentenceAboutEnvironmentsIsRight() throws Exception {
        String message = assertThrows(ConfigException.class, () -> read("{}")).getMessage();
        String example = message.substring(message.indexOf("such as ") + "such as ".length(), message.length() - 1);

        String environments = """
                {"environments": EXAMPLE, "defaultEnv": "production"}
                """.replace("EXAMPLE", example.replace("…", "key"));
        Config config = read(environments);

        assertEquals("production", config.instances().get("production").name());
    }

    @Test
    void theFaultIsNamedInTheEnvironmentThatHasIt() {
        String environments = """
                {
                  "environments": {
                    "test": {"n8n_host": "http://test", "n8n_api_key": "key"},
                    "live": {"n8n_host": "http://live", "n8n_api_key": "key", "timeout_ms": 0}
                  },
                  "defaultEnv": "test"
                }
                """;

        assertFault(environments, "environments.live.timeout_ms", "must be a whole number");
    }

    @Test
    void defaultEnvIsRefusedWithASingleInstance() {
        String singleInstance = """
                {"n8n_host": "https://n8n.example.com", "n8n_api_key": "key", "defaultEnv": "default"}
                """;

        assertFault(
                singleInstance,
                "unknown key defaultEnv.",
                "Known here: n8n_host, n8n_api_key, timeout_ms, read_only, headers, webhook_url, ca_file, mcp_token, ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "[]", "null", "5", "\"n8n_host\""})
    void theTopLevelIsAnObject(String json) {
        assertFault(json, "the top level", "must be an object with \"environments\" and \"defaultEnv\".");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {MISSING_COMMA, SINGLE_QUOTES, COMMENT, TEXT_WITHOUT_QUOTES, OPEN_QUOTE, SECOND_OBJECT, KEY_TWICE
            })
    void invalidJsonIsNamedWithItsLine(String json) {
        ConfigException fault = assertThrows(ConfigException.class, () -> read(json));

        assertTrue(fault.getMessage().startsWith(file() + " is not valid JSON (line 3, column "), fault.getMessage());
        assertTrue(
                fault.getMessage().endsWith("). Correct it there, or begin again with a copy of config.example.json."),
                fault.getMessage());
    }

    @Test
    void aKeyThatIsThereTwiceInAnEnvironmentIsRefused() {
        String environments = """
                {
                  "environments": {
                    "live": {"n8n_host": "http://live", "n8n_api_key": "key"},
                    "live": {"n8n_host": "http://other", "n8n_api_key": "key"}
                  },
                  "defaultEnv": "live"
                }
                """;

        assertFault(environments, "(line 4, ", "Correct it there");
    }

    @Test
    void aFileThatIsMissingIsNamed() {
        ConfigException fault = assertThrows(ConfigException.class, () -> ConfigFile.read(file(), VARIABLES));

        assertEquals(file() + " cannot be read. Check that it exists and that you may read it.", fault.getMessage());
    }

    @Test
    void aFolderIsNoFile() {
        ConfigException fault = assertThrows(ConfigException.class, () -> ConfigFile.read(folder, VARIABLES));

        assertEquals(folder + " cannot be read. Check that it exists and that you may read it.", fault.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw-r--r--", "r--r--r--"})
    void aFileThatOthersCanReadIsWarnedOf(String permissions) throws Exception {
        List<String> warnings = warningsOfFileWith(permissions);

        assertEquals(
                List.of(file() + " can be read by other users of this machine. Run: chmod 600 " + file()), warnings);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-------", "r--------", "rwx--x--x"})
    void aFileThatOnlyItsOwnerCanReadIsNotWarnedOf(String permissions) throws Exception {
        assertEquals(List.of(), warningsOfFileWith(permissions));
    }

    private Config read(String json) throws IOException, ConfigException {
        Files.writeString(file(), json);
        return ConfigFile.read(file(), VARIABLES);
    }

    private Path file() {
        return folder.resolve("config.json");
    }

    private Instance instanceOf(String settings) throws IOException, ConfigException {
        return read("{" + settings + "}").instances().get("default");
    }

    private Instance instanceWith(String setting) throws IOException, ConfigException {
        return configWith(setting).instances().get("default");
    }

    private Config configWith(String setting) throws IOException, ConfigException {
        String singleInstance = """
                {"n8n_host": "https://n8n.example.com", "n8n_api_key": "key", SETTING}
                """.replace("SETTING", setting);
        return read(singleInstance);
    }

    /** Both forms of the file have the same rules for an instance; only the path of the key differs. */
    private void assertFaultOfInstance(String settings, String key, String remedy) {
        assertFault("{" + settings + "}", key.replace("PATH", ""), remedy);
        String environments = """
                {"environments": {"live": {SETTINGS}}, "defaultEnv": "live"}
                """.replace("SETTINGS", settings);

        assertFault(environments, key.replace("PATH", "environments.live."), remedy);
    }

    private void assertFaultOfUrl(String url, String remedy) {
        String host = """
                "n8n_host": "URL", "n8n_api_key": "key"
                """.replace("URL", url);
        String webhookUrl = """
                "n8n_host": "https://n8n.example.com", "n8n_api_key": "key", "webhook_url": "URL"
                """.replace("URL", url);

        assertFaultOfInstance(host, "PATHn8n_host", remedy);
        assertFaultOfInstance(webhookUrl, "PATHwebhook_url", remedy);
    }

    private void assertFault(String json, String key, String remedy) {
        ConfigException fault = assertThrows(ConfigException.class, () -> read(json));
        String message = fault.getMessage();
        assertAll(
                () -> assertTrue(message.startsWith(file().toString()), message),
                () -> assertTrue(message.contains(" " + key), message),
                () -> assertTrue(message.contains(remedy), message));
    }

    private List<String> warningsOfFileWith(String permissions) throws IOException, ConfigException {
        assumeTrue(Files.getFileStore(folder).supportsFileAttributeView(PosixFileAttributeView.class));
        Files.writeString(file(), HOST_AND_KEY);
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString(permissions));
        return ConfigFile.read(file(), VARIABLES).warnings();
    }

    private static String inJson(Path path) {
        return path.toString().replace("\\", "\\\\");
    }
}
