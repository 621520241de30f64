package io.github.n8nmcp.config;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The first place that has a configuration wins, and a fault there is never hidden by a later place. */
class ConfigLookupTest {
    @TempDir
    Path folder;

    private final Map<String, String> environment = new HashMap<>();
    private Optional<Path> commandLine = Optional.empty();

    /** In the order of the lookup. */
    private enum Place {
        COMMAND_LINE,
        N8N_MCP_CONFIG,
        WORKING_DIRECTORY,
        VARIABLES,
        XDG_CONFIG_HOME,
        HOME
    }

    @BeforeEach
    void makeTheFolders() throws IOException {
        Files.createDirectory(work());
        environment.put("HOME", folder.resolve("home").toString());
    }

    @ParameterizedTest
    @EnumSource
    void onePlaceIsEnough(Place place) throws Exception {
        String source = put(place, "https://only.example.com");

        Config config = find();

        assertEquals(source, config.source());
        assertEquals(URI.create("https://only.example.com"), host(config));
    }

    @ParameterizedTest
    @EnumSource
    void aPlaceWinsOverAllLaterOnes(Place place) throws Exception {
        putLaterThan(place);
        String source = put(place, "https://winner.example.com");

        Config config = find();

        assertEquals(source, config.source());
        assertEquals(URI.create("https://winner.example.com"), host(config));
    }

    @ParameterizedTest
    @EnumSource
    void aFaultIsNeverHiddenByALaterPlace(Place place) throws Exception {
        putLaterThan(place);
        String source = put(place, "no URL");

        ConfigException fault = assertThrows(ConfigException.class, this::find);

        assertAll(
                () -> assertTrue(fault.getMessage().startsWith(source + ": "), fault.getMessage()),
                () -> assertTrue(fault.getMessage().contains("n8n_host is not a base URL"), fault.getMessage()));
    }

    @Test
    void aBrokenFileIsNeverHiddenByALaterOne() throws IOException {
        putLaterThan(Place.WORKING_DIRECTORY);
        Path broken = Files.writeString(localFile(), "{");

        ConfigException fault = assertThrows(ConfigException.class, this::find);

        assertTrue(fault.getMessage().startsWith(broken + " is not valid JSON"), fault.getMessage());
    }

    @ParameterizedTest
    @EnumSource(names = {"COMMAND_LINE", "N8N_MCP_CONFIG"})
    void aNamedFileThatDoesNotExistIsNeverReplacedByALaterOne(Place place) throws IOException {
        putLaterThan(place);
        Path missing = Path.of(put(place, "https://n8n.example.com"));
        Files.delete(missing);

        ConfigException fault = assertThrows(ConfigException.class, this::find);

        assertEquals(missing + " cannot be read. Check that it exists and that you may read it.", fault.getMessage());
    }

    @Test
    void aFileNamedOnTheCommandLineIsRelativeToTheWorkingDirectory() throws Exception {
        write("work/sub/mine.json", "https://mine.example.com");
        commandLine = Optional.of(Path.of("sub", "mine.json"));

        assertEquals(URI.create("https://mine.example.com"), host(find()));
    }

    @Test
    void aFileNamedInTheVariableIsRelativeToTheWorkingDirectory() throws Exception {
        write("work/mine.json", "https://mine.example.com");
        environment.put("N8N_MCP_CONFIG", "mine.json");

        assertEquals(URI.create("https://mine.example.com"), host(find()));
    }

    @Test
    void aVariableChoosesTheErrorStyleWhateverTheFileSays() throws Exception {
        String withErrorStyle = """
                {"n8n_host": "https://n8n.example.com", "n8n_api_key": "key", "errors": "protocol"}
                """;
        Files.writeString(localFile(), withErrorStyle);
        environment.put("N8N_MCP_ERRORS", "result");

        assertEquals(ErrorStyle.RESULT, find().errors());
    }

    @Test
    void aVariableWithAnUnknownErrorStyleIsRefused() throws Exception {
        write("work/.config.json", "https://n8n.example.com");
        environment.put("N8N_MCP_ERRORS", "loud");

        ConfigException fault = assertThrows(ConfigException.class, this::find);

        assertEquals("N8N_MCP_ERRORS must be \"auto\", \"protocol\" or \"result\"", fault.getMessage());
    }

    @Test
    void theTwoVariablesMakeOneInstanceNamedDefault() throws Exception {
        environment.put("N8N_HOST", "http://localhost:5678/api/v1/");
        environment.put("N8N_API_KEY", " the-key ");

        Config config = find();

        assertAll(
                () -> assertEquals("default", config.defaultInstance()),
                () -> assertEquals(1, config.instances().size()),
                () -> assertEquals(URI.create("http://localhost:5678"), host(config)),
                () -> assertEquals("the-key", config.instances().get("default").apiKey()));
    }

    @Test
    void aFileTakesItsVariablesFromTheSameEnvironment() throws Exception {
        environment.put("MY_KEY", "key-of-the-variable");
        String withVariable = """
                {"n8n_host": "https://n8n.example.com", "n8n_api_key": "${MY_KEY}"}
                """;
        Files.writeString(localFile(), withVariable);

        assertEquals("key-of-the-variable", find().instances().get("default").apiKey());
    }

