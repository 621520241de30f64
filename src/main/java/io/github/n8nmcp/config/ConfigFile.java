package io.github.n8nmcp.config;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.n8nmcp.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A configuration file: JSON in, {@link Config} out, every fault a sentence with file, key and remedy. */
final class ConfigFile {
    private static final List<String> TOP_KEYS =
            List.of("environments", "defaultEnv", "errors", "structured_content", "backup_dir");
    private static final int LARGEST_FILE = 16 << 20;

    private final Section.Source source;
    private final Section top;

    private ConfigFile(Section.Source source, JsonNode root) {
        this.source = source;
        this.top = new Section(source, "", root);
    }

    static Config read(Path file, Map<String, String> environment) throws ConfigException {
        Section.Source source =
                new Section.Source(file.toString(), file.toAbsolutePath().getParent(), environment);
        List<String> warnings = FilePermissions.warnings(file);
        return new ConfigFile(source, parse(file)).config(warnings);
    }

    /** One instance named {@code default}, as the variables describe it. */
    static Config ofVariables(String host, String apiKey, Path folder, Map<String, String> environment)
            throws ConfigException {
        ObjectNode root =
                JsonNodeFactory.instance.objectNode().put("n8n_host", host).put("n8n_api_key", apiKey);
        String caFile = environment.getOrDefault("N8N_CA_FILE", "");
        if (!caFile.isBlank()) {
            root.put("ca_file", caFile);
        }
        Section.Source source = new Section.Source("the variables N8N_HOST and N8N_API_KEY", folder, environment);
        return new ConfigFile(source, root).config(List.of());
    }

    private static JsonNode parse(Path file) throws ConfigException {
        if (Files.exists(file) && !Files.isRegularFile(file) && !Files.isDirectory(file)) {
            throw new ConfigException(file + " is a pipe or a device. Write the configuration to a file.");
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(LARGEST_FILE + 1);
            if (bytes.length > LARGEST_FILE) {
                throw new ConfigException(
                        file + " is larger than 16 MB, which no configuration is. Name another file.");
            }
            return Json.treeWithoutDuplicates(bytes);
        } catch (JacksonException e) {
            // Jackson's own words may quote the file, and the file holds keys.
            JsonLocation at = e.getLocation();
            String where = at == null ? "" : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")";
            throw new ConfigException(file + " is not valid JSON" + where
                    + ". Correct it there, or begin again with a copy of config.example.json.");
        } catch (IOException e) {
            throw new ConfigException(file + " cannot be read. Check that it exists and that you may read it.");
        }
    }

    private Config config(List<String> warnings) throws ConfigException {
        Map<String, Instance> instances = new LinkedHashMap<>();
        String defaultName;
        if ((top.has("n8n_host") || top.has("n8n_api_key")) && !top.has("environments")) {
            List<String> keys = new ArrayList<>(InstanceSection.KEYS);
            keys.addAll(List.of("errors", "structured_content", "backup_dir"));
            top.allowOnly(keys);
            defaultName = "default";
            instances.put(defaultName, InstanceSection.instance(defaultName, top));
        } else {
            checkEnvironments();
            for (Map.Entry<String, JsonNode> entry : top.value("environments").properties()) {
                instances.put(entry.getKey(), environment(entry.getKey(), entry.getValue()));
            }
            defaultName = defaultName(instances);
        }
        Optional<Path> backupDir = top.file("backup_dir");
        return new Config(
                source.name(), instances, defaultName, errorStyle(), structuredContent(), backupDir, warnings);
    }

    private void checkEnvironments() throws ConfigException {
        if (!top.isObject()) {
            throw top.fault("the top level must be an object with \"environments\" and \"defaultEnv\"");
        }
        top.allowOnly(TOP_KEYS);
        JsonNode environments = top.value("environments");
        if (!environments.isObject() || environments.isEmpty()) {
            throw top.fault("\"environments\" must be an object with at least one n8n, such as {\"production\": "
                    + "{\"n8n_host\": \"https://n8n.example.com\", \"n8n_api_key\": \"…\"}}");
        }
    }

    private Instance environment(String name, JsonNode value) throws ConfigException {
        if (name.isBlank()) {
            throw top.fault("an environment has an empty name. Give it one");
        }
        if (Misplaced.looksLikeKey(name)) {
            throw top.fault("an environment has an API key as its name. Give it a name, and the key under n8n_api_key");
        }
        if (!value.isObject()) {
            throw top.fault("environments." + name + " must be an object with n8n_host and n8n_api_key");
        }
        Section section = new Section(source, "environments." + name + ".", value);
        section.allowOnly(InstanceSection.KEYS);
        return InstanceSection.instance(name, section);
    }

    private String defaultName(Map<String, Instance> instances) throws ConfigException {
        String given = top.text("defaultEnv").orElse("");
        if (instances.containsKey(given)) {
            return given;
        }
        String what = given.isEmpty()
                ? "defaultEnv is missing"
                : Misplaced.mayBeQuoted(given)
                        ? "defaultEnv names '" + given + "', which is no environment"
                        : "defaultEnv names no environment";
        throw top.fault(what + ". Set it to one of: " + String.join(", ", instances.keySet()));
    }

    private ErrorStyle errorStyle() throws ConfigException {
        return ErrorStyle.named(top.text("errors").orElse("auto"))
                .orElseThrow(() -> top.fault("errors " + ErrorStyle.CHOICES));
    }

    private boolean structuredContent() throws ConfigException {
        if (top.has("structured_content") && !top.value("structured_content").isBoolean()) {
            throw top.fault("structured_content must be true or false");
        }
        return top.value("structured_content").asBoolean(true);
    }
}
