package io.tenantry.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tenantry.registry.Actor;
import io.tenantry.registry.TenantStatus;
import io.tenantry.registry.Trials;
import io.tenantry.registry.bootstrap.PostgresUrl;
import io.tenantry.testing.Broker;
import io.tenantry.testing.TcpProxy;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Trials that are over end by themselves, once each, however many instances see to it. */
class TrialExpiryIntegrationTests extends AbstractApiTests {

  private static final Actor ACTOR = new Actor("provisioning-api", null);

  @Autowired private Trials trials;
  @Autowired private Broker broker;
  @Autowired private JdbcClient jdbc;
  @Autowired private PlatformTransactionManager transactions;

  @BeforeEach
  void leaveNoneOfOtherTests() {
    assertThat(trials.expire(1000, ACTOR)).isLessThan(1000);
  }

  @Test
  void suspendsWhatIsOverAndNothingElse() {
    UUID over = overdue("now()");
    UUID ahead = overdue("now() + interval '1 minute'");
    UUID active = tenant(TenantStatus.ACTIVE);
    UUID suspended = tenant(TenantStatus.SUSPENDED);
    sql("UPDATE control.tenant SET trial_ends_at = now() WHERE id = :id", suspended);

    assertThat(trials.expire(100, ACTOR)).isEqualTo(1);
    assertThat(trials.expire(100, ACTOR)).isZero();

    assertThat(api().tenant(over).text("status")).isEqualTo("SUSPENDED");
    assertThat(api().tenant(over).text("statusReason")).isEqualTo("trial-expired");
    assertThat(events(over))
        .containsExactly("tenant.created", "tenant.activated", "tenant.trial-expired");
    assertThat(actions(over))
        .containsExactly(
            "bootstrap tenant.create",
            "worker tenant.activate",
            "provisioning-api tenant.expire-trial");
    assertThat(api().tenant(ahead).text("status")).isEqualTo("TRIAL");
    assertThat(api().tenant(active).text("status")).isEqualTo("ACTIVE");
    assertThat(api().tenant(suspended).text("statusReason")).isEqualTo("unpaid");
  }

  @Test
  void takesWhatAnotherInstanceIsNotAtAndDoesNotWaitForIt() throws Exception {
    List<UUID> over = IntStream.range(0, 5).mapToObj(n -> overdue("now()")).toList();
    new TransactionTemplate(transactions)
        .executeWithoutResult(
            status -> {
              assertThat(trials.expire(2, ACTOR)).isEqualTo(2);
              CompletableFuture<Integer> other =
                  CompletableFuture.supplyAsync(() -> trials.expire(10, ACTOR));
              assertThat(other.orTimeout(30, TimeUnit.SECONDS).join()).isEqualTo(3);
            });
    assertThat(trials.expire(10, ACTOR)).isZero();
    assertThat(over).allSatisfy(this::assertExpiredOnce);
  }

  @Test
  void leavesATrialAloneThatSomebodyExtendsAtThatMoment() {
    UUID tenant = overdue("now()");
    new TransactionTemplate(transactions)
        .executeWithoutResult(
            status -> {
              jdbc.sql("SELECT FROM control.tenant WHERE id = :id FOR UPDATE")
                  .param("id", tenant)
                  .query((row, number) -> true)
                  .single();
              CompletableFuture<Integer> expiry =
                  CompletableFuture.supplyAsync(() -> trials.expire(10, ACTOR));
              assertThat(expiry.orTimeout(30, TimeUnit.SECONDS).join()).isZero();
            });
    assertThat(api().order(tenant, "extend-trial", "{\"days\": 1}").status()).isEqualTo(200);
    assertThat(trials.expire(10, ACTOR)).isZero();
    assertThat(api().tenant(tenant).text("status")).isEqualTo("TRIAL");
  }

  @Test
  void happensByItselfOnceForEachTenantWithSeveralInstances() {
    List<UUID> over =
        IntStream.range(0, 40).mapToObj(n -> overdue("now() - interval '1 day'")).toList();
    String[] settings = {"--tenantry.trials.check-every=20ms", "--tenantry.trials.batch=3"};
    try (var _ = service(settings);
        var _ = service(settings);
        var _ = service(settings)) {
      await()
          .atMost(Duration.ofSeconds(60))
          .until(
              () ->
                  over.stream()
                      .allMatch(id -> api().tenant(id).text("status").equals("SUSPENDED")));
    }
    assertThat(over).allSatisfy(this::assertExpiredOnce);
  }

  @Test
  void goesOnWhereTheDatabaseWasAwayForAWhile() {
    PostgresUrl url = database.adminUrl();
    try (TcpProxy proxy = TcpProxy.to(url.host(), url.port());
        var _ =
            RunningService.start(
                database,
                "jdbc:postgresql://localhost:%d/%s".formatted(proxy.port(), url.database()),
                broker.url(),
                "--spring.datasource.hikari.connection-timeout=250",
                "--tenantry.trials.check-every=20ms")) {
      UUID first = overdue("now()");
      awaitSuspended(first);
      proxy.cut();
      UUID second = overdue("now()");
      proxy.restore();
      awaitSuspended(second);
      assertExpiredOnce(first);
      assertExpiredOnce(second);
    }
  }

  private void awaitSuspended(UUID tenant) {
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> api().tenant(tenant).text("status").equals("SUSPENDED"));
  }

  private void assertExpiredOnce(UUID tenant) {
    assertThat(events(tenant))
        .containsExactly("tenant.created", "tenant.activated", "tenant.trial-expired");
    assertThat(actions(tenant)).hasSize(3);
    assertThat(api().tenant(tenant).header("ETag")).isEqualTo("\"3\"");
  }

  private RunningService service(String... settings) {
    return RunningService.start(database, database.jdbcUrl(), broker.url(), settings);
  }

  private UUID overdue(String end) {
    UUID tenant = tenant(TenantStatus.TRIAL);
    sql("UPDATE control.tenant SET trial_ends_at = " + end + " WHERE id = :id", tenant);
    return tenant;
  }

  private List<String> events(UUID tenant) {
    return list(
        "SELECT type FROM control.tenant_event WHERE tenant_id = :id ORDER BY sequence", tenant);
  }

  private List<String> actions(UUID tenant) {
    return list(
        "SELECT actor || ' ' || action FROM control.audit WHERE tenant_id = :id ORDER BY id",
        tenant);
  }

  private List<String> list(String sql, UUID tenant) {
    return database.admin().sql(sql).param("id", tenant).query(String.class).list();
  }

  private void sql(String sql, UUID tenant) {
    database.admin().sql(sql).param("id", tenant).update();
  }
}