    @ParameterizedTest
    @ValueSource(strings = {"N8N_HOST", "N8N_API_KEY"})
    void oneOfTheTwoVariablesAloneIsIgnored(String alone) throws Exception {
        environment.put(alone, "https://n8n.example.com");
        String personal = put(Place.HOME, "https://personal.example.com");

        assertEquals(personal, find().source());
    }

    @Test
    void xdgConfigHomeReplacesTheDefaultFolder() throws IOException {
        put(Place.HOME, "https://home.example.com");
        environment.put("XDG_CONFIG_HOME", folder.resolve("empty").toString());

        ConfigException fault = assertThrows(ConfigException.class, this::find);

        assertTrue(fault.getMessage().startsWith("No configuration found."), fault.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"N8N_MCP_CONFIG", "XDG_CONFIG_HOME"})
    void aBlankNameOfAFileOrFolderCountsAsUnset(String variable) throws Exception {
        environment.put(variable, " ");
        String personal = put(Place.HOME, "https://personal.example.com");

        assertEquals(personal, find().source());
    }

    @ParameterizedTest
    @ValueSource(strings = {"N8N_HOST", "N8N_API_KEY"})
    void aBlankHostOrKeyCountsAsUnset(String variable) throws Exception {
        put(Place.VARIABLES, "https://n8n.example.com");
        environment.put(variable, " ");
        String personal = put(Place.HOME, "https://personal.example.com");

        assertEquals(personal, find().source());
    }

    @Test
    void nothingFoundSaysWhatToWriteWhere() {
        ConfigException fault = assertThrows(ConfigException.class, this::find);

        Path personal = folder.resolve("home/.config/n8n-workflows-mcp/config.json");
        assertEquals(
                "No configuration found. Write " + localFile() + " or " + personal
                        + " with {\"n8n_host\": \"https://n8n.example.com\", \"n8n_api_key\": \"…\"}, or set the "
                        + "variables N8N_HOST and N8N_API_KEY, or name a file with --config FILE.",
                fault.getMessage());
    }

    @Test
    void nothingFoundNamesTheFolderOfXdgConfigHome() {
        environment.put("XDG_CONFIG_HOME", folder.resolve("xdg").toString());

        ConfigException fault = assertThrows(ConfigException.class, this::find);

        Path personal = folder.resolve("xdg/n8n-workflows-mcp/config.json");
        assertTrue(fault.getMessage().contains(" or " + personal + " with "), fault.getMessage());
    }

    @Test
    void theHostAloneAsksForTheKey() {
        environment.put("N8N_HOST", "https://n8n.example.com");

        ConfigException fault = assertThrows(ConfigException.class, this::find);

        assertEquals(
                "No configuration found: N8N_HOST is set but N8N_API_KEY is not. Set both, or write " + localFile()
                        + ".",
                fault.getMessage());
    }

    @Test
    void theKeyAloneAsksForTheHost() {
        environment.put("N8N_API_KEY", "key");

        ConfigException fault = assertThrows(ConfigException.class, this::find);

        assertEquals(
                "No configuration found: N8N_API_KEY is set but N8N_HOST is not. Set both, or write " + localFile()
                        + ".",
                fault.getMessage());
    }

    private Config find() throws ConfigException {
        return new ConfigLookup(work(), environment).find(commandLine);
    }

    /** Puts a configuration there and says what a message calls it. */
    private String put(Place place, String host) throws IOException {
        return switch (place) {
            case COMMAND_LINE -> {
                String file = write("named.json", host);
                commandLine = Optional.of(Path.of(file));
                yield file;
            }
            case N8N_MCP_CONFIG -> {
                String file = write("variable.json", host);
                environment.put("N8N_MCP_CONFIG", file);
                yield file;
            }
            case WORKING_DIRECTORY -> write("work/.config.json", host);
            case VARIABLES -> {
                environment.put("N8N_HOST", host);
                environment.put("N8N_API_KEY", "key");
                yield "the variables N8N_HOST and N8N_API_KEY";
            }
            case XDG_CONFIG_HOME -> {
                environment.put("XDG_CONFIG_HOME", folder.resolve("xdg").toString());
                yield write("xdg/n8n-workflows-mcp/config.json", host);
            }
            case HOME -> write("home/.config/n8n-workflows-mcp/config.json", host);
        };
    }

    private void putLaterThan(Place place) throws IOException {
        for (Place later : Place.values()) {
            if (later.compareTo(place) > 0) {
                put(later, "https://later.example.com");
            }
        }
    }

    private String write(String path, String host) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        String singleInstance = """
                {"n8n_host": "HOST", "n8n_api_key": "key"}
                """.replace("HOST", host);
        Files.writeString(file, singleInstance);
        return file.toString();
    }

    private Path work() {
        return folder.resolve("work");
    }

    private Path localFile() {
        return work().resolve(".config.json");
    }

    private static URI host(Config config) {
        return config.instances().get("default").baseUrl();
    }
}
