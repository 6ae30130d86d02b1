package io.tenantry.testing;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import org.jspecify.annotations.NullMarked;

/** The boundaries that every module keeps; one test per module checks them with one call. */
public final class ArchitectureRules {

  private static final List<String> SERVICES =
      List.of("io.tenantry.provisioning", "io.tenantry.worker", "io.tenantry.techstore");

  private ArchitectureRules() {}

  /**
   * Checks the production classes of a module.
   *
   * @param root the module's root package
   * @param sqlPlaces packages, or full names of classes, in which {@code java.sql} may be used
   * @throws AssertionError that names every violation
   */
  public static void check(String root, String... sqlPlaces) {
    JavaClasses classes =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(root);
    CompositeArchRule.of(webStaysInItsFeature())
        .and(sqlStaysWhereItLives(List.of(sqlPlaces)))
        .and(exceptionsAreCalledSo())
        .and(packagesAreNullMarked())
        .and(featuresHaveNoCycles(root))
        .and(servicesStayApart(root))
        .allowEmptyShould(true)
        .check(classes);
  }

  private static ArchRule webStaysInItsFeature() {
    return classes()
        .that()
        .resideInAPackage("..web..")
        .should(
            new ArchCondition<JavaClass>("be used by their own feature only") {
              @Override
              public void check(JavaClass item, ConditionEvents events) {
                String name = item.getPackageName();
                String feature = name.substring(0, (name + ".").lastIndexOf(".web."));
                item.getDirectDependenciesToSelf().stream()
                    .filter(use -> !isWithin(feature, use.getOriginClass().getName()))
                    .map(use -> SimpleConditionEvent.violated(item, use.getDescription()))
                    .forEach(events::add);
              }
            })
        .allowEmptyShould(true);
  }

  private static ArchRule sqlStaysWhereItLives(List<String> places) {
    return noClasses()
        .that(
            DescribedPredicate.<JavaClass>describe(
                "are not in " + places,
                type -> places.stream().noneMatch(place -> isWithin(place, type.getName()))))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("java.sql..")
        .allowEmptyShould(true);
  }

  private static ArchRule exceptionsAreCalledSo() {
    return classes()
        .that()
        .areAssignableTo(Throwable.class)
        .should()
        .haveSimpleNameEndingWith("Exception")
        .allowEmptyShould(true);
  }

  private static ArchRule packagesAreNullMarked() {
    return classes()
        .should(
            new ArchCondition<JavaClass>("be in a @NullMarked package") {
              @Override
              public void check(JavaClass item, ConditionEvents events) {
                if (!item.getPackage().isAnnotatedWith(NullMarked.class)) {
                  events.add(
                      SimpleConditionEvent.violated(
                          item, item.getPackageName() + " is not @NullMarked"));
                }
              }
            })
        .allowEmptyShould(true);
  }

  private static ArchRule featuresHaveNoCycles(String root) {
    return slices().matching(root + ".(*)..").should().beFreeOfCycles().allowEmptyShould(true);
  }

  private static ArchRule servicesStayApart(String root) {
    String[] others =
        SERVICES.stream()
            .filter(service -> !isWithin(service, root))
            .map(service -> service + "..")
            .toArray(String[]::new);
    return noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(others)
        .allowEmptyShould(true);
  }

  /** Whether a name is the place itself, a nested class of it, or something in that package. */
  private static boolean isWithin(String place, String name) {
    return name.equals(place) || name.startsWith(place + ".") || name.startsWith(place + "$");
  }
}
