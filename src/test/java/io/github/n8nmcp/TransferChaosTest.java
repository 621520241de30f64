package io.github.n8nmcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.n8nmcp.fixture.Fault;
import io.github.n8nmcp.fixture.StatefulN8n;
import io.github.n8nmcp.fixture.TestJson;
import io.github.n8nmcp.fixture.ToolsOver;
import io.github.n8nmcp.fixture.Trials;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A workflow on its way from one n8n to another, while each request to either of them in turn gets each bad answer. The
 * target is left as it was or has the whole copy, and what the caller is told fits that.
 */
class TransferChaosTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(1);
    private static final Duration PATIENT = Duration.ofSeconds(20);

    private static final String SOURCE = """
            {"id": "s1", "name": "Promoted", "active": true, "versionId": "v0", "updatedAt": "u0", "settings": {},
             "tags": [{"id": "t9", "name": "nightly"}], "createdAt": "2026-01-01T00:00:00.000Z",
             "connections": {"Hook": {"main": [[{"node": "Call", "type": "main", "index": 0}]]}},
             "nodes": [
               {"id": "h", "name": "Hook", "type": "n8n-nodes-base.webhook", "typeVersion": 1, "position": [0, 0],
                "webhookId": "w", "parameters": {"path": "orders", "httpMethod": "POST"}},
               {"id": "c", "name": "Call", "type": "n8n-nodes-base.executeWorkflow", "typeVersion": 1,
                "position": [0, 0], "parameters": {"workflowId": "sub"},
                "credentials": {"smtp": {"id": "1", "name": "Mail"}}}]}""";
    private static final String SUB = """
            {"id": "sub", "name": "Sub", "nodes": [], "connections": {}, "settings": {}}""";
    private static final String TARGET = """
            {"id": "w1", "name": "Live", "active": true, "versionId": "v0", "activeVersionId": "v0", "updatedAt": "u0",
             "createdAt": "2026-01-01T00:00:00.000Z", "settings": {}, "tags": [], "connections": {}, "nodes": [
               {"id": "o", "name": "Old hook", "type": "n8n-nodes-base.webhook", "typeVersion": 1, "position": [0, 0],
                "webhookId": "x", "parameters": {"path": "old", "httpMethod": "POST"}}]}""";

    private static final String CREATE = """
            create_workflow {"instance": "target", "from": {"instance": "source", "id": "s1"}, "active": true}""";
    private static final String UPDATE = """
            update_workflow {"instance": "target", "id": "w1", "from": {"instance": "source", "id": "s1"}}""";

    /** The two n8ns of one call. */
    private record Both(StatefulN8n source, StatefulN8n target) implements AutoCloseable {
        static Both started() {
            StatefulN8n source = new StatefulN8n(true);
            source.put("s1", TestJson.object(SOURCE));
            source.put("sub", TestJson.object(SUB));
            source.put("other", TestJson.object(Fault.OTHER));
            StatefulN8n target = new StatefulN8n(false);
            target.put("w1", TestJson.object(TARGET));
            target.put("t-sub", TestJson.object(SUB).put("id", "t-sub"));
            return new Both(source, target);
        }

        JsonNode call(String call, Duration timeout) {
            String[] parts = call.split(" ", 2);
            Map<String, String> urls = Map.of("source", source.url(), "target", target.url());
            return new ToolsOver(urls, timeout).call(parts[0], parts[1]);
        }

        @Override
        public void close() {
            source.close();
            target.close();
        }
    }

    /** One call with one fault: what is wrong with it, or nothing. */
    private record Trial(String asked, boolean atSource, int request, Fault fault) implements Callable<List<String>> {
        @Override
        public List<String> call() {
            try (Both both = Both.started()) {
                Map<String, ObjectNode> before = both.target().workflows();
                StatefulN8n broken = atSource ? both.source() : both.target();
                broken.breaks(sent -> sent.startsWith(request + " "), fault);
                JsonNode answer = both.call(asked, TIMEOUT);
                Map<String, ObjectNode> now = both.target().workflows();
                both.target().doWhatWasPutOff();
                Map<String, ObjectNode> later = both.target().workflows();
                List<String> wrong = new ArrayList<>();
                if (!both.source().done().isEmpty()) {
                    wrong.add("the source was changed");
                }
                if (later.size() > before.size() + 1 || !later.get("t-sub").equals(before.get("t-sub"))) {
                    wrong.add("another workflow was changed, or a second one made");
                }
                for (ObjectNode workflow : later.values()) {
                    if (!isWhole(workflow)) {
                        wrong.add("half of a copy: " + workflow);
                    }
                }
                if (answer.has("error")) {
                    judge(answer.at("/error/message").asText(), before, later, wrong);
                } else if (!isCopy(
                        now.get(answer.at("/result/structuredContent/id").asText()))) {
                    wrong.add("this is not so");
                }
                return wrong.stream()
                        .map(text -> this + ": " + text + "\n   " + answer + "\n   "
                                + both.target().requests())
                        .toList();
            }
        }

        private static boolean isCopy(ObjectNode workflow) {
            return workflow != null
                    && workflow.path("nodes").findValuesAsText("name").equals(List.of("Hook", "Call", "Mail"))
                    && workflow.path("connections").has("Hook");
        }

        private static boolean isWhole(ObjectNode workflow) {
            List<String> names = workflow.path("nodes").findValuesAsText("name");
            return isCopy(workflow) || names.isEmpty() || names.equals(List.of("Old hook"));
        }

        private static void judge(
                String message, Map<String, ObjectNode> before, Map<String, ObjectNode> later, List<String> wrong) {
            boolean told = message.matches("(?s).*(n8n may |not known|was saved|is stored|has its name).*");
            if (!before.equals(later) && !told) {
                wrong.add("the change is not told");
            }
            if (message.matches("(?s).*(was saved all the same|is stored,).*") && before.equals(later)) {
                wrong.add("nothing is stored");
            }
            if (message.contains("Internal error")) {
                wrong.add("a bug");
            }
        }
    }

    @Test
    @Timeout(240)
    void whateverBreaksTheTargetIsAsItWasOrHasTheWholeCopyAndWhatIsSaidIsSo() throws Exception {
        List<Trial> trials = new ArrayList<>();
        for (String call : List.of(CREATE, UPDATE)) {
            try (Both both = Both.started()) {
                JsonNode answer = both.call(call, PATIENT);
                assertFalse(answer.has("error"), answer.toString());
                for (Fault fault : Fault.all()) {
                    for (int i = 1; i <= both.source().requests().size(); i++) {
                        trials.add(new Trial(call, true, i, fault));
                    }
                    for (int i = 1; i <= both.target().requests().size(); i++) {
                        trials.add(new Trial(call, false, i, fault));
                    }
                }
            }
        }
        List<String> wrong = Trials.wrongIn(trials);

        assertTrue(trials.size() >= 300, trials.size() + " calls");
        assertEquals("", String.join("\n", wrong), wrong.size() + " of " + trials.size());
    }

    /** A source that lies, as long as it likes, never leads to a change. */
    @Test
    void aSourceThatAnswersSomethingElseNeverLeadsToAChange() {
        for (Fault fault : Fault.all()) {
            if (fault.kind().isLie()) {
                for (String call : List.of(CREATE, UPDATE)) {
                    try (Both both = Both.started()) {
                        both.source().breaks(asked -> asked.contains(" GET /api/v1/workflows/"), fault);

                        JsonNode answer = both.call(call, PATIENT);

                        assertTrue(answer.has("error"), fault + ": " + answer);
                        assertEquals(List.of(), both.target().done(), fault.toString());
                    }
                }
            }
        }
    }
}
