package io.tenantry.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class RepositoryTests {

  private static final Set<String> TOP_LEVEL =
      Set.of(
          "common",
          "deploy",
          "provisioning-api",
          "schema-worker",
          "tenant-api",
          "LICENSE",
          "README.md",
          "pom.xml");

  /** Hosts of package registries and folders of somebody's machine. */
  private static final Pattern PLACES =
      Pattern.compile(
          "repo[0-9]?[.]maven|registry[.]npmjs|pypi[.]org|proxy[.]golang|<(plugin)?[Rr]epository>"
              + "|/usr/lib/jvm/[a-z]|/(root|work|Users)/|/home/[a-z]|/tmp/[a-z]");

  private static final Pattern UNTIDY = Pattern.compile("\t|\r|[ \t]+$", Pattern.MULTILINE);

  private final SourceTree tree = new SourceTree();

  @Test
  void topLevelHoldsNothingUnexpected() {
    assertThat(tree.files(file -> true).stream().map(file -> file.getName(0).toString()).distinct())
        .filteredOn(name -> !name.startsWith("."))
        .isSubsetOf(TOP_LEVEL);
  }

  @Test
  void noFileNamesARegistryOrAMachinesFolder() {
    assertThat(matching(tree.textFiles(), PLACES)).isEmpty();
  }

  @Test
  void noFileHasTabsOrTrailingBlanks() {
    assertThat(matching(tree.files(this::isOurText), UNTIDY)).isEmpty();
  }

  @Test
  void everyTextEndsWithALineEnd() {
    assertThat(tree.files(this::isOurText))
        .allSatisfy(file -> assertThat(tree.text(file)).as(file.toString()).endsWith("\n"));
  }

  @Test
  void everyPackageSaysWhatItIsForAndIsNullMarked() {
    List<Path> packages =
        tree.javaFiles().stream()
            .filter(file -> file.toString().contains("src/main/java"))
            .map(file -> file.resolveSibling("package-info.java"))
            .distinct()
            .toList();

    assertThat(packages)
        .allSatisfy(
            info -> {
              assertThat(tree.has(info)).as(info + " exists").isTrue();
              assertThat(tree.text(info))
                  .as(info.toString())
                  .startsWith("/**")
                  .contains("NullMarked");
            });
  }

  @Test
  void servicesNeverDependOnOneAnother() {
    List<String> services = List.of("provisioning-api", "schema-worker", "tenant-api/app");

    for (String service : services) {
      String pom = tree.text(Path.of(service, "pom.xml"));
      assertThat(services.stream().map(name -> name.replace('/', '-')))
          .as(service)
          .filteredOn(other -> !other.equals(service.replace('/', '-')))
          .noneMatch(other -> pom.contains("<artifactId>" + other + "</artifactId>"));
    }
  }

  private boolean isOurText(Path file) {
    return !tree.text(file).contains("\0") && !file.toString().endsWith(".md");
  }

  private List<Path> matching(List<Path> files, Pattern pattern) {
    return files.stream().filter(file -> pattern.matcher(tree.text(file)).find()).toList();
  }
}
