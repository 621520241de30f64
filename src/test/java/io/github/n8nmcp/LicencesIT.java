package io.github.n8nmcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/** The list of the jar's dependencies, compared with those jars of the class path whose classes the jar contains. */
class LicencesIT {
    private static final Path JAR = Path.of(System.getProperty("server.jar"));
    private static final Pattern LINE = Pattern.compile("(?m)^\\S+:(\\S+):(\\S+) \\((.+)\\) https?://\\S+$");

    @Test
    void theListNamesTheArtifactsWhoseClassesAreInTheJar() {
        assertEquals(
                dependencies().keySet(),
                listed().stream()
                        .map(line -> line.group(1) + "-" + line.group(2) + ".jar")
                        .collect(Collectors.toSet()));
    }

    @Test
    void everyClassIsFromADependencyOrThisProject() {
        Set<String> classes = classes(JAR);
        dependencies().values().forEach(classes::removeAll);

        assertEquals(
                List.of(),
                classes.stream()
                        .filter(name -> !name.startsWith("io/github/n8nmcp/"))
                        .toList());
    }

    @Test
    void everyLicenceHasItsTextInTheJar() {
        for (MatchResult line : listed()) {
            for (String licence : line.group(3).split(", ", -1)) {
                assertTrue(text("META-INF/licenses/" + licence + ".txt").contains("WARRANTIES"), licence);
            }
        }
    }

    private static List<MatchResult> listed() {
        return LINE.matcher(text("META-INF/THIRD-PARTY.txt")).results().toList();
    }

    /** The file name of each dependency with its classes. */
    private static Map<String, Set<String>> dependencies() {
        Set<String> shipped = classes(JAR);
        Map<String, Set<String>> dependencies = new TreeMap<>();
        Pattern.compile(File.pathSeparator, Pattern.LITERAL)
                .splitAsStream(System.getProperty("java.class.path"))
                .map(Path::of)
                .filter(file -> file.toString().endsWith(".jar") && !file.equals(JAR))
                .forEach(file -> dependencies.put(file.getFileName().toString(), classes(file)));
        dependencies.values().removeIf(classes -> Collections.disjoint(classes, shipped));
        return dependencies;
    }

    private static Set<String> classes(Path jar) {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            return zip.stream()
                    .map(ZipEntry::getName)
                    .filter(name -> name.endsWith(".class") && !name.endsWith("module-info.class"))
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(String name) {
        try (ZipFile zip = new ZipFile(JAR.toFile())) {
            return new String(zip.getInputStream(zip.getEntry(name)).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
