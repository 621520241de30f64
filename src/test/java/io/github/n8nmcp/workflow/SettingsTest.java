package io.github.n8nmcp.workflow;

import static io.github.n8nmcp.fixture.TestJson.json;
import static io.github.n8nmcp.fixture.TestJson.object;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which settings n8n is sent, which after a refusal, and which warnings name those that it lost. */
class SettingsTest {
    private static final MissingNode NONE = MissingNode.getInstance();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # stored ones stay, given ones win
            {"timezone": "UTC", "executionOrder": "v1"} | {"timezone": "Europe/Rome"} | {"timezone": "Europe/Rome", "executionOrder": "v1"}
            {"timezone": "UTC"}                         | {}                          | {"timezone": "UTC"}
            {}                                          | {"timezone": "UTC"}         | {"timezone": "UTC"}
            {"saveManualExecutions": true}              | {"saveManualExecutions": false} | {"saveManualExecutions": false}
            # echoed, since n8n 1.119 to 2.16 resets them unless sent
            {"callerPolicy": "any", "availableInMCP": true} | {"timezone": "UTC"}     | {"callerPolicy": "any", "availableInMCP": true, "timezone": "UTC"}
            # stored ones that mean nothing and that n8n refuses
            {"timezone": null, "saveExecutionProgress": "DEFAULT", "saveDataErrorExecution": "DEFAULT"} | {} | {}
            {"timezone": "DEFAULT"}                     | {"timezone": "UTC"}         | {"timezone": "UTC"}
            # stored ones that some n8n refuses and no n8n loses
            {"engineType": "v2", "binaryMode": "separate", "redactionPolicy": "all"} | {} | {}
            # given ones go as they are: n8n judges them
            {}                                          | {"redactionPolicy": "all", "someKeyOfTomorrow": {"a": 1}} | {"redactionPolicy": "all", "someKeyOfTomorrow": {"a": 1}}
            """)
    void givenSettingsReplaceTheStoredOnesThatAreSentBack(String stored, String given, String sent) {
        assertEquals(json(sent), Settings.merged(json(stored), json(given)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"saveExecutionProgress": true, "saveManualExecutions": false, "saveDataErrorExecution": "all", "saveDataSuccessExecution": "none"}
            {"executionTimeout": -1, "errorWorkflow": "abc", "timezone": "UTC", "executionOrder": "v1"}
            {"callerPolicy": "workflowsFromAList", "callerIds": "1,2", "timeSavedPerExecution": 5, "availableInMCP": false}
            """)
    void storedOnesThatSomeN8nWouldLoseAreSentBack(String stored) {
        assertEquals(json(stored), Settings.merged(json(stored), NONE));
    }

    @Test
    void aWorkflowStoredWithoutSettingsGetsTheGivenOnes() {
        String timezone = """
                {"timezone": "UTC"}
                """;
        assertEquals(json(timezone), Settings.merged(NONE, json(timezone)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"timezone": "UTC", "engineType": "v2"}       | engineType               | {"timezone": "UTC"}
            {"a": 1, "b": 2, "c": 3}                      | a, c                   | {"b": 2}
            {"callerPolicy": "any", "redactionPolicy": 1} | redactionPolicy          | {"callerPolicy": "any"}
            {"engineType": "v2"}                          | engineType               | {}
            """)
    void leavesOutTheKeysThatN8nNames(String sent, String named, String next) {
        assertEquals(Optional.of(json(next)), Settings.withoutUnknown(object(sent), Set.of(named.split(", "))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # the newest first
            {"timezone": "UTC", "callerPolicy": "any", "redactionPolicy": "all"} | {"timezone": "UTC", "callerPolicy": "any"}
            {"timezone": "UTC", "someKeyOfTomorrow": 1}                          | {"timezone": "UTC"}
            # then those that n8n takes from 1.119 on
            {"timezone": "UTC", "callerPolicy": "any"}                           | {"timezone": "UTC"}
            {"callerIds": "1", "timeSavedPerExecution": 5, "availableInMCP": true, "executionOrder": "v1"} | {"executionOrder": "v1"}
            {"callerPolicy": "any"}                                              | {}
            """)
    void leavesOutTheNewestKeysWhenN8nNamesNone(String sent, String next) {
        assertEquals(Optional.of(json(next)), Settings.withoutUnknown(object(sent), Set.of()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"timezone": "UTC"} |
            {}                  |
            {"timezone": "UTC"} | engineType
            """)
    void sendsNothingAgainWhenNothingIsLeftToLeaveOut(String sent, String named) {
        Set<String> unknown = named == null ? Set.of() : Set.of(named);

        assertEquals(Optional.empty(), Settings.withoutUnknown(object(sent), unknown));
    }

    @Test
    void leavesTheSentSettingsAsTheyWere() {
        String engineType = """
                {"engineType": "v2"}
                """;
        var sent = object(engineType);

        var next = Settings.withoutUnknown(sent, Set.of("engineType"));

        assertEquals(Optional.of(json("{}")), next);
        assertEquals(json(engineType), sent);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # before                                      | given                        | after
            {"timezone": "UTC"}                           | {"executionTimeout": 60}     | {"timezone": "UTC", "executionTimeout": 60}
            {"timezone": "UTC"}                           | {"timezone": "Europe/Rome"}  | {"timezone": "Europe/Rome"}
            {}                                            | {}                           | {"callerPolicy": "workflowsFromSameOwner"}
            {"timezone": null, "saveExecutionProgress": "DEFAULT"} | {}                  | {}
            """)
    void warnsOfNothingWhenN8nStoredWhatWasWanted(String before, String given, String after) {
        assertEquals(List.of(), Settings.losses(json(before), json(given), json(after)));
    }

    @Test
    void namesTheGivenOnesThatN8nDidNotTake() {
        String before = """
                {"executionTimeout": 10}
                """;
        String given = """
                {"binaryMode": "separate", "timezone": "UTC", "executionTimeout": 60}
                """;
        String after = """
                {"executionTimeout": 10, "timezone": "UTC"}
                """;

        assertEquals(
                List.of("This n8n did not take from settings: binaryMode, executionTimeout."),
                Settings.losses(json(before), json(given), json(after)));
    }

    @Test
    void namesTheStoredOnesThatWereLost() {
        String before = """
                {"callerPolicy": "any", "availableInMCP": true, "timezone": "UTC"}
                """;
        String after = """
                {"availableInMCP": false, "timezone": "UTC"}
                """;

        assertEquals(
                List.of("This n8n's API cannot keep these settings when it changes a workflow, so they were lost: "
                        + "callerPolicy, availableInMCP. Set them again in the editor."),
                Settings.losses(json(before), json("{}"), json(after)));
    }

    @Test
    void distinguishesARefusedSettingFromALostOne() {
        String before = """
                {"callerPolicy": "any", "engineType": "v2"}
                """;
        String given = """
                {"callerPolicy": "none"}
                """;

        assertEquals(
                List.of(
                        "This n8n did not take from settings: callerPolicy.",
                        "This n8n's API cannot keep these settings when it changes a workflow, so they were lost: "
                                + "engineType. Set them again in the editor."),
                Settings.losses(json(before), json(given), json("{}")));
    }

    @Test
    void aNewWorkflowHasNothingToLose() {
        String after = """
                {"executionOrder": "v1"}
                """;

        assertEquals(List.of(), Settings.losses(NONE, NONE, json(after)));
    }

    @Test
    void aKeyThatN8nDoesNotClearIsReportedWithTheWayToClearIt() {
        List<String> losses = Settings.losses(
                json("{\"timezone\": \"Europe/Rome\"}"),
                json("{\"timezone\": null}"),
                json("{\"timezone\": \"Europe/Rome\"}"));

        assertEquals(
                List.of(
                        "This n8n keeps settings that it is not sent, so these were not cleared: timezone. Give \"\" for "
                                + "a text, -1 for executionTimeout, and the value you want for any other."),
                losses);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"executionTimeout": -1}
            {"callerPolicy": "workflowsFromSameOwner"}
            {"availableInMCP": false}
            {"timezone": ""}
            {"errorWorkflow": null}
            {"saveManualExecutions": "DEFAULT"}
            """)
    void aValueThatMeansTheSameAsNoKeyIsNoLoss(String settings) {
        assertEquals(List.of(), Settings.losses(json("{}"), json(settings), json("{}")));
        assertEquals(List.of(), Settings.losses(json(settings), json("{}"), json("{}")));
    }
}
