package io.github.n8nmcp.n8n;

import io.github.n8nmcp.http.Request;
import java.util.List;
import java.util.Optional;

/**
 * Which workflows to list.
 *
 * @param tags names of tags; all must match
 * @param name a part of the name
 * @param limit 1 to 250
 * @param cursor from the page before
 */
public record WorkflowQuery(
        Optional<Boolean> active, List<String> tags, Optional<String> name, int limit, Optional<String> cursor) {

    /** Path and query. Pinned data is left out: nobody reads it here, and it can be most of a page. */
    String path() {
        StringBuilder path = new StringBuilder("/workflows?limit=" + limit + "&excludePinnedData=true");
        active.ifPresent(value -> path.append("&active=").append(value));
        // n8n splits the list at commas. A name that holds one is looked for in n8n's answer.
        List<String> askable =
                tags.stream().distinct().filter(tag -> !tag.contains(",")).toList();
        if (!askable.isEmpty()) {
            path.append("&tags=").append(Request.encoded(String.join(",", askable)));
        }
        name.ifPresent(value -> path.append("&name=").append(Request.encoded(value)));
        cursor.ifPresent(value -> path.append("&cursor=").append(Request.encoded(value)));
        return path.toString();
    }
}
