package io.tenantry.provisioning.renaming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tenantry.provisioning.AbstractApiTests;
import io.tenantry.provisioning.Api.Answer;
import io.tenantry.registry.Actor;
import io.tenantry.registry.DueRenames;
import io.tenantry.registry.TenantId;
import io.tenantry.registry.TenantStatus;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class RenameIntegrationTests extends AbstractApiTests {

  @Autowired DueRenames renames;
  @Autowired PlatformTransactionManager transactionManager;

  @Test
  void isOrderedAndShown() {
    UUID tenant = tenant(TenantStatus.ACTIVE);
    String name = unique("new_name");

    Answer answer = rename(tenant, name);

    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.text("renamingTo")).isEqualTo(name);
    assertThat(answer.text("schemaName")).isNotEqualTo(name);
    assertThat(answer.header("ETag")).isEqualTo("\"3\"");
    assertThat(rename(tenant, name).header("ETag")).isEqualTo("\"3\"");
    assertThat(
            database
                .admin()
                .sql("SELECT status FROM control.domain WHERE tenant_id = :id AND name = :name")
                .param("id", tenant)
                .param("name", name.replace('_', '-') + ".localhost")
                .query(String.class)
                .single())
        .isEqualTo("VERIFIED");
  }

  @Test
  void canBeWaitedFor() {
    UUID tenant = tenant(TenantStatus.ACTIVE);
    String name = unique("waited");
    var answer =
        CompletableFuture.supplyAsync(
            () -> api().order(tenant, "rename", body(name), "Prefer", "wait=30"));
    await().until(() -> api().tenant(tenant).text("renamingTo").equals(name));

    end(tenant);

    assertThat(answer.join().status()).isEqualTo(200);
    assertThat(answer.join().header("Preference-Applied")).isEqualTo("wait=30");
    assertThat(answer.join().text("schemaName")).isEqualTo(name);
    assertThat(answer.join().text("primaryDomain")).startsWith(name.replace('_', '-'));
    assertThat(rename(tenant, name).status()).isEqualTo(200);
  }

  @Test
  void isAnsweredInTimeWhenNothingHappens() {
    Answer answer =
        api()
            .order(tenant(TenantStatus.ACTIVE), "rename", body(unique("slow")), "Prefer", "wait=1");

    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.header("Preference-Applied")).isEqualTo("wait=1");
  }

  @Test
  void saysThatItFailed() {
    UUID tenant = tenant(TenantStatus.ACTIVE);
    String name = unique("failing");
    var answer =
        CompletableFuture.supplyAsync(
            () -> api().order(tenant, "rename", body(name), "Prefer", "wait=30"));
    await().until(() -> api().tenant(tenant).text("renamingTo").equals(name));

    renames.giveUp(new TenantId(tenant), "it rained", new Actor("worker", null));

    assertThat(answer.join().status()).isEqualTo(409);
    assertThat(answer.join().problem()).isEqualTo("rename-failed");
    assertThat(api().tenant(tenant).json().has("renamingTo")).isFalse();
  }

  @Test
  void refusesNamesOfOthers() {
    UUID tenant = tenant(TenantStatus.ACTIVE);
    String taken = api().tenant(tenant(TenantStatus.PENDING)).text("schemaName");
    String coming = unique("coming");
    rename(tenant(TenantStatus.ACTIVE), coming);
    String domain = unique("domain");
    api()
        .signUp(
            "{\"name\": \"x\", \"schemaName\": \"%s\", \"domain\": \"%s.localhost\"}"
                .formatted(unique("other"), domain));
    String role = unique("role");
    database
        .admin()
        .sql("CREATE ROLE \"%s\" NOLOGIN".formatted(database.schemaPrefix() + role))
        .update();

    assertRefused(rename(tenant, taken), 409, "schema-name-taken");
    assertRefused(rename(tenant, coming), 409, "schema-name-taken");
    assertRefused(rename(tenant, domain), 409, "domain-taken");
    assertRefused(rename(tenant, role), 400, "invalid-request");
    assertThat(api().tenant(tenant).json().has("renamingTo")).isFalse();
    assertRefused(
        api().signUp("{\"name\": \"x\", \"schemaName\": \"%s\"}".formatted(coming)),
        409,
        "schema-name-taken");
  }

  @Test
  void takesNoSecondNameBeforeItHasTheFirst() {
    UUID tenant = tenant(TenantStatus.ACTIVE);
    String first = unique("first");
    rename(tenant, first);

    Answer answer = rename(tenant, unique("second"));

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.problem()).isEqualTo("rename-pending");
    assertThat(answer.text("renamingTo")).isEqualTo(first);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {}                                            | schemaName
          {"schemaName": null}                          | schemaName
          {"schemaName": "Upper"}                       | schemaName
          {"schemaName": "public"}                      | schemaName
          {"schemaName": "www"}                         | schemaName
          {"schemaName": "pg_x"}                        | schemaName
          {"schemaName": "ends_"}                       | schemaName
          {"schemaName": "fine", "redirectDays": -1}    | redirectDays
          {"schemaName": "fine", "redirectDays": 366}   | redirectDays
          """)
  void refusesWhatIsNoName(String body, String field) {
    UUID tenant = tenant(TenantStatus.ACTIVE);

    Answer answer = api().order(tenant, "rename", body);

    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    assertThat(answer.text("field")).isEqualTo(field);
    assertThat(api().tenant(tenant).header("ETag")).isEqualTo("\"2\"");
  }

  @Test
  void renamesOnlyTheVersionThatTheCallerSaw() {
    assertThat(
            api()
                .order(
                    tenant(TenantStatus.ACTIVE),
                    "rename",
                    body(unique("stale")),
                    "If-Match",
                    "\"1\"")
                .problem())
        .isEqualTo("precondition-failed");
  }

  private void assertRefused(Answer answer, int status, String problem) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    assertThat(answer.problem()).isEqualTo(problem);
    assertThat(answer.text("field")).isEqualTo("schemaName");
  }

  private Answer rename(UUID tenant, String name) {
    return api().order(tenant, "rename", body(name));
  }

  private static String body(String name) {
    return "{\"schemaName\": \"" + name + "\"}";
  }

  /** What the worker does, less the schema. */
  private void end(UUID tenant) {
    new TransactionTemplate(transactionManager)
        .executeWithoutResult(
            status ->
                renames.end(
                    renames.lock(new TenantId(tenant)).orElseThrow(), new Actor("worker", null)));
  }
}
