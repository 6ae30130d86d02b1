package io.tenantry.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.events.Command;
import io.tenantry.events.JobEvent;
import io.tenantry.events.Message;
import io.tenantry.events.MessageTypes;
import io.tenantry.events.MigrationRunEvent;
import io.tenantry.events.TenantEvent;
import io.tenantry.events.UsageReported;
import io.tenantry.registry.findings.FindingKind;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** What the documents say is so. */
class DocsTests {

  private static final Pattern TEST = Pattern.compile("`(\\w+Tests)(?:\\.(\\w+))?`");
  private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:|#)([^)#]+)[^)]*\\)");
  private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
  private static final Pattern PROBLEM_ROW =
      Pattern.compile("^\\| `([a-z-]+)` \\|", Pattern.MULTILINE);
  private static final Pattern PROBLEM_IN_CODE =
      Pattern.compile("HttpStatus\\.[A-Z_]+,\\s*\"([a-z-]+)\"");

  private final SourceTree tree = new SourceTree();

  @Test
  void everyGuaranteeNamesTestsThatExist() {
    Map<String, String> tests =
        tree.javaFiles().stream()
            .filter(file -> file.toString().contains("src/test/java"))
            .collect(
                Collectors.toMap(
                    file -> file.getFileName().toString().replace(".java", ""),
                    tree::text,
                    (one, other) -> one + other));
    List<MatchResult> named =
        TEST.matcher(tree.text(Path.of("deploy/docs/guarantees.md"))).results().toList();
    assertThat(named).hasSizeGreaterThan(10);
    for (MatchResult test : named) {
      assertThat(tests).containsKey(test.group(1));
      if (test.group(2) != null) {
        assertThat(tests.get(test.group(1))).contains("void " + test.group(2) + "(");
      }
    }
  }

  @Test
  void everyLinkLeadsSomewhere() {
    for (Path document : tree.textFiles()) {
      if (document.toString().endsWith(".md")) {
        for (MatchResult link : LINK.matcher(tree.text(document)).results().toList()) {
          Path target = document.resolveSibling(link.group(1)).normalize();
          assertThat(tree.has(target)).as(document + " -> " + target).isTrue();
        }
      }
    }
  }

  @Test
  void theTestsOfTheTestingGuideAreTestsThatRun() {
    List<String> tests =
        tree.javaFiles().stream()
            .filter(file -> file.toString().contains("src/test/java"))
            .map(file -> withoutIndentation(tree.text(file)))
            .toList();
    List<String> shown = groups(JAVA, tree.text(Path.of("deploy/docs/testing.md")));
    assertThat(shown).hasSizeGreaterThan(1);
    for (String lines : shown) {
      assertThat(tests).as(lines).anyMatch(test -> test.contains(withoutIndentation(lines)));
    }
  }

  private static String withoutIndentation(String text) {
    return text.lines().map(String::strip).collect(Collectors.joining("\n"));
  }

  @Test
  void theTableOfProblemsHasEveryProblemThatTheCodeAnswers() {
    var documented = groups(PROBLEM_ROW, tree.text(Path.of("deploy/docs/problems.md")));
    var answered =
        tree.javaFiles().stream()
            .filter(file -> file.toString().contains("src/main/java"))
            .map(tree::text)
            .flatMap(source -> groups(PROBLEM_IN_CODE, source).stream())
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(answered).hasSizeGreaterThan(10);
    assertThat(documented).containsAll(answered);
  }

  @Test
  void everyProblemOfTheTableIsNamedByATest() {
    String tests =
        tree.javaFiles().stream()
            .filter(file -> file.toString().contains("src/test/java"))
            .map(tree::text)
            .collect(Collectors.joining());
    assertThat(groups(PROBLEM_ROW, tree.text(Path.of("deploy/docs/problems.md"))))
        .allSatisfy(problem -> assertThat(tests).contains(problem));
  }

