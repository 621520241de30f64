package io.github.n8nmcp.workflow;

import static io.github.n8nmcp.fixture.TestJson.json;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Links in the forms in which clients and models send them. */
class GivenLinksTest {
    private static final String NODES = """
            [{"id": "n-1", "name": "A", "type": "n8n-nodes-base.set"},
             {"id": "n-2", "name": "B", "type": "n8n-nodes-base.set"},
             {"id": "n-3", "name": "If", "type": "n8n-nodes-base.if"},
             {"id": "n-4", "name": "Loop", "type": "n8n-nodes-base.splitInBatches", "typeVersion": 3},
             {"id": "n-5", "name": "Model", "type": "@n8n/n8n-nodes-langchain.lmChatOpenAi"}]""";

    private static final String B = "{\"node\": \"B\", \"type\": \"main\", \"index\": 0}";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"A": {"main": {"0": {"0": {"node": "B", "type": "main", "index": "0"}}}}}         | {"A": {"main": [[B]]}}
            {"A": "{\\"main\\": [[{\\"node\\": \\"B\\"}]]}"}                                   | {"A": {"main": [[B]]}}
            {"A": {"main": "[[{\\"node\\": \\"B\\"}]]"}}                                       | {"A": {"main": [[B]]}}
            {"A": {"main": [["{\\"node\\": \\"B\\"}"]]}}                                       | {"A": {"main": [[B]]}}
            {"A": {"main": [{"node": "B"}]}}                                                   | {"A": {"main": [[B]]}}
            {"A": {"main": [["B"]]}}                                                           | {"A": {"main": [[B]]}}
            {"n-1": {"main": [[{"node": "n-2"}]]}}                                             | {"A": {"main": [[B]]}}
            [{"source": "n-1", "target": "n-2"}]                                               | {"A": {"main": [[B]]}}
            ["{\\"source\\": \\"A\\", \\"target\\": \\"B\\"}"]                                 | {"A": {"main": [[B]]}}
            [{"source": "If", "target": "B", "sourceOutput": "false"}]                         | {"If": {"main": [[], [B]]}}
            [{"source": "A", "target": "B", "sourceOutput": "main"}]                           | {"A": {"main": [[B]]}}
            """)
    void linksAreRestoredWithoutAWarning(String given, String expected) {
        List<String> warnings = new ArrayList<>();

        assertEquals(json(expected.replace("B]", B + "]")), Connections.prepared(json(given), json(NODES), warnings));
        assertEquals(List.of(), warnings);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"A": {"0": [[{"node": "B", "type": "main", "index": 0}]]}}     | {"A": {"main": [[B]]}}
            {"A": {"0": [{"node": "B"}]}}                                   | {"A": {"main": [[B]]}}
            {"A": {"1": [[{"node": "B"}]]}}                                 | {"A": {"main": [[], [B]]}}
            {"A": {"output": [[{"node": "B", "type": "input"}]]}}           | {"A": {"main": [[B]]}}
            {"A": {"main": [[{"node": "B", "type": "0"}]]}}                 | {"A": {"main": [[B]]}}
            {"A": {"main": [[{"node": "B", "type": 0}]]}}                   | {"A": {"main": [[B]]}}
            {"If": {"true": [[{"node": "B"}]]}}                             | {"If": {"main": [[B]]}}
            {"If": {"main": [[{"node": "B"}]], "1": [[{"node": "B"}]]}}     | {"If": {"main": [[B], [B]]}}
            {"If": {"false": [[{"node": "B"}]]}}                            | {"If": {"main": [[], [B]]}}
            {"Loop": {"loop": [[{"node": "B"}]]}}                           | {"Loop": {"main": [[], [B]]}}
            [{"source": "If", "target": "B", "type": "true"}]               | {"If": {"main": [[B]]}}
            """)
    void linksOfAnUnknownTypeAreStoredAsMainWithAWarning(String given, String expected) {
        List<String> warnings = new ArrayList<>();

        assertEquals(json(expected.replace("B]", B + "]")), Connections.prepared(json(given), json(NODES), warnings));
        assertEquals(1, warnings.size());
        assertTrue(warnings.get(0).startsWith("n8n knows no such type of link"), warnings.get(0));
    }

    @Test
    void linksFromAModelThatAreGivenAsMainGetTheTypeOfTheModel() {
        List<String> warnings = new ArrayList<>();
        String given = """
                {"Model": {"ai_languageModel": [[{"node": "A", "type": "main", "index": 0}]]}}""";
        String expected = """
                {"Model": {"ai_languageModel": [[{"node": "A", "type": "ai_languageModel", "index": 0}]]}}""";
        assertEquals(json(expected), Connections.prepared(json(given), json(NODES), warnings));
        assertEquals(
                List.of("n8n knows no such type of link, so these were stored as links of the type that was meant: "
                        + "'Model' -'main'-> 'A'."),
                warnings);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"A": {"true": [[{"node": "B"}]]}}                                    | 'true' is no type of link
            {"A": {"success": [[{"node": "B"}]]}}                                 | 'success' is no type of link
            {"A": {"0": [[{"node": "B"}], [{"node": "If"}]]}}                     | '0' is no type of link
            {"A": {"0": [[{"node": "B"}]], "main": [[{"node": "If"}]]}}           | '0' is no type of link
            {"A": {"main": [[{"node": "B", "type": "ai_tool"}]]}}                 | leaves as 'main' and arrives as 'ai_tool'
            {"A": {"main": [{"node": "B"}, {"node": "If"}]}}                      | main must be a list of outputs
            """)
    void ambiguousLinksAreRefused(String given, String reason) {
        var refusal = assertThrows(
                InvalidWorkflowException.class,
                () -> Connections.prepared(json(given), json(NODES), new ArrayList<>()));

        assertTrue(refusal.getMessage().contains(reason), refusal.getMessage());
    }
}
