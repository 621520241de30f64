package io.github.n8nmcp.config;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.n8nmcp.json.Json;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The rules of a configuration file: JSON in, {@link Config} out, every fault a sentence with file,
 * key and remedy.
 */
final class ConfigFile {
    private static final Set<String> TOP_KEYS =
            ordered("environments", "defaultEnv", "errors", "structured_content", "backup_dir");
    private static final Set<String> INSTANCE_KEYS = ordered(
            "n8n_host", "n8n_api_key", "timeout_ms", "read_only", "headers", "webhook_url", "ca_file", "mcp_token");

    private static final int DEFAULT_TIMEOUT_MS = 30_000;
    private static final int LONGEST_TIMEOUT_MS = 3_600_000;

    /** In a class of their own, since to make them takes a twentieth of a start, and few files have need of them. */
    private static final class Patterns {
        static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)}");
    }

    private final String source;
    private final Path folder;
    private final Home home;
    private final Map<String, String> environment;

    private ConfigFile(String source, Path folder, Map<String, String> environment) {
        this.source = source;
        this.folder = folder;
        this.home = Home.of(environment);
        this.environment = environment;
    }

    static Config read(Path file, Map<String, String> environment) throws ConfigException {
        Path folder = file.toAbsolutePath().getParent();
        List<String> warnings = FilePermissions.warnings(file);
        return new ConfigFile(file.toString(), folder, environment).config(parse(file), warnings);
    }

    /** One instance named {@code default}, as the two environment variables describe it. */
    static Config ofVariables(String host, String apiKey, Path folder) throws ConfigException {
        JsonNode root =
                JsonNodeFactory.instance.objectNode().put("n8n_host", host).put("n8n_api_key", apiKey);
        return new ConfigFile("the variables N8N_HOST and N8N_API_KEY", folder, Map.of()).config(root, List.of());
    }

    private static JsonNode parse(Path file) throws ConfigException {
        try {
            return Json.treeWithoutDuplicates(Files.readAllBytes(file));
        } catch (JsonProcessingException e) {
            // Jackson's own words may quote the file, and the file holds keys.
            JsonLocation at = e.getLocation();
            String where = at == null ? "" : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")";
            throw new ConfigException(file
                    + " is not valid JSON"
                    + where
                    + ". Mend it there, or write it anew from "
                    + "config.example.json.");
        } catch (IOException e) {
            throw new ConfigException(file + " cannot be read. Check that it exists and that you may read it.");
        }
    }

    private Config config(JsonNode root, List<String> warnings) throws ConfigException {
        if (!root.isObject()) {
            throw fault("the top level must be an object with \"environments\" and \"defaultEnv\"");
        }
        boolean single = root.has("n8n_host") || root.has("n8n_api_key");
        Map<String, Instance> instances = new LinkedHashMap<>();
        String defaultName;
        if (single && !root.has("environments")) {
            checkKeys(root, "", ordered(INSTANCE_KEYS, ordered("errors", "structured_content", "backup_dir")));
            defaultName = "default";
            instances.put(defaultName, instance(defaultName, "", root));
        } else {
            checkKeys(root, "", TOP_KEYS);
            JsonNode environments = root.path("environments");
            if (!environments.isObject() || environments.isEmpty()) {
                throw fault("\"environments\" must be an object with at least one n8n, such as {\"production\": "
                        + "{\"n8n_host\": \"https://n8n.example.com\", \"n8n_api_key\": \"…\"}}");
            }
            for (Map.Entry<String, JsonNode> entry : environments.properties()) {
                String name = entry.getKey();
                if (name.isBlank()) {
                    throw fault("an environment has an empty name. Give it one");
                }
                String path = "environments." + name + ".";
                if (!entry.getValue().isObject()) {
                    throw fault("environments." + name + " must be an object with n8n_host and n8n_api_key");
                }
                checkKeys(entry.getValue(), path, INSTANCE_KEYS);
                instances.put(name, instance(name, path, entry.getValue()));
            }
            defaultName = defaultName(root, instances.keySet());
        }
        Optional<Path> backupDir = optionalPath(root, "", "backup_dir");
        return new Config(
                source, instances, defaultName, errorStyle(root), structuredContent(root), backupDir, warnings);
    }

    private void checkKeys(JsonNode object, String path, Set<String> known) throws ConfigException {
        for (Map.Entry<String, JsonNode> entry : object.properties()) {
            if (!known.contains(entry.getKey())) {
                // Something long is no misspelt key, and may be an API key in the wrong place.
                String told = entry.getKey().matches("\\w{1,30}") ? path + entry.getKey() : "(too long to show)";
                throw fault("unknown key " + told + ". Known here: " + String.join(", ", known));
            }
        }
    }

    private String defaultName(JsonNode root, Set<String> names) throws ConfigException {
        Optional<String> given = optionalText(root, "", "defaultEnv");
        if (given.isEmpty() || !names.contains(given.get())) {
            throw fault(given.map(name -> "defaultEnv names '" + name + "', which is no environment")
                            .orElse("defaultEnv is missing")
                    + ". Set it to one of: "
                    + String.join(", ", names));
        }
        return given.get();
    }

    private ErrorStyle errorStyle(JsonNode root) throws ConfigException {
        return ErrorStyle.named(optionalText(root, "", "errors").orElse("auto"))
                .orElseThrow(() -> fault("errors " + ErrorStyle.CHOICES));
    }

    private boolean structuredContent(JsonNode root) throws ConfigException {
        JsonNode given = root.path("structured_content");
        if (!given.isMissingNode() && !given.isBoolean()) {
            throw fault("structured_content must be true or false");
        }
        return given.asBoolean(true);
    }

    private Instance instance(String name, String path, JsonNode node) throws ConfigException {
        String host = optionalText(node, path, "n8n_host")
                .orElseThrow(
                        () -> fault(
                                path
                                        + "n8n_host is missing. Set it to the base URL of the n8n, such as \"https://n8n.example.com\""));
        String key = optionalText(node, path, "n8n_api_key")
                .orElseThrow(() -> fault(path
                        + "n8n_api_key is missing. Make a key in n8n under Settings > n8n API, and put it there or in "
                        + "a variable, as \"${N8N_KEY}\""));
        String apiKey = resolve(key, path + "n8n_api_key").strip();
        if (!isVisibleAscii(apiKey)) {
            throw fault(path + "n8n_api_key is empty or has characters that no key has. Copy the key from n8n again");
        }
        URI baseUrl = url(host, path + "n8n_host", true);
        Optional<String> webhooks = optionalText(node, path, "webhook_url");
        URI webhookUrl = webhooks.isPresent()
                ? url(webhooks.get(), path + "webhook_url", false)
                : URI.create(baseUrl + "/webhook");
        return new Instance(
                name,
                baseUrl,
                apiKey,
                timeout(node.path("timeout_ms"), path),
                readOnly(node.path("read_only"), path),
                headers(node.path("headers"), path),
                webhookUrl,
                caFile(node, path),
                mcpToken(node, path));
    }

    private Optional<String> mcpToken(JsonNode node, String path) throws ConfigException {
        Optional<String> given = optionalText(node, path, "mcp_token");
        if (given.isEmpty()) {
            return given;
        }
        String token = resolve(given.get(), path + "mcp_token").strip();
        if (!isVisibleAscii(token)) {
            throw fault(path + "mcp_token is empty or has characters that no token has. Copy it again from n8n's "
                    + "Settings > MCP");
        }
        return Optional.of(token);
    }

    private URI url(String given, String key, boolean dropApiPath) throws ConfigException {
        URI uri = null;
        try {
            uri = URI.create(given.strip());
        } catch (IllegalArgumentException e) {
            // Told below, with everything else that is no base URL.
        }
        if (uri != null
                && uri.getHost() == null
                && String.valueOf(uri.getRawAuthority()).contains("_")) {
            throw fault(key + " has an underscore in its host, which no URL may have. Use another name of the host, or "
                    + "its IP address");
        }
        boolean usable = uri != null
                && ("http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme()))
                && uri.getHost() != null
                && uri.getPort() <= 65_535
                && uri.getRawQuery() == null
                && uri.getRawFragment() == null;
        if (!usable) {
            throw fault(key + " is not a base URL. Write it as \"https://n8n.example.com\" or "
                    + "\"http://localhost:5678\", with a sub-path if your n8n has one, and without ? or #");
        }
        if (uri.getRawUserInfo() != null) {
            throw fault(key + " holds a user name or password. Put them under \"headers\" as Authorization");
        }
        String path = withoutSlashesAtEnd(uri.getRawPath());
        if (dropApiPath && !path.isEmpty()) {
            path = withoutSlashesAtEnd(path.replaceFirst("/+api(/+v1)?$", ""));
        }
        return URI.create(uri.getScheme() + "://" + uri.getRawAuthority() + path);
    }

    private static String withoutSlashesAtEnd(String path) {
        int end = path.length();
        while (end > 0 && path.charAt(end - 1) == '/') {
            end--;
        }
        return path.substring(0, end);
    }

    private static boolean isVisibleAscii(String text) {
        boolean visible = !text.isEmpty();
        for (int i = 0; i < text.length(); i++) {
            visible = visible && text.charAt(i) > ' ' && text.charAt(i) <= '~';
        }
        return visible;
    }

    private Duration timeout(JsonNode node, String path) throws ConfigException {
        if (isAbsent(node)) {
            return Duration.ofMillis(DEFAULT_TIMEOUT_MS);
        }
        if (!node.isIntegralNumber()
                || !node.canConvertToInt()
                || node.intValue() < 1
                || node.intValue() > LONGEST_TIMEOUT_MS) {
            throw fault(path + "timeout_ms must be a whole number of milliseconds from 1 to " + LONGEST_TIMEOUT_MS);
        }
        return Duration.ofMillis(node.intValue());
    }

    private boolean readOnly(JsonNode node, String path) throws ConfigException {
        if (!isAbsent(node) && !node.isBoolean()) {
            throw fault(path + "read_only must be true or false, without quotes");
        }
        return node.booleanValue();
    }

    private Map<String, String> headers(JsonNode node, String path) throws ConfigException {
        if (!isAbsent(node) && !node.isObject()) {
            throw fault(path + "headers must be an object of names and values");
        }
        Map<String, String> headers = new LinkedHashMap<>();
        Set<String> names = new HashSet<>();
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            String name = entry.getKey();
            String key = path + "headers." + name;
            if (!names.add(name.toLowerCase(Locale.ROOT))) {
                throw fault(key + " is there twice, since upper and lower case are the same in it. Remove one");
            }
            if (!HeaderRules.mayBeSet(name)) {
                throw fault(key + " is not a header that can be set. Remove it");
            }
            if (!entry.getValue().isTextual()) {
                throw fault(key + " must be a text");
            }
            String value = resolve(entry.getValue().textValue(), key).strip();
            if (!HeaderRules.isValue(value)) {
                throw fault(key
                        + " is empty or has characters that no header may have. Copy the value again, in plain ASCII");
            }
            headers.put(name, value);
        }
        return headers;
    }

    private Optional<Path> caFile(JsonNode node, String path) throws ConfigException {
        Optional<Path> file = optionalPath(node, path, "ca_file");
        if (file.isPresent() && !(Files.isRegularFile(file.get()) && Files.isReadable(file.get()))) {
            throw fault(path + "ca_file names " + file.get() + ", which cannot be read. Name a PEM file");
        }
        return file;
    }

    /** Relative to the folder of the file; {@code ~/} is the user's home. */
    private Optional<Path> optionalPath(JsonNode node, String path, String key) throws ConfigException {
        Optional<String> text = optionalText(node, path, key);
        try {
            return text.map(name -> folder.resolve(home.expand(name)));
        } catch (InvalidPathException e) {
            throw fault(path + key + " cannot be the name of a file or folder. Write a path");
        }
    }

    private static boolean isAbsent(JsonNode value) {
        return value.isMissingNode() || value.isNull();
    }

    private Optional<String> optionalText(JsonNode node, String path, String key) throws ConfigException {
        JsonNode value = node.path(key);
        if (isAbsent(value)) {
            return Optional.empty();
        }
        if (!value.isTextual() || value.textValue().isBlank()) {
            throw fault(path + key + " must be a text that is not empty");
        }
        return Optional.of(value.textValue());
    }

    private String resolve(String text, String key) throws ConfigException {
        if (!text.contains("${")) {
            return text;
        }
        if (Patterns.VARIABLE.matcher(text).replaceAll("").contains("${")) {
            throw fault(key + " has a ${ that names no variable. Write it as ${NAME}");
        }
        Matcher matcher = Patterns.VARIABLE.matcher(text);
        StringBuilder resolved = new StringBuilder();
        while (matcher.find()) {
            String value = environment.get(matcher.group(1));
            if (value == null || value.isBlank()) {
                throw fault(key
                        + " names the environment variable "
                        + matcher.group(1)
                        + ", which is not set. Set it where the server is started, or write the value itself");
            }
            matcher.appendReplacement(resolved, Matcher.quoteReplacement(value));
        }
        return matcher.appendTail(resolved).toString();
    }

    private ConfigException fault(String what) {
        return new ConfigException(source + ": " + what + ".");
    }

    @SafeVarargs
    private static Set<String> ordered(Set<String>... sets) {
        List<String> all = new ArrayList<>();
        for (Set<String> set : sets) {
            all.addAll(set);
        }
        return ordered(all.toArray(String[]::new));
    }

    private static Set<String> ordered(String... keys) {
        return new LinkedHashSet<>(List.of(keys));
    }
}
