package io.tenantry.provisioning.plans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tenantry.provisioning.Api.Answer;
import io.tenantry.registry.TenantStatus;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class PlansInUseIntegrationTests extends AbstractPlanTests {

  @Test
  void keepsAPlanWhileATenantHasIt() {
    String name = unique("plan-");
    put(name, "{}");
    UUID tenant = signUp(name).id();

    Answer refused = api().send("DELETE", PLANS + "/" + name, null);

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.problem()).isEqualTo("plan-in-use");
    assertThat(api().patch(tenant, "{\"plan\": \"free\"}").status()).isEqualTo(200);
    assertThat(api().send("DELETE", PLANS + "/" + name, null).status()).isEqualTo(204);
    assertThat(api().get(PLANS + "/" + name).status()).isEqualTo(404);
    assertThat(signUp(name).text("field")).isEqualTo("plan");
    assertThat(actions(name)).containsExactly("plan.create", "plan.delete");
  }

  @Test
  void doesNotKeepAPlanForADeletedTenantWhichStillTellsIt() {
    String name = unique("plan-");
    put(name, "{}");
    UUID tenant = tenant(TenantStatus.ACTIVE);
    assertThat(api().patch(tenant, "{\"plan\": \"" + name + "\"}").status()).isEqualTo(200);
    for (String status : List.of("DELETING", "DELETED")) {
      assertThat(api().send("DELETE", PLANS + "/" + name, null).status()).isEqualTo(409);
      database
          .admin()
          .sql("UPDATE control.tenant SET status = :status WHERE id = :id")
          .param("status", status)
          .param("id", tenant)
          .update();
    }

    assertThat(api().send("DELETE", PLANS + "/" + name, null).status()).isEqualTo(204);
    assertThat(api().tenant(tenant).text("plan")).isEqualTo(name);
  }

  @Test
  void keepsThePlanOfThoseWhoAskForNone() {
    Answer refused = api().send("DELETE", PLANS + "/free", null);

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.problem()).isEqualTo("plan-needed");
    assertThat(api().get(PLANS + "/free").status()).isEqualTo(200);
  }

  @Test
  void refusesASignUpForAPlanThatIsDeletedAtTheSameTime() throws Exception {
    String name = unique("plan-");
    put(name, "{}");

    Answer refused =
        whileExecuted(
            "DELETE FROM control.plan WHERE name = '%s'".formatted(name), () -> signUp(name));

    assertThat(refused.status()).as(refused.body()).isEqualTo(400);
    assertThat(refused.text("field")).isEqualTo("plan");
  }

  @Test
  void keepsAPlanThatSomebodySignsUpForAtTheSameTime() throws Exception {
    String name = unique("plan-");
    put(name, "{}");
    UUID tenant = tenant(TenantStatus.PENDING);

    Answer refused =
        whileExecuted(
            "UPDATE control.tenant SET plan = '%s' WHERE id = '%s'".formatted(name, tenant),
            () -> api().send("DELETE", PLANS + "/" + name, null));

    assertThat(refused.status()).as(refused.body()).isEqualTo(409);
    assertThat(refused.problem()).isEqualTo("plan-in-use");
  }

  /** Commits the statement only when the call waits for it. */
  private Answer whileExecuted(String sql, Callable<Answer> call) throws Exception {
    try (Connection other = database.control().getConnection();
        Statement statement = other.createStatement();
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      other.setAutoCommit(false);
      statement.execute(sql);
      Future<Answer> answer = threads.submit(call);
      await().atMost(Duration.ofSeconds(60)).until(() -> waitingForLocks() > 0);
      other.commit();
      return answer.get();
    }
  }

  private int waitingForLocks() {
    return database
        .admin()
        .sql(
            """
            SELECT count(*) FROM pg_stat_activity
            WHERE datname = current_database() AND wait_event_type = 'Lock'
              AND query LIKE '%control.plan%'
            """)
        .query(Integer.class)
        .single();
  }

  private Answer signUp(String plan) {
    return api().signUp("{\"name\": \"" + unique("t") + "\", \"plan\": \"" + plan + "\"}");
  }
}
