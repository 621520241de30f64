package io.github.n8nmcp.workflow;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The type of a node: the package that brings it, a dot, and its name. n8n stores any text, and cannot run it. */
final class NodeType {
    private static final String BASE = "n8n-nodes-base.";
    private static final String LANGCHAIN = "@n8n/n8n-nodes-langchain.";

    /** What the names of the nodes for language models begin with in n8n 1.82.3 to 2.41.1. */
    private static final Pattern LANGCHAIN_NAMES = Pattern.compile("(?:agent|chain|lm|memory|embeddings|vectorStore"
            + "|outputParser|tool|textSplitter|document|retriever|reranker|chatTrigger|manualChatTrigger|chat$"
            + "|mcpTrigger|mcpClient|textClassifier|informationExtractor|sentimentAnalysis|guardrails|modelSelector"
            + "|openAi|anthropic|googleGemini|ollama|toolExecutor)\\w*");

    private NodeType() {}

    /** The whole type, where the package is missing or not whole. */
    static Optional<String> completed(String type) {
        String name = type.substring(type.lastIndexOf('.') + 1);
        if (!name.matches("[A-Za-z]\\w*")) {
            return Optional.empty();
        }
        String prefix = type.substring(0, type.length() - name.length());
        name = name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
        return switch (prefix) {
            case "" -> Optional.of((LANGCHAIN_NAMES.matcher(name).matches() ? LANGCHAIN : BASE) + name);
            case "nodes-base.", "n8n-nodes.", "base.", "n8n." -> Optional.of(BASE + name);
            case "nodes-langchain.", "n8n-nodes-langchain.", "@n8n/nodes-langchain.", "langchain." ->
                Optional.of(LANGCHAIN + name);
            default -> Optional.empty();
        };
    }
}
