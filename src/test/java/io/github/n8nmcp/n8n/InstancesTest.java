package io.github.n8nmcp.n8n;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.n8nmcp.config.Config;
import io.github.n8nmcp.config.ErrorStyle;
import io.github.n8nmcp.config.Instance;
import io.github.n8nmcp.fixture.TestInstance;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which n8n a name means. */
class InstancesTest {
    @Test
    void namesTheInstancesInTheOrderOfTheConfiguration() {
        Instances instances = instances("test", "production", "test", "development", "a");

        assertEquals(List.of("production", "test", "development", "a"), List.copyOf(instances.names()));
        assertEquals("test", instances.defaultName());
        assertEquals(Optional.empty(), instances.fault());
    }

    @Test
    void findsTheClientOfEachName() {
        Instances instances = instances("production", "production", "test");

        assertEquals("https://production.example.com", hostOf(instances, "production"));
        assertEquals("https://test.example.com", hostOf(instances, "test"));
    }

    @Test
    void findsOneClientForAllCallsToAnInstance() {
        Instances instances = instances("production", "production", "test");

        assertSame(
                instances.find("production").orElseThrow(),
                instances.find("production").orElseThrow());
        assertSame(
                instances.find("production").orElseThrow(),
                instances.find("default").orElseThrow());
    }

    @Test
    void takesDefaultForTheDefaultInstance() {
        Instances instances = instances("test", "production", "test");

        assertEquals("https://test.example.com", hostOf(instances, "default"));
    }

    @Test
    void takesDefaultForTheInstanceThatBearsTheName() {
        Instances instances = instances("production", "production", "default");

        assertEquals("https://default.example.com", hostOf(instances, "default"));
        assertEquals("production", instances.defaultName());
    }

    @Test
    void findsNothingForOtherNames() {
        Instances instances = instances("production", "production");

        assertTrue(instances.find("Production").isEmpty());
        assertTrue(instances.find("").isEmpty());
    }

    @Test
    void hasNoInstancesButTheReasonWhereTheConfigurationIsWrong() {
        Instances instances = Instances.unavailable("No configuration found. Write .config.json.");

        assertEquals(Optional.of("No configuration found. Write .config.json."), instances.fault());
        assertTrue(instances.names().isEmpty());
        assertEquals("default", instances.defaultName());
        assertTrue(instances.find("default").isEmpty());
    }

    private static Instances instances(String defaultName, String... names) {
        Map<String, Instance> configured = new LinkedHashMap<>();
        for (String name : names) {
            String host = "https://" + name + ".example.com";
            configured.put(name, TestInstance.at(host).named(name).build());
        }
        return new Instances(
                new Config("the test", configured, defaultName, ErrorStyle.AUTO, true, Optional.empty(), List.of()));
    }

    private static String hostOf(Instances instances, String name) {
        return instances.find(name).orElseThrow().instance().baseUrl().toString();
    }
}
