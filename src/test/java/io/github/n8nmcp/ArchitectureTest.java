package io.github.n8nmcp;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import org.junit.jupiter.api.Test;

/** The packages ("rooms"), and which may use which. */
class ArchitectureTest {
    private static final String ROOT = "io.github.n8nmcp";

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    @Test
    void roomsImportInOneDirectionOnly() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("main")
                .definedBy(ROOT)
                .layer("cli")
                .definedBy(ROOT + ".cli")
                .layer("stdio")
                .definedBy(ROOT + ".stdio")
                .layer("mcp")
                .definedBy(ROOT + ".mcp")
                .layer("tools")
                .definedBy(ROOT + ".tools")
                .layer("actions")
                .definedBy(ROOT + ".actions")
                .layer("call")
                .definedBy(ROOT + ".call")
                .layer("n8n")
                .definedBy(ROOT + ".n8n")
                .layer("http")
                .definedBy(ROOT + ".http")
                .layer("workflow")
                .definedBy(ROOT + ".workflow..")
                .layer("config")
                .definedBy(ROOT + ".config")
                .layer("json")
                .definedBy(ROOT + ".json")
                .whereLayer("main")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("cli")
                .mayOnlyBeAccessedByLayers("main")
                .whereLayer("stdio")
                .mayOnlyBeAccessedByLayers("main")
                .whereLayer("mcp")
                .mayOnlyBeAccessedByLayers("main", "stdio")
                .whereLayer("tools")
                .mayOnlyBeAccessedByLayers("main")
                .whereLayer("actions")
                .mayOnlyBeAccessedByLayers("tools")
                .whereLayer("call")
                .mayOnlyBeAccessedByLayers("main", "mcp", "tools", "actions")
                .whereLayer("n8n")
                .mayOnlyBeAccessedByLayers("main", "cli", "mcp", "tools", "actions", "call")
                .whereLayer("http")
                .mayOnlyBeAccessedByLayers("call", "n8n")
                .whereLayer("workflow")
                .mayOnlyBeAccessedByLayers("tools", "actions", "call", "n8n")
                .whereLayer("config")
                .mayOnlyBeAccessedByLayers("main", "cli", "mcp", "tools", "actions", "call", "n8n", "http")
                .whereLayer("json")
                .mayNotAccessAnyLayer()
                .check(CLASSES);
    }

    @Test
    void noTwoRoomsNeedEachOther() {
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    /** A nested class belongs to the file of the class around it. */
    @Test
    void noTwoFilesNeedEachOther() {
        SliceAssignment files = new SliceAssignment() {
            @Override
            public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
                return javaClass.getPackageName().startsWith(ROOT)
                        ? SliceIdentifier.of(javaClass.getName().replaceFirst("\\$.*", ""))
                        : SliceIdentifier.ignore();
            }

            @Override
            public String getDescription() {
                return "files";
            }
        };
        slices().assignedFrom(files).should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void rulesAndConfigurationKnowNeitherHttpNorMcp() {
        noClasses()
                .that()
                .resideInAnyPackage(ROOT + ".workflow..", ROOT + ".config", ROOT + ".json")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.net.http..", "io.modelcontextprotocol..", "reactor..")
                .check(CLASSES);
    }

    @Test
    void onlyOneRoomKnowsTheSdk() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".mcp")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.modelcontextprotocol..", "reactor..")
                .check(CLASSES);
    }

    @Test
    void onlyOneRoomSendsHttpRequests() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".http")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.net.http..")
                .check(CLASSES);
    }

    /** Making one takes longer than everything that the server does before its first answer. */
    @Test
    void noClassMakesAnObjectMapper() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .areAssignableTo("com.fasterxml.jackson.databind.ObjectMapper")
                .check(CLASSES);
    }

    @Test
    void classesAreNamedForWhatTheyAre() {
        noClasses()
                .should()
                .haveSimpleNameEndingWith("Utils")
                .orShould()
                .haveSimpleNameEndingWith("Helper")
                .orShould()
                .haveSimpleNameEndingWith("Manager")
                .orShould()
                .haveSimpleNameEndingWith("Impl")
                .check(CLASSES);
    }

    @Test
    void nothingPrintsToStdoutButTheCommandLine() {
        noClasses()
                .that()
                .resideOutsideOfPackages(ROOT, ROOT + ".cli")
                .should()
                .accessField(System.class, "out")
                .check(CLASSES);
    }
}
