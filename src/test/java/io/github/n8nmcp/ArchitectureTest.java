package io.github.n8nmcp;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The rooms of the house and which may know which. */
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.github.n8nmcp");

    @Test
    void roomsImportInOneDirectionOnly() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("main")
                .definedBy("io.github.n8nmcp")
                .layer("stdio")
                .definedBy("..n8nmcp.stdio")
                .layer("tools")
                .definedBy("..n8nmcp.tools")
                .layer("n8n")
                .definedBy("..n8nmcp.n8n")
                .layer("workflow")
                .definedBy("..n8nmcp.workflow")
                .layer("config")
                .definedBy("..n8nmcp.config")
                .layer("json")
                .definedBy("..n8nmcp.json")
                .whereLayer("json")
                .mayNotAccessAnyLayer()
                .whereLayer("main")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("stdio")
                .mayOnlyBeAccessedByLayers("main")
                .whereLayer("tools")
                .mayOnlyBeAccessedByLayers("main")
                .whereLayer("n8n")
                .mayOnlyBeAccessedByLayers("main", "tools")
                .whereLayer("workflow")
                .mayOnlyBeAccessedByLayers("tools", "n8n")
                .whereLayer("config")
                .mayOnlyBeAccessedByLayers("main", "tools", "n8n")
                .check(CLASSES);
    }

    @Test
    void rulesAndConfigurationKnowNeitherHttpNorMcp() {
        noClasses()
                .that()
                .resideInAnyPackage("..n8nmcp.workflow", "..n8nmcp.config", "..n8nmcp.json")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.net.http..", "io.modelcontextprotocol..", "reactor..")
                .check(CLASSES);
    }

    @Test
    void onlyTheToolsAndTheTransportKnowMcp() {
        noClasses()
                .that()
                .resideInAPackage("..n8nmcp.n8n")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.modelcontextprotocol..", "reactor..")
                .check(CLASSES);
    }

    /** Making one takes longer than all that the server does before its first answer. */
    @Test
    void nobodyMakesAnObjectMapper() {
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
                .resideOutsideOfPackage("io.github.n8nmcp")
                .should()
                .accessField(System.class, "out")
                .check(CLASSES);
    }
}
