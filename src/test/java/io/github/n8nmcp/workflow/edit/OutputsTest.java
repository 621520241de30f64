package io.github.n8nmcp.workflow.edit;

import static io.github.n8nmcp.workflow.edit.Editing.json;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How many outputs come before the one for errors, and what they are called. */
class OutputsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "n8n-nodes-base.set                          | 3   | {}                                             | error     | 1",
                "n8n-nodes-community.any                     | 1   | {}                                             | error     | 1",
                "n8n-nodes-base.if                           | 2.2 | {}                                             | error     | 2",
                "n8n-nodes-base.splitInBatches               | 1   | {}                                             | error     | 1",
                "n8n-nodes-base.splitInBatches               | 2   | {}                                             | done      | 1",
                "n8n-nodes-base.splitInBatches               | 3   | {}                                             | done      | 0",
                "n8n-nodes-base.compareDatasets              | 2.3 | {}                                             | different | 2",
                "n8n-nodes-base.compareDatasets              | 2.3 | {}                                             | error     | 4",
                "n8n-nodes-base.switch                       | 1   | {}                                             | error     | 4",
                "n8n-nodes-base.switch                       | 2   | {'rules': {'rules': [{'outputKey': 'x'}]}}     | x         | 0",
                "n8n-nodes-base.switch                       | 2   | {'mode': 'expression', 'outputsAmount': 6}     | error     | 6",
                "n8n-nodes-base.switch                       | 3.2 | {'mode': 'expression', 'numberOutputs': 5}     | error     | 5",
                "n8n-nodes-base.switch                       | 3.2 | {'mode': 'expression'}                         | error     | 4",
                "n8n-nodes-base.switch                       | 3.2 | {}                                             | error     | 1",
                "n8n-nodes-base.switch                       | 3.2 | {'rules': {'values': [{}, {'outputKey': 'b'}]}} | b        | 1",
                "n8n-nodes-base.switch                       | 3.2 | {'rules': {'values': [{}]}, 'options': {'fallbackOutput': 'extra'}} | fallback | 1",
                "n8n-nodes-base.switch                       | 3.2 | {'rules': {'values': [{}]}, 'options': {'fallbackOutput': 'extra', 'renameFallbackOutput': 'Else'}} | else | 1",
                "n8n-nodes-base.switch                       | 3.2 | {'rules': {'values': [{}]}, 'options': {'fallbackOutput': 'extra'}} | error | 2",
                "n8n-nodes-base.webhook                      | 2   | {'httpMethod': 'POST'}                         | error     | 1",
                "n8n-nodes-base.webhook                      | 2   | {'httpMethod': ['GET', 'POST']}                | post      | 1",
                "n8n-nodes-base.respondToWebhook             | 1.1 | {}                                             | error     | 1",
                "n8n-nodes-base.respondToWebhook             | 1.3 | {}                                             | response  | 1",
                "n8n-nodes-base.respondToWebhook             | 1.5 | {'enableResponseOutput': true}                 | response  | 1",
                "n8n-nodes-base.respondToWebhook             | 1.5 | {}                                             | error     | 1",
                "n8n-nodes-base.evaluation                   | 4.8 | {'operation': 'checkIfEvaluating'}             | normal    | 1",
                "n8n-nodes-base.evaluation                   | 4.8 | {}                                             | error     | 1",
                "n8n-nodes-base.dynamicCredentialCheck       | 1   | {}                                             | not ready | 1",
                "@n8n/n8n-nodes-langchain.guardrails         | 2   | {}                                             | fail      | 1",
                "@n8n/n8n-nodes-langchain.guardrails         | 2   | {'operation': 'sanitize'}                      | error     | 1",
                "@n8n/n8n-nodes-langchain.sentimentAnalysis  | 1   | {}                                             | negative  | 2",
                "@n8n/n8n-nodes-langchain.sentimentAnalysis  | 1   | {'options': {'categories': 'a , b'}}           | b         | 1",
                "@n8n/n8n-nodes-langchain.textClassifier     | 1   | {'categories': {'categories': [{'category': 'Spam'}]}, 'options': {'fallback': 'other'}} | other | 1",
                "@n8n/n8n-nodes-langchain.textClassifier     | 1   | {'categories': {'categories': [{'category': 'Spam'}]}} | spam | 0",
            })
    void anOutputIsKnownByItsName(String type, String version, String parameters, String name, int output) {
        String node = "{'name': 'N', 'type': '" + type + "', 'typeVersion': " + version + ", 'parameters': "
                + parameters + "}";

        assertEquals(output, Outputs.named(name, json(node)));
    }
}
