package io.tenantry.provisioning.tenants.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.provisioning.AbstractApiTests;
import io.tenantry.provisioning.Api.Answer;
import io.tenantry.registry.TenantStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Several clients do whatever comes to their minds, some of it nonsense. */
class RandomOperationsIntegrationTests extends AbstractApiTests {

  private static final int CLIENTS = 4;
  private static final int STEPS = 60;

  private static final Map<String, String> ACTIONS =
      Map.ofEntries(
          Map.entry("tenant.created", "tenant.create"),
          Map.entry("tenant.activated", "tenant.activate"),
          Map.entry("tenant.provisioning-failed", "tenant.fail"),
          Map.entry("tenant.suspended", "tenant.suspend"),
          Map.entry("tenant.resumed", "tenant.resume"),
          Map.entry("tenant.retried", "tenant.retry"),
          Map.entry("tenant.converted", "tenant.convert"),
          Map.entry("tenant.trial-extended", "tenant.extend-trial"),
          Map.entry("tenant.updated", "tenant.update"));

  @Test
  void keepSequencesWithoutGapsTheAuditLogCompleteAndStatusesOnTheArrows() throws Exception {
    long seed = System.nanoTime();
    List<UUID> tenants =
        List.of(
            tenant(TenantStatus.PENDING),
            tenant(TenantStatus.ACTIVE),
            tenant(TenantStatus.TRIAL),
            tenant(TenantStatus.FAILED));
    List<Integer> statuses = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(CLIENTS)) {
      List<Callable<List<Integer>>> clients =
          IntStream.range(0, CLIENTS)
              .<Callable<List<Integer>>>mapToObj(
                  client -> () -> play(tenants, new Random(seed + client)))
              .toList();
      for (Future<List<Integer>> client : threads.invokeAll(clients)) {
        statuses.addAll(client.get());
      }
    }
    assertThat(statuses).as("seed " + seed).isSubsetOf(200, 400, 404, 409, 412);
    tenants.forEach(tenant -> assertConsistent(tenant, seed));
  }

  private List<Integer> play(List<UUID> tenants, Random random) {
    List<Integer> statuses = new ArrayList<>();
    for (int step = 0; step < STEPS; step++) {
      UUID tenant =
          random.nextInt(40) == 0 ? UUID.randomUUID() : tenants.get(random.nextInt(tenants.size()));
      statuses.add(operate(tenant, random).status());
    }
    return statuses;
  }

  private Answer operate(UUID tenant, Random random) {
    String[] condition = condition(tenant, random);
    return switch (random.nextInt(10)) {
      case 0, 1 -> api().order(tenant, "suspend", "{\"reason\": \"unpaid\"}", condition);
      case 2, 3 -> api().order(tenant, "resume", null, condition);
      case 4 -> api().order(tenant, "retry", null, condition);
      case 5 -> api().order(tenant, "convert", null, condition);
      case 6 -> api().order(tenant, "extend-trial", "{\"days\": 1}", condition);
      case 7 -> api().patch(tenant, "{\"name\": \"N" + random.nextInt(3) + "\"}", condition);
      case 8 -> api().order(tenant, "suspend", "{\"reason\": 5}", condition);
      default -> {
        if (random.nextBoolean()) {
          activate(tenant);
        } else {
          fail(tenant);
        }
        yield api().tenant(tenant);
      }
    };
  }

  private String[] condition(UUID tenant, Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> {
        String version = api().tenant(tenant).header("ETag");
        yield version == null ? new String[0] : new String[] {"If-Match", version};
      }
      case 1 -> new String[] {"If-Match", "\"" + (1 + random.nextInt(5)) + "\""};
      default -> new String[0];
    };
  }

  private void assertConsistent(UUID tenant, long seed) {
    List<Map<String, Object>> events =
        rows("SELECT sequence, type, data FROM control.tenant_event", "sequence", tenant);
    assertThat(events.stream().map(event -> event.get("sequence")))
        .as("seed " + seed)
        .containsExactlyElementsOf(LongStream.rangeClosed(1, events.size()).boxed().toList());
    Answer now = api().tenant(tenant);
    assertThat(now.header("ETag")).isEqualTo("\"" + events.size() + "\"");
    assertThat(rows("SELECT action FROM control.audit", "id", tenant))
        .extracting(entry -> entry.get("action"))
        .as("seed " + seed)
        .containsExactlyElementsOf(
            events.stream().map(event -> ACTIONS.get(event.get("type"))).toList());
    assertThat(now.text("status")).as("seed " + seed).isEqualTo(lastStatus(events).name());
    assertThat(now.text("status").equals("ACTIVE") && now.json().path("trialEndsAt").isString())
        .as("an active tenant is on no trial")
        .isFalse();
  }

  private static TenantStatus lastStatus(List<Map<String, Object>> events) {
    TenantStatus status = TenantStatus.PENDING;
    for (Map<String, Object> event : events) {
      JsonNode data = JsonMapper.shared().readTree((String) event.get("data"));
      TenantStatus next =
          switch ((String) event.get("type")) {
            case "tenant.activated", "tenant.resumed" ->
                TenantStatus.valueOf(data.path("status").asString());
            case "tenant.provisioning-failed" -> TenantStatus.FAILED;
            case "tenant.suspended" -> TenantStatus.SUSPENDED;
            case "tenant.converted" -> TenantStatus.ACTIVE;
            case "tenant.retried" -> TenantStatus.PENDING;
            default -> status;
          };
      assertThat(next == status || status.canBecome(next)).as(status + " → " + next).isTrue();
      status = next;
    }
    return status;
  }

  private List<Map<String, Object>> rows(String select, String order, UUID tenant) {
    return database
        .admin()
        .sql(select + " WHERE tenant_id = :tenant ORDER BY " + order)
        .param("tenant", tenant)
        .query()
        .listOfRows();
  }
}
