package io.tenantry.chaos;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTests {

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.tenantry.chaos");

  @Test
  void theModelKnowsNeitherProcessesNorDatabaseNorBroker() {
    noClasses()
        .that()
        .resideInAPackage("..chaos.model..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("..cluster..", "..drive..", "..check..", "java.sql..", "com.rabbitmq..")
        .check(CLASSES);
  }

  @Test
  void theAgentNeedsNothingButTheJdk() {
    noClasses()
        .that()
        .haveSimpleName("Agent")
        .or()
        .haveSimpleName("Patches")
        .should()
        .dependOnClassesThat()
        .resideOutsideOfPackages("java..", "io.tenantry.chaos.sabotage", "org.jspecify..")
        .check(CLASSES);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("io.tenantry.chaos.(*)..").should().beFreeOfCycles().check(CLASSES);
  }
}
