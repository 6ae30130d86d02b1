package io.tenantry.provisioning.signup;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.provisioning.AbstractApiTests;
import io.tenantry.provisioning.Api.Answer;
import io.tenantry.registry.TenantStatus;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class CloneIntegrationTests extends AbstractApiTests {

  @Test
  void isANewTenantOfTheSameTypeAndPlan() {
    String plan = unique("plan");
    database
        .admin()
        .sql("INSERT INTO control.plan (name) VALUES (:name)")
        .param("name", plan)
        .update();
    UUID source =
        api()
            .signUp(
                "{\"name\": \"%s\", \"type\": \"atelier\", \"plan\": \"%s\"}"
                    .formatted(unique("s"), plan))
            .id();
    activate(source);
    String name = unique("clone");

    Answer answer = clone(source, "{\"name\": \"%s\", \"data\": true}".formatted(name));

    assertThat(answer.status()).as(answer.body()).isEqualTo(202);
    assertThat(answer.header("Location")).isEqualTo("/api/v1/tenants/" + answer.id());
    assertThat(answer.id()).isNotEqualTo(source);
    assertThat(answer.text("status")).isEqualTo("PENDING");
    assertThat(answer.text("type")).isEqualTo("atelier");
    assertThat(answer.text("plan")).isEqualTo(plan);
    assertThat(answer.text("cloneOf")).isEqualTo(source.toString());
    assertThat(answer.text("schemaName")).isEqualTo(name);
    assertThat(order(answer.id())).isEqualTo("clone-tenant true");
    assertThat(api().tenant(source).header("ETag")).isEqualTo("\"2\"");
    assertThat(api().tenant(source).json().has("cloneOf")).isFalse();
  }

  @Test
  void takesWhatASignUpTakes() {
    UUID source = tenant(TenantStatus.SUSPENDED);
    String name = unique("rich");

    Answer answer =
        clone(
            source,
            """
            {"name": "Copia", "schemaName": "%s", "data": false, "plan": "free", "trialDays": 7,
             "contact": {"name": "Ana", "email": "ana@example.com"}}
            """
                .formatted(name));

    assertThat(answer.status()).as(answer.body()).isEqualTo(202);
    assertThat(answer.text("schemaName")).isEqualTo(name);
    assertThat(answer.json().path("contact").path("name").asString()).isEqualTo("Ana");
    assertThat(order(answer.id())).isEqualTo("clone-tenant false");
    assertThat(clone(source, body(name)).problem()).isEqualTo("schema-name-taken");
  }

  @Test
  void canBeWaitedForAndRepeated() {
    UUID source = tenant(TenantStatus.ACTIVE);
    String name = unique("waited");
    String key = unique("key");
    var answer =
        CompletableFuture.supplyAsync(
            () ->
                api()
                    .order(
                        source, "clone", body(name), "Prefer", "wait=30", "Idempotency-Key", key));

    activateOnceRecorded(name);

    assertThat(answer.join().status()).isEqualTo(201);
    Answer repeated = api().order(source, "clone", body(name), "Idempotency-Key", key);
    assertThat(repeated.status()).isEqualTo(201);
    assertThat(repeated.id()).isEqualTo(answer.join().id());
    assertThat(
            api()
                .order(tenant(TenantStatus.ACTIVE), "clone", body(name), "Idempotency-Key", key)
                .problem())
        .isEqualTo("idempotency-key-reused");
  }

  @ParameterizedTest
  @EnumSource(
      value = TenantStatus.class,
      mode = Mode.INCLUDE,
      names = {"PENDING", "FAILED", "DELETING", "DELETED"})
  void copiesNothingThatIsNotThere(TenantStatus status) {
    String name = unique("none");

    Answer answer = clone(tenant(status), body(name));

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.problem()).isEqualTo("wrong-status");
    assertThat(tenants(name)).isZero();
  }

  @Test
  void needsASource() {
    assertThat(clone(UUID.randomUUID(), body(unique("orphan"))).problem())
        .isEqualTo("tenant-not-found");
  }

  @Test
  void needsTheScopeToWriteAndTheVersionThatTheCallerSaw() {
    UUID source = tenant(TenantStatus.ACTIVE);
    String name = unique("careful");

    assertThat(client("tenants:read tenants:create").order(source, "clone", body(name)).problem())
        .isEqualTo("scope-missing");
    assertThat(api().order(source, "clone", body(name), "If-Match", "\"1\"").problem())
        .isEqualTo("precondition-failed");
    assertThat(tenants(name)).isZero();
    assertThat(api().order(source, "clone", body(name), "If-Match", "\"2\"").status())
        .isEqualTo(202);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"data": true}                                        | name
          {"name": "x"}                                         | data
          {"name": "x", "data": null}                           | data
          {"name": "x", "data": true, "schemaName": "X"}        | schemaName
          {"name": "x", "data": true, "schemaName": "public"}   | schemaName
          {"name": "x", "data": true, "plan": "none-such"}      | plan
          {"name": "x", "data": true, "plan": "None"}           | plan
          {"name": "x", "data": true, "domain": "localhost"}    | domain
          {"name": "x", "data": true, "trialDays": 0}           | trialDays
          {"name": "x", "data": true, "type": "atelier"}        | type
          {"name": "x", "data": "maybe"}                        | data
          """)
  void refusesWhatMakesNoSense(String body, String field) {
    Answer answer = clone(tenant(TenantStatus.ACTIVE), body);

    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    assertThat(answer.text("field")).isEqualTo(field);
  }

  private Answer clone(UUID source, String body) {
    return api().order(source, "clone", body);
  }

  private static String body(String name) {
    return "{\"name\": \"%1$s\", \"schemaName\": \"%1$s\", \"data\": true}".formatted(name);
  }

  private int tenants(String name) {
    return database
        .admin()
        .sql("SELECT count(*) FROM control.tenant WHERE name = :name")
        .param("name", name)
        .query(Integer.class)
        .single();
  }

  /** The audit log of the source and the row tell it; the command may be on its way already. */
  private String order(UUID clone) {
    return database
        .admin()
        .sql(
            """
            SELECT 'clone-tenant ' || clone_data FROM control.tenant t
            WHERE id = :id AND EXISTS (SELECT FROM control.audit a
              WHERE a.tenant_id = t.clone_of AND a.action = 'tenant.clone'
                AND a.detail->>'text' LIKE '%' || t.id)
            """)
        .param("id", clone)
        .query(String.class)
        .single();
  }
}
