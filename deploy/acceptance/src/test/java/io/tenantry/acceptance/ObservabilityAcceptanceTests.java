package io.tenantry.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tenantry.acceptance.TraceCollector.Seen;
import io.tenantry.launcher.Http;
import io.tenantry.launcher.Http.Answer;
import io.tenantry.launcher.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What operators are shown of running services: metrics, traces, logs and usage. */
class ObservabilityAcceptanceTests {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `(tenantry_\\w+)` \\| (\\w+) \\| (.*?) ?\\| (.*?) \\|");
  private static final Pattern QUOTED = Pattern.compile("`(\\w+)`");

  private static final int TENANTS = 5000;
  private static final JsonMapper JSON = JsonMapper.shared();

  @TempDir static Path data;
  private static TraceCollector collector;
  private static Deployment deployment;

  @BeforeAll
  static void start() throws IOException {
    collector = new TraceCollector();
    deployment =
        new Deployment(
            data,
            Map.of(
                "TENANTRY_BOOTSTRAP_KEY", GuideRun.KEY,
                "TENANTRY_LOG_FORMAT", "ecs",
                "TENANTRY_TRACING_ENDPOINT", collector.endpoint(),
                "TENANTRY_TRACING_SAMPLING", "0",
                "TENANTRY_SPARES", "1",
                "TENANTRY_USAGE_REPORTEVERY", "500ms",
                "MANAGEMENT_OPENTELEMETRY_TRACING_EXPORT_SCHEDULEDELAY", "200ms"));
  }

  @AfterAll
  static void stop() {
    deployment.close();
    collector.close();
  }

