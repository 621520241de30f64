package io.github.n8nmcp.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the words after the program's name ask for. */
class CommandLineTest {

    @Test
    void withoutOptionsItServesWhatTheLookupFinds() {
        assertEquals(new CommandLine.Serve(Optional.empty(), false), CommandLine.parse());
    }

    static Stream<Arguments> actions() {
        return Stream.of(
                Arguments.of("--check", new CommandLine.Check(Optional.empty(), false, false)),
                Arguments.of("--version", new CommandLine.Version()),
                Arguments.of("--help", new CommandLine.Help()),
                Arguments.of("-h", new CommandLine.Help()),
                Arguments.of("--training-run", new CommandLine.Train()),
                Arguments.of("--verbose", new CommandLine.Serve(Optional.empty(), true)));
    }

    @ParameterizedTest
    @MethodSource("actions")
    void anOptionAsksForItsAction(String option, CommandLine action) {
        assertEquals(action, CommandLine.parse(option));
    }

    @Test
    void theFileFollowsConfigAsAWordOrAfterAnEqualsSign() {
        CommandLine expected = new CommandLine.Serve(Optional.of(Path.of("my n8n.json")), false);

        assertEquals(expected, CommandLine.parse("--config", "my n8n.json"));
        assertEquals(expected, CommandLine.parse("--config=my n8n.json"));
    }

    @Test
    void aFileMayHaveAnEqualsSignInItsName() {
        assertEquals(
                new CommandLine.Serve(Optional.of(Path.of("a=b.json")), false), CommandLine.parse("--config=a=b.json"));
    }

    @Test
    void theFileAndTheActionStandInAnyOrder() {
        CommandLine expected = new CommandLine.Check(Optional.of(Path.of("a.json")), false, false);

        assertEquals(expected, CommandLine.parse("--config", "a.json", "--check"));
        assertEquals(expected, CommandLine.parse("--check", "--config", "a.json"));
    }

    @Test
    void theLastOfTwoFilesCounts() {
        assertEquals(
                new CommandLine.Serve(Optional.of(Path.of("b.json")), false),
                CommandLine.parse("--config", "a.json", "--config=b.json"));
    }

    @Test
    void theLastOfTwoActionsCounts() {
        assertEquals(new CommandLine.Help(), CommandLine.parse("--check", "--help"));
        assertEquals(new CommandLine.Check(Optional.empty(), false, false), CommandLine.parse("--help", "--check"));
    }

    @Test
    void jsonGoesWithCheckOnly() {
        assertEquals(new CommandLine.Check(Optional.empty(), true, false), CommandLine.parse("--json", "--check"));
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
        assertEquals(new CommandLine.Wrong(fault), parsed);
    }
}
