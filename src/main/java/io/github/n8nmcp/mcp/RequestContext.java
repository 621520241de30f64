package io.github.n8nmcp.mcp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.modelcontextprotocol.common.McpTransportContext;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What the transport knows of a request beside its message.
 *
 * @param fromMcpClient whether it comes from an MCP client, which began with {@code initialize} or names its protocol
 *     version in each request; a script that pipes in its calls does neither
 * @param notifications takes notifications about the request while it is under way
 */
public record RequestContext(boolean fromMcpClient, Consumer<ObjectNode> notifications) {
    private static final String KEY = RequestContext.class.getName();

    McpTransportContext toSdk() {
        return McpTransportContext.create(Map.of(KEY, this));
    }

    static RequestContext of(McpTransportContext context) {
        return (RequestContext) context.get(KEY);
    }
}
