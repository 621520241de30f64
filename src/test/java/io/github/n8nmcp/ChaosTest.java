package io.github.n8nmcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.n8nmcp.call.Tool;
import io.github.n8nmcp.fixture.Fault;
import io.github.n8nmcp.fixture.StatefulN8n;
import io.github.n8nmcp.fixture.TestJson;
import io.github.n8nmcp.fixture.ToolsOver;
import io.github.n8nmcp.fixture.Trials;
import io.github.n8nmcp.tools.AllTools;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Every tool, while each of its requests in turn gets each bad answer, before n8n does what it was asked, after it, or
 * before it does it late. What the caller is told must fit what is stored then, and nothing may be lost or done twice.
 */
class ChaosTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(1);
    private static final Duration PATIENT = Duration.ofSeconds(20);

    private static final String SCHEDULE = """
            {"id": "s", "name": "Every day", "type": "n8n-nodes-base.scheduleTrigger", "typeVersion": 1,
             "position": [0, 0], "parameters": {}}""";
    private static final String HOOK = """
            {"id": "h", "name": "Hook", "type": "n8n-nodes-base.webhook", "typeVersion": 1, "position": [0, 0],
             "webhookId": "w", "parameters": {"path": "orders", "httpMethod": "POST"}}""";
    private static final String MANUAL = """
            {"id": "m", "name": "By hand", "type": "n8n-nodes-base.manualTrigger", "typeVersion": 1, "position": [0, 0],
             "parameters": {}}""";

    /** A call, and the workflow with the id w1 that is there before it. */
    private record Scenario(String name, boolean oldN8n, boolean active, String nodes, String tool, String arguments) {
        StatefulN8n n8n() {
            StatefulN8n n8n = new StatefulN8n(oldN8n);
            String stored = """
                    {"id": "w1", "name": "Nightly", "createdAt": "2026-01-01T00:00:00.000Z", "updatedAt": "u0",
                     "versionId": "v0", "nodes": [%s], "connections": {}, "settings": {"timezone": "UTC"},
                     "tags": []}""".formatted(nodes);
            ObjectNode workflow = TestJson.object(stored);
            workflow.put("active", active);
            if (!oldN8n) {
                workflow.put("activeVersionId", active ? "v0" : null);
            }
            n8n.put("w1", workflow);
            n8n.put("other", TestJson.object(Fault.OTHER));
            return n8n;
        }
    }

    private static final List<Scenario> SCENARIOS = List.of(
            on("list", false, HOOK, "list_workflows", "{}"),
            on("get", false, HOOK, "get_workflow", "{'id': 'w1'}"),
            on("summary", false, HOOK, "get_workflow", "{'id': 'w1', 'detail': 'summary'}"),
            on("create", false, HOOK, "create_workflow", "{'name': 'Made', 'nodes': [%s]}".formatted(SCHEDULE)),
            on(
                    "create with all",
                    false,
                    HOOK,
                    "create_workflow",
                    "{'name': 'Made', 'nodes': [%s], 'tags': ['t1'], 'active': true}".formatted(SCHEDULE)),
            on("update", false, HOOK, "update_workflow", "{'id': 'w1', 'name': 'Renamed'}"),
            on("update active", true, HOOK, "update_workflow", "{'id': 'w1', 'nodes': [%s]}".formatted(SCHEDULE)),
            on("update, off", true, HOOK, "update_workflow", "{'id': 'w1', 'name': 'Renamed', 'active': false}"),
            on("update, on", false, HOOK, "update_workflow", "{'id': 'w1', 'name': 'Renamed', 'active': true}"),
            on("delete", false, HOOK, "delete_workflow", "{'id': 'w1'}"),
            on("delete active", true, HOOK, "delete_workflow", "{'id': 'w1'}"),
            on("activate", false, HOOK, "activate_workflow", "{'id': 'w1'}"),
            on("activate, no trigger", false, MANUAL, "activate_workflow", "{'id': 'w1'}"),
            new Scenario("activate again", true, true, HOOK, "activate_workflow", json("{'id': 'w1'}")),
            on("deactivate", true, HOOK, "deactivate_workflow", "{'id': 'w1'}"),
            on("execute", true, HOOK, "execute_workflow", "{'id': 'w1'}"));

    private static Scenario on(String name, boolean active, String nodes, String tool, String arguments) {
        return new Scenario(name, false, active, nodes, tool, json(arguments));
    }

    private static String json(String text) {
        return text.replace('\'', '"');
    }

    /** What is stored at one time. */
    private record State(Map<String, ObjectNode> workflows, int runs) {
        static State of(StatefulN8n n8n) {
            return new State(n8n.workflows(), n8n.runs());
        }

        JsonNode w1(String field) {
            return workflows.containsKey("w1") ? workflows.get("w1").path(field) : TestJson.json("null");
        }
    }

    /** One call with one fault: what is wrong with it, or nothing. */
    private record Trial(Scenario scenario, int request, Fault fault) implements Callable<List<String>> {
        @Override
        public List<String> call() {
            try (StatefulN8n n8n = scenario.n8n()) {
                State before = State.of(n8n);
                n8n.breaks(asked -> asked.startsWith(request + " "), fault);
                JsonNode answer = new ToolsOver(n8n.url(), TIMEOUT).call(scenario.tool(), scenario.arguments());
                State now = State.of(n8n);
                n8n.doWhatWasPutOff();
                State later = State.of(n8n);
                List<String> wrong = new ArrayList<>();
                lost(before, later, wrong);
                doneTwice(n8n.done(), later, wrong);
                if (answer.has("error")) {
                    String message = answer.at("/error/message").asText();
                    JudgedError.judge(message, before, now, later, wrong);
                    // On a busy machine another request may have run out of time.
                    boolean gaveUp = fault.kind() == Fault.Kind.ERROR_500
                            && !message.contains("timeout")
                            // Whether a run began is not to be read from the workflow.
                            && !scenario.tool().equals("execute_workflow");
                    if (gaveUp && JudgedError.leavesOpen(message)) {
                        wrong.add("n8n itself gave up, so that a reading tells what is so");
                    }
                } else {
                    JsonNode content = answer.at("/result/structuredContent");
                    untrue(content, before, now, wrong);
                    // Still true when n8n has done what it put off, unless the answer leaves that open.
                    String warnings = content.path("warnings").toString();
                    JudgedError.soFar(warnings, before, now, wrong);
                    if (!JudgedError.leavesOpen(warnings)) {
                        untrue(content, before, later, wrong);
                    }
                }
                return wrong.stream()
                        .map(fault -> this + ": " + fault + "\n   " + answer + "\n   " + n8n.requests())
                        .toList();
            }
        }

        private static void lost(State before, State later, List<String> wrong) {
            if (!later.workflows().get("other").equals(before.workflows().get("other"))) {
                wrong.add("another workflow was changed");
            }
            Set<String> known = new HashSet<>(List.of("Every day", "Hook", "By hand", "Schedule Trigger"));
            later.workflows().forEach((id, workflow) -> {
                List<String> names = workflow.path("nodes").findValuesAsText("name");
                boolean isOther = id.equals("other");
                if (!isOther && (names.isEmpty() || !known.containsAll(names))) {
                    wrong.add(id + " was overwritten: " + workflow);
                }
            });
        }

        /** To activate again is allowed: it does nothing more. */
        private static void doneTwice(List<String> done, State later, List<String> wrong) {
            Map<String, Long> counts = done.stream()
                    .filter(write -> !write.contains("/activate"))
                    .collect(Collectors.groupingBy(write -> write, Collectors.counting()));
            counts.forEach((write, count) -> {
                if (count > 1) {
                    wrong.add("done " + count + " times: " + write);
                }
            });
            if (later.runs() > 1 || later.workflows().size() > 3) {
                wrong.add("done twice");
            }
        }

        private void untrue(JsonNode answer, State before, State now, List<String> wrong) {
            boolean holds = switch (scenario.tool()) {
                // An n8n without workflows answers just so.
                case "list_workflows" ->
                    fault.kind() == Fault.Kind.EMPTY_LIST
                            || answer.path("data").findValuesAsText("id").equals(List.of("w1", "other"));
                case "get_workflow" ->
                    answer.path("id").asText().equals("w1")
                            && answer.path("nodes").size() == 1;
                case "create_workflow" -> created(answer, now);
                case "update_workflow" -> updated(answer, now);
                case "delete_workflow" -> !now.workflows().containsKey("w1");
                case "activate_workflow" -> now.w1("active").asBoolean();
                case "deactivate_workflow" -> !now.w1("active").asBoolean();
                default -> started(answer, before, now);
            };
            if (!holds) {
                wrong.add("this is not so");
            }
        }

        private boolean created(JsonNode answer, State now) {
            ObjectNode made = now.workflows().get(answer.path("id").asText());
            boolean told = answer.has("warnings");
            boolean wantsAll = scenario.arguments().contains("tags");
            return made != null
                    && made.path("name").asText().equals("Made")
                    && made.path("active").asBoolean() == answer.path("active").asBoolean()
                    && (!wantsAll
                            || told
                            || (made.path("active").asBoolean()
                                    && made.path("tags").size() == 1));
        }

        private boolean updated(JsonNode answer, State now) {
            boolean renamed = now.w1("name").asText().equals("Renamed");
            boolean isRename = scenario.arguments().contains("Renamed");
            boolean stored = isRename
                    ? renamed
                    : now.w1("nodes").path(0).path("name").asText().equals("Every day");
            boolean wantsOn = scenario.arguments().contains("\"active\": true");
            return stored
                    && answer.path("name").equals(now.w1("name"))
                    && (answer.path("active").equals(now.w1("active"))
                            || answer.path("warnings").toString().contains("may"))
                    && (!wantsOn || now.w1("active").asBoolean() || answer.has("warnings"));
        }

        private static boolean started(JsonNode answer, State before, State now) {
            boolean ran = now.runs() > before.runs();
            boolean unsure = answer.path("warnings").toString().contains("may go on");
            return answer.path("executed").asBoolean() ? ran || unsure || answer.has("warnings") : !ran;
        }
    }

    /** Whether a failure's message fits what is stored. */
    private static final class JudgedError {
        static void judge(String message, State before, State now, State later, List<String> wrong) {
            boolean leavesOpen = leavesOpen(message);
            soFar(message, before, now, wrong);
            changes(before, later).forEach((change, words) -> {
                if (!leavesOpen && !message.matches("(?s).*(" + words + ").*")) {
                    wrong.add("not told: " + change);
                }
            });
            if (!before.equals(later) && leavesOpen && !message.matches("(?si).*\\blook\\b.*")) {
                wrong.add("does not say where to look");
            }
            if (message.matches("(?s).*(Nothing was|is not (stored|saved)\\.).*")
                    && !now.w1("name").equals(before.w1("name"))) {
                wrong.add("the change is stored");
            }
            if (message.contains("The change was saved")
                    && now.w1("name").equals(before.w1("name"))
                    && now.w1("nodes").equals(before.w1("nodes"))) {
                wrong.add("nothing was saved");
            }
            if (message.contains("is still there") && !now.workflows().containsKey("w1")) {
                wrong.add("it is gone");
            }
            if (message.contains("Internal error")) {
                wrong.add("a bug");
            }
        }

        static boolean leavesOpen(String message) {
            return message.contains("n8n may ")
                    || message.contains("may still be there")
                    || message.contains("not known");
        }

        /** What is so far, by the words that say it, must be so when they are said, whatever comes later. */
        private static void soFar(String message, State before, State now, List<String> wrong) {
            boolean sameDefinition =
                    now.w1("name").equals(before.w1("name")) && now.w1("nodes").equals(before.w1("nodes"));
            Map<String, Boolean> claims = Map.of(
                    "No workflow of this name is new so far",
                            now.workflows().keySet().equals(before.workflows().keySet()),
                    "is not stored so far", sameDefinition,
                    "is not saved so far", sameDefinition,
                    "is not active so far", !now.w1("active").asBoolean(),
                    "is still active so far", now.w1("active").asBoolean(),
                    "is still there so far", now.workflows().containsKey("w1"),
                    "tags are not set so far", now.w1("tags").equals(before.w1("tags")));
            claims.forEach((words, holds) -> {
                if (message.contains(words) && !holds) {
                    wrong.add("not so when it was said: " + words);
                }
            });
        }

        /** What changed, and the words that tell it. */
        private static Map<String, String> changes(State before, State later) {
            Map<String, String> changes = new java.util.LinkedHashMap<>();
            Set<String> made = new HashSet<>(later.workflows().keySet());
            made.removeAll(before.workflows().keySet());
            made.forEach(id -> changes.put("created " + id, id));
            if (later.runs() > before.runs()) {
                changes.put("a run", "run");
            }
            if (!later.workflows().containsKey("w1")) {
                changes.put("deleted", "was deleted");
                return changes;
            }
            if (!later.w1("active").equals(before.w1("active"))) {
                changes.put("active", later.w1("active").asBoolean() ? "is active" : "deactivated|inactive|not active");
            }
            if (!later.w1("name").equals(before.w1("name"))
                    || !later.w1("nodes").equals(before.w1("nodes"))) {
                changes.put("definition", "was saved|had been added|is stored");
            }
            return changes;
        }
    }

    @Test
    @Timeout(240)
    void whateverBreaksNothingIsLostOrDoneTwiceAndWhatIsSaidIsSo() throws Exception {
        List<Trial> trials = new ArrayList<>();
        for (Scenario scenario : SCENARIOS) {
            int requests = requestsWithoutFault(scenario);
            for (Fault fault : Fault.all()) {
                for (int request = 1; request <= requests; request++) {
                    trials.add(new Trial(scenario, request, fault));
                }
            }
        }
        List<String> wrong = Trials.wrongIn(trials);

        assertTrue(trials.size() >= 1000, trials.size() + " calls");
        assertEquals("", String.join("\n", wrong), wrong.size() + " of " + trials.size());
    }

    /** Every tool has a scenario, which does what it should where nothing breaks. */
    @Test
    void everyToolIsTried() {
        Set<String> tried = SCENARIOS.stream().map(Scenario::tool).collect(Collectors.toSet());

        assertEquals(AllTools.LIST.stream().map(Tool::name).collect(Collectors.toSet()), tried);
    }

    /** A reading that lies, as long as it likes, never leads to a change. */
    @Test
    void aReadingThatLiesNeverLeadsToAnUpdate() {
        for (Fault fault : Fault.all()) {
            if (fault.kind().isLie()) {
                for (Scenario scenario : SCENARIOS) {
                    readingLies(scenario, fault);
                }
            }
        }
    }

    private static void readingLies(Scenario scenario, Fault fault) {
        try (StatefulN8n n8n = scenario.n8n()) {
            n8n.breaks(asked -> asked.contains(" GET /api/v1/workflows/"), fault);

            new ToolsOver(n8n.url(), PATIENT).call(scenario.tool(), scenario.arguments());

            List<String> replaced = n8n.done().stream()
                    .filter(write -> write.startsWith("PUT /api/v1/workflows/w1 "))
                    .toList();
            assertEquals(List.of(), replaced, scenario + " " + fault);
        }
    }

    private static int requestsWithoutFault(Scenario scenario) {
        try (StatefulN8n n8n = scenario.n8n()) {
            JsonNode answer = new ToolsOver(n8n.url(), PATIENT).call(scenario.tool(), scenario.arguments());
            assertFalse(answer.has("error"), () -> scenario + ": " + answer);
            return n8n.requests().size();
        }
    }
}