  @Test
  void oneTraceGoesFromTheSignUpToTheEventThatItsTenantIsActive() {
    String trace = "0af7651916cd43dd8448eb211c80319c";
    Map<String, Object> shop = Map.of("name", "Traced", "schemaName", "traced");
    Answer answer =
        Http.send(
            deployment.services().provisioning().url(),
            "localhost",
            "/api/v1/tenants",
            Map.of(
                "Authorization", "Bearer " + GuideRun.KEY,
                "Prefer", "wait=30",
                "traceparent", "00-" + trace + "-b7ad6b7169203331-01"),
            "POST",
            shop);
    assertThat(answer.status()).isEqualTo(201);
    String id = answer.body().path("id").asString();

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              Seen request = span(trace, "provisioning-api", "http post /api/v1/tenants");
              Seen created = child(request, "provisioning-api", "publish tenant.created");
              Seen built = child(created, "schema-worker", "process tenant.created");
              Seen active = child(built, "schema-worker", "publish tenant.activated");
              Seen heard = child(active, "tenant-api", "process tenant.activated");
              assertThat(request.parent()).isEqualTo("b7ad6b7169203331");
              assertThat(built.tags()).containsEntry("tenant.id", id);
              assertThat(heard.tags()).containsEntry("tenant.id", id);
            });

    // The worker's line on it, as JSON, with the same trace and the tenant.
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(lines(deployment.services().worker()))
                    .anySatisfy(
                        line -> {
                          assertThat(line.path("traceId").asString("")).isEqualTo(trace);
                          assertThat(line.path("tenant").asString("")).isEqualTo("traced");
                          assertThat(line.path("spanId").asString("")).hasSize(16);
                        }));
  }

  @Test
  void aRequestToATenantIsTracedWithItsNameAndOtherwiseNothingIs() {
    String trace = "1bf7651916cd43dd8448eb211c80319d";
    shop("watched");
    int status =
        Http.send(
                deployment.services().tenants().url(),
                "watched.localhost",
                "/",
                Map.of("traceparent", "00-" + trace + "-b7ad6b7169203331-01"),
                "GET",
                null)
            .status();
    assertThat(status).isEqualTo(200);

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(span(trace, "tenant-api", "http get /").tags())
                    .containsEntry("tenant", "watched"));
    assertThat(collector.others(List.of(trace, "0af7651916cd43dd8448eb211c80319c"))).isEmpty();
  }

  @Test
  void theTableOfMetricsIsWhatServicesShow() {
    shop("measured");
    for (Service service : services()) {
      Map<String, String> documented = documented(service.name());
      assertThat(documented).as(service.name()).hasSizeGreaterThan(3);
      // Some are read from the database every few seconds.
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> {
                Metrics metrics = Metrics.of(service);
                Map<String, String> shown = new TreeMap<>();
                metrics
                    .types("tenantry_")
                    .forEach((name, type) -> shown.put(name, type + " " + metrics.tags(name)));
                assertThat(shown).as(service.name()).isEqualTo(documented);
              });
    }
  }

  @Test
  void everyMetricOfAnAlertOrADashboardExists() {
    shop("queried");
    Set<String> wanted = new TreeSet<>();
    new Queries().all().forEach(query -> wanted.addAll(Queries.metrics(query)));
    assertThat(wanted).hasSizeGreaterThan(25);
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              Set<String> there = new TreeSet<>();
              services().forEach(service -> there.addAll(Metrics.of(service).names()));
              assertThat(there).containsAll(wanted);
            });
  }

  @Test
  void fiveThousandTenantsMakeNotOneTimeSeriesMore() {
    String halted = shop("xhalted");
    Map<String, Object> why = Map.of("reason", "unpaid");
    assertThat(deployment.api("POST", "/" + halted + "/suspend", why).status()).isEqualTo(200);
    await().atMost(PATIENCE).untilAsserted(() -> visit("xhalted", 403));
    Map<String, Set<String>> before = series();
    deployment
        .control()
        .sql(
            """
            WITH made AS (
              INSERT INTO control.tenant
                (id, name, schema_name, role_name, type, plan, status, created_at)
              SELECT gen_random_uuid(), 'Many ' || n, 'many_' || n, 'many_' || n, 'default', 'free',
                     'SUSPENDED', now()
              FROM generate_series(1, :tenants) n RETURNING id, schema_name)
            INSERT INTO control.domain
              (tenant_id, name, status, is_primary, created_at, verified_at)
            SELECT id, replace(schema_name, '_', '-') || '.localhost', 'VERIFIED', true, now(), now()
            FROM made
            """)
        .param("tenants", TENANTS)
        .update();
    for (int n = 1; n <= TENANTS; n += 10) {
      visit("many-" + n, 403);
    }
    Map<String, Set<String>> after = series();

    assertThat(deployment.tenantsIn("SUSPENDED")).isGreaterThanOrEqualTo(TENANTS);
    assertThat(after).isEqualTo(before);
    assertThat(after.values()).allSatisfy(names -> assertThat(names).hasSizeLessThan(1000));
    for (Service service : services()) {
      assertThat(Metrics.of(service).text()).doesNotContain("many_", "many-", "xhalted");
    }
  }

  @Test
  void usageIsCountedAndCanBeAskedFor() {
    String id = shop("used");
    for (int i = 0; i < 7; i++) {
      visit("used", 200);
    }
    Map<String, Object> order =
        Map.of("job", "usage", "selection", Map.of("tenants", List.of("used")));
    assertThat(send("POST", "/api/v1/job-runs", order).status()).isBetween(200, 202);

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              JsonNode day = send("GET", "/api/v1/tenants/" + id + "/usage", null).body();
              JsonNode used = day.path("items").path(0);
              assertThat(used.path("requests").asLong()).isEqualTo(7);
              assertThat(used.path("users").asLong(-1)).isZero();
              assertThat(used.path("products").asLong(-1)).isZero();
              assertThat(used.path("storageBytes").asLong()).isGreaterThan(100_000);
            });
    List<String> commands = new ArrayList<>();
    new Guide(Path.of("deploy/docs/usage.md"))
        .steps()
        .forEach(step -> commands.addAll(step.command().lines().toList()));
    assertThat(commands).hasSize(3);
    try (Shell shell = new Shell(Map.of("TENANTRY_BOOTSTRAP_KEY", GuideRun.KEY))) {
      String address = ":" + deployment.services().provisioning().port();
      assertThat(shell.run(commands.get(0).replace(":8080", address))).startsWith("{\"items\":[");
      assertThat(shell.run(commands.get(1).replace(":8080", address)))
          .startsWith("day,tenantId,schemaName,requests,users,products,storageBytes")
          .contains(id + ",used,7,0,0,");
    }
  }

  private static String shop(String schemaName) {
    Answer answer = deployment.signUp(schemaName, 30);
    assertThat(answer.status()).isEqualTo(201);
    return answer.body().path("id").asString();
  }

  private static void visit(String label, int status) {
    int answered =
        Http.send(
                deployment.services().tenants().url(),
                label + ".localhost",
                "/",
                Map.of(),
                "GET",
                null)
            .status();
    assertThat(answered).as(label).isEqualTo(status);
  }

  private static Answer send(String method, String path, Object body) {
    return deployment.send(GuideRun.KEY, method, path, body);
  }

  private static List<Service> services() {
    return List.of(
        deployment.services().provisioning(),
        deployment.services().worker(),
        deployment.services().tenants());
  }

  /** Name and labels of each series of ours, by service. */
  private static Map<String, Set<String>> series() {
    Map<String, Set<String>> series = new LinkedHashMap<>();
    for (Service service : services()) {
      Set<String> names = new TreeSet<>();
      Metrics.of(service).samples().stream()
          .filter(sample -> sample.name().matches("(tenantry|http_server)_.*"))
          .filter(sample -> !sample.labels().containsValue("/actuator/prometheus"))
          .forEach(sample -> names.add(sample.name() + new TreeMap<>(sample.labels())));
      series.put(service.name(), names);
    }
    return series;
  }

  /** The names, types and tags that the table gives a service. */
  private static Map<String, String> documented(String service) {
    String table = new SourceTree().text(Path.of("deploy/docs/metrics.md"));
    Map<String, String> documented = new TreeMap<>();
    for (MatchResult row : ROW.matcher(table).results().toList()) {
      if (Arrays.asList(row.group(4).split(", ")).contains(service)) {
        Set<String> tags = new TreeSet<>();
        QUOTED.matcher(row.group(3)).results().forEach(tag -> tags.add(tag.group(1)));
        documented.put(row.group(1), row.group(2) + " " + tags);
      }
    }
    return documented;
  }

  private static Seen span(String trace, String service, String name) {
    List<Seen> spans =
        collector.of(trace).stream()
            .filter(span -> span.service().equals(service) && span.name().equals(name))
            .toList();
    assertThat(spans).as(service + ": " + name + " in " + collector.of(trace)).isNotEmpty();
    return spans.getFirst();
  }

  private static Seen child(Seen parent, String service, String name) {
    Seen child = span(parent.trace(), service, name);
    assertThat(child.parent()).as(name + " follows " + parent.name()).isEqualTo(parent.id());
    return child;
  }

  private static List<JsonNode> lines(Service service) throws IOException {
    return Files.readAllLines(service.log()).stream()
        .filter(line -> line.startsWith("{"))
        .map(JSON::readTree)
        .toList();
  }
}
