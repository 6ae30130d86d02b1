package io.tenantry.worker.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tenantry.registry.Actor;
import io.tenantry.registry.SqlIdentifier;
import io.tenantry.registry.Tenant;
import io.tenantry.registry.TenantId;
import io.tenantry.registry.TenantStatus;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/** Nothing is found where nothing is wrong, not even at a first look. */
@TestPropertySource(properties = "tenantry.worker.name=healthy")
class HealthyFleetIntegrationTests extends AbstractReconcileTests {

  @Test
  void findsNothingInAHealthyFleetNorWhileItGrows() throws Exception {
    IntStream.range(0, 5).forEach(n -> tenant("old" + n));
    suspend(tenant("asleep"));
    look();
    List<TenantId> ids = IntStream.range(0, 30).mapToObj(n -> signUp("young" + n)).toList();
    while (ids.stream().anyMatch(id -> !isActive(id))) {
      look();
    }
    look();
  }

  @Test
  void findsNothingWhileATenantIsBuiltOrRenamed() throws Exception {
    Tenant renamed = tenant("before");
    CountDownLatch halfWay = new CountDownLatch(2);
    CountDownLatch goOn = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      Future<?> building =
          threads.submit(
              () ->
                  transactions.execute(
                      status -> {
                        Tenant made = tenant("half_built");
                        pause(halfWay, goOn);
                        return made;
                      }));
      Future<?> renaming =
          threads.submit(
              () ->
                  transactions.execute(
                      status -> {
                        rename(renamed, database.schemaPrefix() + "after");
                        pause(halfWay, goOn);
                        return renamed;
                      }));
      halfWay.await();
      look();
      goOn.countDown();
      building.get();
      renaming.get();
    }
    look();
  }

  /** No row at all: what was seen once would have one, too. */
  private void look() {
    reconcile();
    assertThat(
            jdbc.sql("SELECT kind || ' ' || subject || ' ' || detail FROM control.finding")
                .query(String.class)
                .list())
        .isEmpty();
  }

  private TenantId signUp(String name) {
    return transactions.execute(
        status -> signUps.record(database.newTenant(name, "default"), new Actor("test", null)));
  }

  private boolean isActive(TenantId id) {
    return tenants.find(id).orElseThrow().status() == TenantStatus.ACTIVE;
  }

  private void suspend(Tenant tenant) {
    update("UPDATE control.tenant SET status = 'SUSPENDED' WHERE id = '%s'", tenant.id());
  }

  private void rename(Tenant tenant, String name) {
    SqlIdentifier old = tenant.role();
    update("ALTER ROLE %s RENAME TO \"%s\"", old.quoted(), name);
    update("ALTER SCHEMA %s RENAME TO \"%s\"", old.quoted(), name);
    update(
        "UPDATE control.tenant SET schema_name = 'after', role_name = '%s' WHERE id = '%s'",
        name, tenant.id());
  }

  private static void pause(CountDownLatch reached, CountDownLatch goOn) {
    reached.countDown();
    await().atMost(Duration.ofSeconds(60)).until(() -> goOn.getCount() == 0);
  }
}
