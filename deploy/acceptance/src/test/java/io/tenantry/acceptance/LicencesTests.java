package io.tenantry.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the programs are made of is under licences that let anybody use, change and pass it on. */
class LicencesTests {

  private static final List<String> PROGRAMS =
      List.of("provisioning-api", "schema-worker", "tenant-api/app", "deploy/tenantctl");

  /** SPDX names. Of a library that offers several licences, one of them has to be here. */
  private static final Set<String> ALLOWED =
      Set.of(
          "0BSD",
          "Apache-2.0",
          "BSD-2-Clause",
          "BSD-3-Clause",
          "CC0-1.0",
          "EPL-1.0",
          "EPL-2.0",
          "ISC",
          "MIT",
          "MIT-0",
          "MPL-2.0",
          "Public Domain");

  /** Groups whose POMs name no known licence, with the one that their JARs carry. */
  private static final Map<String, String> IN_THE_JAR =
      Map.of("org.springframework.session", "Apache-2.0");

  private final SourceTree tree = new SourceTree();

  @Test
  void everyDependencyHasALicenceThatIsOnTheList() throws IOException {
    Map<String, Set<String>> licences = new TreeMap<>();
    for (String program : PROGRAMS) {
      Path list = Path.of(program, "target/classes/META-INF/sbom/application.cdx.json");
      assertThat(tree.has(list)).as(list + ", which Maven does not make with -o").isTrue();
      JsonNode components = JsonMapper.shared().readTree(tree.text(list)).path("components");
      assertThat(components.size()).as(program).isPositive();
      components.forEach(
          component -> {
            if (!component.path("group").asString().equals("io.tenantry")) {
              Set<String> its = licences.computeIfAbsent(name(component), _ -> new TreeSet<>());
              its.addAll(licences(component));
              String carried = IN_THE_JAR.get(component.path("group").asString());
              if (carried != null) {
                its.add(carried);
              }
            }
          });
    }
    assertThat(licences).hasSizeGreaterThan(50);
    Files.write(
        Path.of("target/licences.txt"),
        licences.entrySet().stream()
            .map(entry -> entry.getKey() + ": " + String.join(", ", entry.getValue()))
            .toList());
    assertThat(licences)
        .allSatisfy((name, its) -> assertThat(its).as(name).containsAnyElementsOf(ALLOWED));
  }

  private static String name(JsonNode component) {
    return "%s:%s:%s"
        .formatted(
            component.path("group").asString(""),
            component.path("name").asString(),
            component.path("version").asString());
  }

  private static List<String> licences(JsonNode component) {
    List<String> found = new ArrayList<>();
    component
        .path("licenses")
        .forEach(
            choice -> {
              JsonNode licence = choice.path("license");
              if (licence.has("id")) {
                found.add(licence.path("id").asString());
              } else if (licence.has("name")) {
                found.add(licence.path("name").asString());
              }
              // Such as "EPL-2.0 OR GPL-2.0-only WITH Classpath-exception-2.0".
              found.addAll(
                  Arrays.stream(choice.path("expression").asString("").split(" OR |[()]"))
                      .map(String::strip)
                      .filter(part -> !part.isEmpty())
                      .toList());
            });
    return found;
  }
}
