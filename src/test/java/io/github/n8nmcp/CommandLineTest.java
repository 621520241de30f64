package io.github.n8nmcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.n8nmcp.CommandLine.Action;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the words after the program's name ask for. */
class CommandLineTest {

    @Test
    void withoutOptionsItServesWhatTheLookupFinds() {
        assertEquals(new CommandLine(Action.SERVE, Optional.empty(), false, false, ""), CommandLine.parse());
    }

    @ParameterizedTest
    @CsvSource({"--check, CHECK", "--version, VERSION", "--help, HELP", "-h, HELP"})
    void anOptionAsksForItsAction(String option, Action action) {
        assertEquals(new CommandLine(action, Optional.empty(), false, false, ""), CommandLine.parse(option));
    }

    @Test
    void theFileFollowsConfigAsAWordOrAfterAnEqualsSign() {
        CommandLine expected = new CommandLine(Action.SERVE, Optional.of(Path.of("my n8n.json")), false, false, "");

        assertEquals(expected, CommandLine.parse("--config", "my n8n.json"));
        assertEquals(expected, CommandLine.parse("--config=my n8n.json"));
    }

    @Test
    void aFileMayHaveAnEqualsSignInItsName() {
        assertEquals(
                Optional.of(Path.of("a=b.json")),
                CommandLine.parse("--config=a=b.json").config());
    }

    @Test
    void theFileAndTheActionStandInAnyOrder() {
        CommandLine expected = new CommandLine(Action.CHECK, Optional.of(Path.of("a.json")), false, false, "");

        assertEquals(expected, CommandLine.parse("--config", "a.json", "--check"));
        assertEquals(expected, CommandLine.parse("--check", "--config", "a.json"));
    }

    @Test
    void theLastOfTwoFilesCounts() {
        assertEquals(
                Optional.of(Path.of("b.json")),
                CommandLine.parse("--config", "a.json", "--config=b.json").config());
    }

    @Test
    void theLastOfTwoActionsCounts() {
        assertEquals(Action.HELP, CommandLine.parse("--check", "--help").action());
        assertEquals(Action.CHECK, CommandLine.parse("--help", "--check").action());
    }

    @Test
    void jsonGoesWithCheckOnly() {
        assertEquals(
                new CommandLine(Action.CHECK, Optional.empty(), false, true, ""),
                CommandLine.parse("--json", "--check"));
        assertWrong("--json goes with --check.", CommandLine.parse("--json"));
        assertWrong("--json goes with --check.", CommandLine.parse("--json", "--version"));
    }

    @Test
    void configWithoutAFileIsWrong() {
        assertWrong("--config needs a file.", CommandLine.parse("--config"));
        assertWrong("--config needs a file.", CommandLine.parse("--check", "--config"));
        assertWrong("--config needs a file.", CommandLine.parse("--config", "a.json", "--config"));
    }

    @Test
    void aNameThatNoFileCanHaveIsWrong() {
        assertWrong("--config needs a file, and 'a\0b' cannot be one.", CommandLine.parse("--config", "a\0b"));
        assertWrong("--config needs a file, and 'a\0b' cannot be one.", CommandLine.parse("--config=a\0b"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--chek", "--CHECK", "--check=yes", "--config-file", "-c", "-v", "--", "config.json", ""})
    void anUnknownOptionIsWrongAndNamed(String option) {
        assertWrong("Unknown option: " + option, CommandLine.parse(option));
    }

    @Test
    void anUnknownOptionIsWrongBesideGoodOnesToo() {
        assertWrong("Unknown option: --chek", CommandLine.parse("--config", "a.json", "--chek"));
        assertWrong("Unknown option: --chek", CommandLine.parse("--chek", "--help"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--config FILE", "--check", "--json", "--version", "--help"})
    void theHelpExplainsEveryOption(String option) {
        assertTrue(CommandLine.HELP.lines().anyMatch(line -> line.startsWith("  " + option + "  ")));
    }

    private static void assertWrong(String fault, CommandLine parsed) {
        assertEquals(new CommandLine(Action.WRONG, Optional.empty(), false, false, fault), parsed);
    }
}
