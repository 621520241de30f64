package io.github.n8nmcp.workflow;

import static io.github.n8nmcp.fixture.TestJson.json;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where the schedule trigger leads that is added to a workflow without one. */
class AddedScheduleTest {
    /** Nodes as name:type; links as source>target:index; expected targets as name:index. */
    @ParameterizedTest
    @CsvSource({
        "Go:manualTrigger Merge:merge, Go>Merge:1, Merge:1",
        "Go:manualTrigger Hook:webhook A:set B:set, Go>A:0 Hook>B:0, A:0",
        "Sub:executeWorkflowTrigger B:set, Sub>B:0, B:0",
        "Go:manualTrigger A:set, Go>Ghost:0, A:0",
        "A:set B:set, A>B:0, A:0",
        "Go:manualTrigger A:set, Go>A:0 Schedule Trigger>A:0, A:0",
    })
    void leadsToWhatIsStartedByHandElseToWhatNothingFeeds(String nodes, String links, String expected) {
        ObjectNode workflow = (ObjectNode) json("{}");
        for (String node : nodes.split(" ", -1)) {
            String[] parts = node.split(":", -1);
            workflow.withArrayProperty("nodes")
                    .addObject()
                    .put("name", parts[0])
                    .put("type", "n8n-nodes-base." + parts[1]);
        }
        for (String link : links.replace("Schedule ", "Schedule_").split(" ", -1)) {
            String[] parts = link.replace('_', ' ').split("[>:]", -1);
            LinkTargets.of(workflow.withObjectProperty("connections").withObjectProperty(parts[0]), "main", 0)
                    .addObject()
                    .put("node", parts[1])
                    .put("type", "main")
                    .put("index", Integer.parseInt(parts[2]));
        }

        String name = Triggers.addSchedule(workflow);

        String[] target = expected.split(":", -1);
        String expectedLinks = """
                {"main": [[{"node": "%s", "type": "main", "index": %s}]]}""".formatted(target[0], target[1]);
        assertEquals(json(expectedLinks), workflow.path("connections").path(name));
    }
}
