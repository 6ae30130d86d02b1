package io.tenantry.provisioning.tenants.web;

import static io.tenantry.registry.TenantStatus.ACTIVE;
import static io.tenantry.registry.TenantStatus.DELETING;
import static io.tenantry.registry.TenantStatus.FAILED;
import static io.tenantry.registry.TenantStatus.PENDING;
import static io.tenantry.registry.TenantStatus.SUSPENDED;
import static io.tenantry.registry.TenantStatus.TRIAL;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.provisioning.AbstractApiTests;
import io.tenantry.provisioning.Api;
import io.tenantry.provisioning.Api.Answer;
import io.tenantry.registry.TenantStatus;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Every operation from every status: it takes the arrow, or says that there is none. */
class StatusArrowsIntegrationTests extends AbstractApiTests {

  private enum Operation {
    SUSPEND("suspend", "{\"reason\": \"unpaid\"}", Map.of(ACTIVE, SUSPENDED, TRIAL, SUSPENDED)),
    RESUME("resume", null, Map.of(SUSPENDED, ACTIVE)),
    RETRY("retry", null, Map.of(FAILED, PENDING)),
    CONVERT("convert", null, Map.of(TRIAL, ACTIVE)),
    EXTEND_TRIAL("extend-trial", "{\"days\": 7}", Map.of(TRIAL, TRIAL, SUSPENDED, SUSPENDED)),
    CHANGE("", "{\"name\": \"Another\"}", unchanged()),
    DELETE("", null, deletable()),
    RESTORE("restore", null, Map.of(DELETING, ACTIVE)),
    RENAME("rename", null, Map.of(ACTIVE, ACTIVE, TRIAL, TRIAL, SUSPENDED, SUSPENDED));

    private final String path;
    private final @Nullable String body;
    private final Map<TenantStatus, TenantStatus> arrows;

    Operation(String path, @Nullable String body, Map<TenantStatus, TenantStatus> arrows) {
      this.path = path;
      this.body = body;
      this.arrows = arrows;
    }

    Answer send(Api api, UUID tenant) {
      return switch (this) {
        case CHANGE -> api.patch(tenant, body);
        case DELETE -> api.send("DELETE", Api.TENANTS + "/" + tenant, null);
        case RENAME -> api.order(tenant, path, "{\"schemaName\": \"" + unique("r") + "\"}");
        default -> api.order(tenant, path, body);
      };
    }

    /** A worker has to do the rest of some. */
    int answer() {
      return this == DELETE || this == RENAME ? 202 : 200;
    }

    private static Map<TenantStatus, TenantStatus> deletable() {
      return Map.of(
          PENDING, DELETING, ACTIVE, DELETING, TRIAL, DELETING, FAILED, DELETING, SUSPENDED,
          DELETING);
    }

    Set<TenantStatus> allowed() {
      return EnumSet.copyOf(arrows.keySet());
    }

    private static Map<TenantStatus, TenantStatus> unchanged() {
      return Map.of(
          PENDING, PENDING, ACTIVE, ACTIVE, TRIAL, TRIAL, FAILED, FAILED, SUSPENDED, SUSPENDED,
          DELETING, DELETING);
    }
  }

  static Stream<Arguments> everyOperationFromEveryStatus() {
    return Arrays.stream(Operation.values())
        .flatMap(
            operation ->
                Arrays.stream(TenantStatus.values())
                    .map(status -> Arguments.of(operation, status)));
  }

  @ParameterizedTest
  @MethodSource("everyOperationFromEveryStatus")
  void takesTheArrowOrSaysThatThereIsNone(Operation operation, TenantStatus from) {
    UUID tenant = prepared(operation, from);
    long events = count("tenant_event", tenant);
    long entries = count("audit", tenant);

    Answer answer = operation.send(api(), tenant);

    boolean possible = operation.allowed().contains(from);
    TenantStatus expected = possible ? operation.arrows.get(from) : from;
    assertThat(api().tenant(tenant).text("status")).isEqualTo(expected.name());
    assertThat(count("tenant_event", tenant)).isEqualTo(events + (possible ? 1 : 0));
    assertThat(count("audit", tenant)).isEqualTo(entries + (possible ? 1 : 0));
    if (possible) {
      assertThat(answer.status()).as(answer.body()).isEqualTo(operation.answer());
      assertThat(answer.text("status")).isEqualTo(expected.name());
      assertThat(answer.header("ETag")).isEqualTo(api().tenant(tenant).header("ETag"));
    } else {
      assertThat(answer.status()).as(answer.body()).isEqualTo(409);
      assertThat(answer.problem()).isEqualTo("wrong-status");
      assertThat(answer.text("tenantStatus")).isEqualTo(from.name());
      assertThat(answer.json().path("allowed").valueStream().map(JsonNode::asString))
          .containsExactlyElementsOf(operation.allowed().stream().map(Enum::name).toList());
    }
  }

  @ParameterizedTest
  @MethodSource("operations")
  void findsNoTenant(Operation operation) {
    Answer answer = operation.send(api(), UUID.randomUUID());

    assertThat(answer.status()).as(answer.body()).isEqualTo(404);
    assertThat(answer.problem()).isEqualTo("tenant-not-found");
  }

  @ParameterizedTest
  @MethodSource("operations")
  void needsTheScopeToWrite(Operation operation) {
    UUID tenant = prepared(operation, operation.allowed().iterator().next());

    assertThat(operation.send(client("tenants:read tenants:create operations"), tenant).problem())
        .isEqualTo("scope-missing");
    assertThat(operation.send(client("tenants:write"), tenant).status())
        .isEqualTo(operation.answer());
  }

  @Test
  void takesOperationsWithoutABodyOrWithAReason() {
    for (String body : new String[] {null, "{}", "null", "{\"reason\": \" Paid. \"}"}) {
      UUID tenant = tenant(SUSPENDED);
      assertThat(api().order(tenant, "resume", body).status()).as(body).isEqualTo(200);
    }
  }

  private static List<Operation> operations() {
    return List.of(Operation.values());
  }

  /** A trial can be extended only where there is one. */
  private UUID prepared(Operation operation, TenantStatus from) {
    if (operation != Operation.EXTEND_TRIAL || from != SUSPENDED) {
      return tenant(from);
    }
    UUID tenant = tenant(TRIAL);
    api().order(tenant, "suspend", "{\"reason\": \"unpaid\"}");
    return tenant;
  }

  private long count(String table, UUID tenant) {
    return database
        .admin()
        .sql("SELECT count(*) FROM control." + table + " WHERE tenant_id = :tenant")
        .param("tenant", tenant)
        .query(Long.class)
        .single();
  }
}