  @Test
  void theEventContractHasEveryMessageThatIsSent() {
    String contract = tree.text(Path.of("deploy/docs/asyncapi.yaml"));
    Map<String, Object> document = new Yaml().load(contract);
    Map<String, Object> messages = part(part(document, "components"), "messages");
    assertThat(messages.keySet()).containsExactlyInAnyOrderElementsOf(MessageTypes.all());
    for (String type : MessageTypes.all()) {
      Map<String, Object> payload = part(part(messages, type), "payload");
      assertThat(part(payload, "properties").keySet())
          .as(type)
          .containsExactlyElementsOf(members(MessageTypes.find(type).orElseThrow()));
    }
    assertThat(part(part(part(document, "channels"), "events"), "messages").keySet())
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(
                    TenantEvent.class, MigrationRunEvent.class, JobEvent.class, UsageReported.class)
                .flatMap(kind -> types(kind).stream())
                .toList());
    assertThat(part(part(part(document, "channels"), "commands"), "messages").keySet())
        .containsExactlyInAnyOrderElementsOf(types(Command.class));
  }

  private static List<String> types(Class<? extends Message> kind) {
    return MessageTypes.all().stream()
        .filter(type -> MessageTypes.find(type).filter(kind::isAssignableFrom).isPresent())
        .toList();
  }

  private static List<String> members(Class<? extends Message> message) {
    return Arrays.stream(message.getRecordComponents()).map(RecordComponent::getName).toList();
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> part(Map<String, Object> whole, String name) {
    assertThat(whole).containsKey(name);
    return (Map<String, Object>) whole.get(name);
  }

  @Test
  void theTableOfFindingsHasEveryKindAndItsRepair() {
    String document = tree.text(Path.of("deploy/docs/findings.md"));
    assertThat(groups(PROBLEM_ROW, document))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(FindingKind.values()).map(FindingKind::text).toList());
    for (FindingKind kind : FindingKind.values()) {
      String confirmed = kind.action().needsConfirmation() ? ", confirmed" : "";
      assertThat(document)
          .containsPattern(
              "\\| `%s` \\|.*\\| `%s`%s[:, ]"
                  .formatted(kind.text(), kind.action().text(), confirmed));
    }
  }

  @Test
  void theReadmeMakesEverySecretThatComposeAsksFor() {
    var asked =
        groups(
            Pattern.compile("\\$\\{TENANTRY_(\\w+):\\?"),
            tree.text(Path.of("deploy/compose.yaml")));
    String made =
        groups(Pattern.compile("for name in (.*); do"), tree.text(Path.of("README.md"))).getFirst();
    assertThat(made.split(" ")).containsExactlyInAnyOrderElementsOf(new TreeSet<>(asked));
  }

  @Test
  void composePassesLoadSettingsOnWithTheDefaultsThatTheReadmeNames() {
    Map<String, String> defaults = new TreeMap<>();
    Pattern.compile("^\\| `(TENANTRY_\\w+)` \\| `?([^ `|]+)`?", Pattern.MULTILINE)
        .matcher(tree.text(Path.of("README.md")))
        .results()
        .forEach(row -> defaults.put(row.group(1), row.group(2)));
    Map<String, String> passed = new TreeMap<>();
    Pattern.compile("(TENANTRY_\\w+(?<!_PORT)): \\$\\{\\1:-([^}$]+)}")
        .matcher(tree.text(Path.of("deploy/compose.yaml")))
        .results()
        .forEach(setting -> passed.put(setting.group(1), setting.group(2)));
    assertThat(passed)
        .containsKeys(
            "TENANTRY_DRAIN_DELAY",
            "TENANTRY_BACKLOG_MOSTPENDING",
            "TENANTRY_REQUESTS_PER_MINUTE",
            "TENANTRY_FAILED_KEYS_PER_MINUTE");
    assertThat(defaults).containsAllEntriesOf(passed);
  }

  /** All but what compose itself decides: where things listen and how processes are called. */
  @Test
  void composeHandsOnEverySettingThatTheReadmeNames() {
    List<String> named =
        groups(
            Pattern.compile("^\\| `(TENANTRY_\\w+)`", Pattern.MULTILINE),
            tree.text(Path.of("README.md")));
    List<String> ownBusiness =
        List.of(
            "TENANTRY_DB_CONTROL_USER",
            "TENANTRY_DB_WORKER_USER",
            "TENANTRY_DB_APP_USER",
            "TENANTRY_TENANT_ADDRESS",
            "TENANTRY_WORKER_NAME",
            "TENANTRY_APP",
            "TENANTRY_DATA");
    assertThat(
            groups(
                Pattern.compile("^ +(TENANTRY_\\w+):", Pattern.MULTILINE),
                tree.text(Path.of("deploy/compose.yaml"))))
        .containsAll(named.stream().filter(name -> !ownBusiness.contains(name)).toList());
  }

  private static List<String> groups(Pattern pattern, String text) {
    Function<MatchResult, String> first = found -> found.group(1);
    return pattern.matcher(text).results().map(first).toList();
  }
}
