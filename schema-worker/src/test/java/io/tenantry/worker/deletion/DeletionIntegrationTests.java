package io.tenantry.worker.deletion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tenantry.registry.DropStartedException;
import io.tenantry.registry.ExpectedVersion;
import io.tenantry.registry.SchemaNameTakenException;
import io.tenantry.registry.Tenant;
import io.tenantry.registry.TenantId;
import io.tenantry.registry.TenantStatus;
import io.tenantry.registry.WrongStatusException;
import io.tenantry.worker.AbstractWorkerTests;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class DeletionIntegrationTests extends AbstractWorkerTests {

  @Autowired TenantDrop drop;

  @Test
  void dropsATenantAndFreesItsNames() {
    Tenant tenant = active(unique("gone"));

    delete(tenant.id(), Duration.ZERO);

    awaitStatus(tenant.id(), TenantStatus.DELETED);
    assertThat(objects(tenant.role())).isZero();
    assertThat(events(tenant.id()))
        .containsExactly(
            "tenant.created", "tenant.activated", "tenant.deletion-requested", "tenant.deleted");
    assertThat(actions(tenant.id()))
        .containsExactly("tenant.create", "tenant.activate", "tenant.delete", "tenant.drop");
    assertThat(active(tenant.schemaName().value()).primaryDomain())
        .isEqualTo(tenant.primaryDomain());
  }

  @Test
  void keepsATenantAndItsNamesUntilTheGracePeriodIsOver() {
    Tenant tenant = active(unique("grace"));

    Tenant deleting = delete(tenant.id(), Duration.ofDays(1));

    assertThat(deleting.status()).isEqualTo(TenantStatus.DELETING);
    assertThat(deleting.dropAfter()).isAfter(tenant.createdAt().plus(Duration.ofHours(23)));
    drop.drop(tenant.id());
    assertThat(objects(tenant.role())).isEqualTo(2);
    assertThatThrownBy(() -> signUp(tenant.schemaName().value()))
        .isInstanceOf(SchemaNameTakenException.class);
    assertThatThrownBy(() -> delete(tenant.id(), Duration.ZERO))
        .isInstanceOf(WrongStatusException.class);
  }

  @Test
  void bringsATenantBackAsItWas() {
    Tenant tenant = active(unique("back"));
    lifecycle.suspend(tenant.id(), ExpectedVersion.ANY, "unpaid", ACTOR);
    delete(tenant.id(), Duration.ofDays(1));

    Tenant restored = deletions.restore(tenant.id(), ExpectedVersion.ANY, "", ACTOR);

    assertThat(restored.status()).isEqualTo(TenantStatus.SUSPENDED);
    assertThat(restored.statusReason()).isEqualTo("unpaid");
    assertThat(restored.dropAfter()).isNull();
    assertThat(events(tenant.id())).endsWith("tenant.deletion-requested", "tenant.restored");
  }

  @Test
  void bringsNoTenantBackWhoseDropHasStartedAndEndsItWhereverItWasCutOff() throws Exception {
    Tenant tenant = active(unique("started"));
    String table = tenant.role().quoted() + ".product";
    try (var _ = locked("LOCK TABLE " + table + " IN ACCESS SHARE MODE")) {
      delete(tenant.id(), Duration.ZERO);
      terminateWaiting(table);

      assertThatThrownBy(() -> deletions.restore(tenant.id(), ExpectedVersion.ANY, "", ACTOR))
          .isInstanceOf(DropStartedException.class);
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> error(tenant.id()), error -> error.contains("lock timeout"));
    }

    awaitStatus(tenant.id(), TenantStatus.DELETED);
    assertThat(objects(tenant.role())).isZero();
    assertThat(error(tenant.id())).isEmpty();
    assertThat(events(tenant.id())).endsWith("tenant.deletion-requested", "tenant.deleted");
  }

  @Test
  void dropsNothingOfATenantThatIsBroughtBackAtTheSameMoment() throws Exception {
    Tenant tenant = active(unique("raced"));
    delete(tenant.id(), Duration.ofDays(1));
    makeDue(tenant.id());

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> dropping =
          transactions.execute(
              status -> {
                deletions.restore(tenant.id(), ExpectedVersion.ANY, "", ACTOR);
                Future<?> started = threads.submit(() -> drop.drop(tenant.id()));
                awaitBlocked();
                return started;
              });
      dropping.get();
    }

    assertThat(find(tenant.id()).status()).isEqualTo(TenantStatus.ACTIVE);
    assertThat(objects(tenant.role())).isEqualTo(2);
  }

  @Test
  void leavesASchemaThatIsSomebodyElses() {
    String name = unique("squat");
    database.admin().sql("CREATE SCHEMA \"%s\"".formatted(database.schemaPrefix() + name)).update();
    Tenant failed = awaitStatus(signUp(name), TenantStatus.FAILED);

    delete(failed.id(), Duration.ZERO);

    awaitStatus(failed.id(), TenantStatus.DELETED);
    assertThat(objects(failed.role())).isOne();
  }

  @Test
  void buildsNothingForATenantThatIsDeletedFirst() {
    String name = unique("first");
    TenantId id =
        transactions.execute(
            status -> {
              TenantId pending = signUp(name);
              delete(pending, Duration.ofDays(1));
              return pending;
            });
    // The order for it has been worked off when those behind it have.
    active(unique("behind"));
    assertThat(objects(find(id).role())).isZero();

    deletions.restore(id, ExpectedVersion.ANY, "", ACTOR);

    awaitStatus(id, TenantStatus.ACTIVE);
  }

  @Test
  void saysWhyADropDoesNotGetOn() {
    Tenant tenant = active(unique("used"));
    String view = "public.spy_" + unique("v");
    jdbc.sql("CREATE VIEW %s AS SELECT id FROM %s.product".formatted(view, tenant.role().quoted()))
        .update();

    delete(tenant.id(), Duration.ZERO);

    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> error(tenant.id()), error -> error.contains("is used by"));
    assertThat(find(tenant.id()).status()).isEqualTo(TenantStatus.DELETING);
    jdbc.sql("DROP VIEW " + view).update();
    awaitStatus(tenant.id(), TenantStatus.DELETED);
  }

  /** As far as the drop is concerned; the sweeper is left out of it. */
  private void makeDue(TenantId id) {
    jdbc.sql("UPDATE control.tenant SET drop_after = now() WHERE id = :id")
        .param("id", id.value())
        .update();
  }

  private void awaitBlocked() {
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                database
                    .admin()
                    .sql(
                        """
                        SELECT count(*) FROM pg_stat_activity
                        WHERE datname = :database AND cardinality(pg_blocking_pids(pid)) > 0
                          AND query LIKE '%drop_started_at%'
                        """)
                    .param("database", database.toString())
                    .query(Integer.class)
                    .single(),
            blocked -> blocked == 1);
  }
}
