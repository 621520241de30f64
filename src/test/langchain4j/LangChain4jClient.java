import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.mcp.McpToolProvider;
import dev.langchain4j.mcp.client.DefaultMcpClient;
import dev.langchain4j.mcp.client.transport.stdio.StdioMcpTransport;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.service.AiServices;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Lets LangChain4j use the server, whose command is the arguments. Whoever reads stdout and writes stdin is the model:
 * first it reads the names of the tools as one line, then it writes a call as a line, {"name": tool, "args": arguments},
 * and reads as one line of JSON what LangChain4j shows it. The end of stdin ends the chat, and with it the server.
 */
final class LangChain4jClient implements ChatModel {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final BufferedReader calls = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    private boolean namesAreWritten;

    interface Assistant {
        String chat(String message);
    }

    public static void main(String[] command) throws Exception {
        var transport = StdioMcpTransport.builder().command(List.of(command)).build();
        try (var client = DefaultMcpClient.builder().transport(transport).build()) {
            Assistant assistant = AiServices.builder(Assistant.class)
                    .chatModel(new LangChain4jClient())
                    .toolProvider(McpToolProvider.builder().mcpClients(client).build())
                    .build();

            assistant.chat("Begin.");
        }
    }

    @Override
    public ChatResponse doChat(ChatRequest request) {
        try {
            if (!namesAreWritten) {
                write(request.toolSpecifications().stream()
                        .map(tool -> tool.name())
                        .toList());
                namesAreWritten = true;
            }
            ChatMessage last = request.messages().get(request.messages().size() - 1);
            if (last instanceof ToolExecutionResultMessage result) {
                write(result.text());
            }
            String line = calls.readLine();
            return ChatResponse.builder()
                    .aiMessage(line == null ? AiMessage.from("done") : call(JSON.readTree(line)))
                    .build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static AiMessage call(JsonNode wanted) {
        return AiMessage.from(ToolExecutionRequest.builder()
                .id("call")
                .name(wanted.path("name").asText())
                .arguments(wanted.path("args").toString())
                .build());
    }

    private static void write(Object shown) throws IOException {
        System.out.println(JSON.writeValueAsString(shown));
    }
}
