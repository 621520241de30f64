package io.github.n8nmcp.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.n8nmcp.config.Config;
import io.github.n8nmcp.config.ConfigException;
import io.github.n8nmcp.config.ConfigLookup;
import io.github.n8nmcp.config.Instance;
import io.github.n8nmcp.json.Json;
import io.github.n8nmcp.n8n.Connection;
import io.github.n8nmcp.n8n.Instances;
import io.github.n8nmcp.n8n.N8nClient;
import io.github.n8nmcp.n8n.N8nException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** {@code --check}: calls every configured n8n, all at once, and prints what it found. */
public final class Check {
    private Check() {}

    /** Whom it prints for. */
    enum Style {
        /** A person, or a file. */
        PLAIN,
        /** A person at a terminal. */
        COLOURED,
        /** A program. */
        JSON
    }

    /**
     * What is known of one n8n.
     *
     * @param key {@code accepted}, {@code refused}, or {@code ?} if nobody was there to say
     * @param endpoints those of the endpoints that not every n8n has; empty if it does not say
     * @param latency of a call over an open connection, in milliseconds
     * @param note what its owner should know, or empty
     */
    private record Finding(
            Instance instance,
            boolean isDefault,
            boolean reached,
            String key,
            List<String> endpoints,
            OptionalLong latency,
            String note) {

        boolean good() {
            return key.equals("accepted");
        }
    }

    /** Checks the instances of the configuration that is found; answers the exit code: 0 if all are good, else 1. */
    public static int run(ConfigLookup lookup, Optional<Path> file, boolean json) {
        try {
            Config config = lookup.find(file);
            config.warnings().forEach(System.err::println);
            Style style = json ? Style.JSON : Terminal.isColoured() ? Style.COLOURED : Style.PLAIN;
            return run(config, style, System.out);
        } catch (ConfigException e) {
            if (json) {
                System.out.println(Json.text(fault(e.getMessage())));
            } else {
                System.err.println(e.getMessage());
            }
            return 1;
        }
    }

    /** The exit code: 0 if every n8n was reached and took its key, else 1. */
    static int run(Config config, Style style, PrintStream out) {
        List<Finding> findings = findings(config);
        if (style == Style.JSON) {
            out.println(Json.text(json(findings)));
        } else {
            CheckTable table = new CheckTable(style == Style.COLOURED);
            findings.forEach(finding -> addTo(table, finding));
            table.print(out);
        }
        return findings.stream().allMatch(Finding::good) ? 0 : 1;
    }

    /** For a program, where there is no configuration to check. */
    private static ObjectNode fault(String sentence) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.put("ok", false).put("fault", sentence);
        return answer;
    }

    private static List<Finding> findings(Config config) {
        Instances instances = new Instances(config);
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            List<CompletableFuture<Finding>> calls = new ArrayList<>();
            for (String name : instances.names()) {
                Connection n8n = instances.find(name).orElseThrow();
                boolean isDefault = name.equals(config.defaultInstance());
                calls.add(CompletableFuture.supplyAsync(() -> finding(n8n, isDefault), threads));
            }
            return calls.stream().map(CompletableFuture::join).toList();
        } finally {
            threads.shutdown();
        }
    }

    private static Finding finding(Connection connection, boolean isDefault) {
        Instance instance = connection.instance();
        N8nClient n8n = connection.client(connection.newLifetime());
        try {
            n8n.checkKey();
            long start = System.nanoTime();
            n8n.checkKey();
            OptionalLong latency = OptionalLong.of((System.nanoTime() - start) / 1_000_000);
            String note = instance.readOnly() ? "read-only" : "";
            return new Finding(instance, isDefault, true, "accepted", endpoints(n8n), latency, note);
        } catch (N8nException e) {
            boolean reached = e.hasStatus();
            // A 401 of what stands before n8n says nothing of the key.
            String key = e.hasStatus(401) && e.isFixedSentence() ? "refused" : "?";
            return new Finding(instance, isDefault, reached, key, List.of(), OptionalLong.empty(), e.reason());
        }
    }

    /** An n8n whose description of itself cannot be read works all the same. */
    private static List<String> endpoints(N8nClient n8n) {
        try {
            return n8n.optionalEndpoints();
        } catch (N8nException e) {
            return List.of();
        }
    }

    private static void addTo(CheckTable table, Finding finding) {
        Instance instance = finding.instance();
        table.add(
                finding.good(),
                finding.isDefault() ? instance.name() + " (default)" : instance.name(),
                instance.baseUrl().toString(),
                finding.reached() ? "yes" : "no",
                finding.key(),
                finding.latency().isPresent() ? finding.latency().getAsLong() + " ms" : "",
                String.join(", ", finding.endpoints()),
                finding.note());
    }

    private static ObjectNode json(List<Finding> findings) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.put("ok", findings.stream().allMatch(Finding::good));
        ArrayNode list = answer.putArray("instances");
        for (Finding finding : findings) {
            Instance instance = finding.instance();
            ObjectNode json = list.addObject();
            json.put("name", instance.name()).put("default", finding.isDefault());
            json.put("url", instance.baseUrl().toString()).put("readOnly", instance.readOnly());
            json.put("reached", finding.reached()).put("key", finding.key());
            finding.latency().ifPresent(latency -> json.put("latencyMs", latency));
            finding.endpoints().forEach(json.putArray("abilities")::add);
            json.put("note", finding.note());
        }
        return answer;
    }
}
