package io.github.n8nmcp;

import java.util.Arrays;

/**
 * What an n8n of a version does where versions differ, as seen on running ones or read in their packages.
 *
 * @param minor 82 for 1.82.3; the patch number makes no difference to anything here
 */
record N8nVersion(int major, int minor) {
    /** The version that the build's property {@code n8n.version} names. */
    static final N8nVersion UNDER_TEST = of(System.getProperty("n8n.version"));

    static N8nVersion of(String version) {
        int[] numbers = Arrays.stream(version.split("\\.", -1))
                .mapToInt(Integer::parseInt)
                .toArray();
        return new N8nVersion(numbers[0], numbers[1]);
    }

    /** Before 2.6 a workflow that is activated takes over the webhook path of another one. */
    boolean refusesAWebhookPathThatIsTaken() {
        return isAtLeast(2, 6);
    }

    /**
     * When an active workflow is changed and the new version cannot be published, n8n before 2.34 names the new version as
     * the live one, though no trigger of it works.
     */
    boolean keepsTheOldVersionLiveAfterARefusedPublication() {
        return isAtLeast(2, 34);
    }

    /** Whether the API has {@code POST /workflows/{id}/archive}. */
    boolean archives() {
        return isAtLeast(2, 15);
    }

    /** Whether a change to an active workflow can be stored without being published. */
    boolean keepsDrafts() {
        return isAtLeast(2, 35);
    }

    /** Whether its own MCP server starts a named trigger; seen in 2.41.1, and not in 2.14.2. */
    boolean hasAnMcpServerThatTakesATrigger() {
        return isAtLeast(2, 41);
    }

    private boolean isAtLeast(int wantedMajor, int wantedMinor) {
        return major > wantedMajor || (major == wantedMajor && minor >= wantedMinor);
    }
}
