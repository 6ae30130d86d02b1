package io.tenantry.worker.cloning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tenantry.registry.Clones;
import io.tenantry.registry.ExpectedVersion;
import io.tenantry.registry.SqlIdentifier;
import io.tenantry.registry.Tenant;
import io.tenantry.registry.TenantId;
import io.tenantry.registry.TenantStatus;
import io.tenantry.worker.AbstractWorkerTests;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class CloningIntegrationTests extends AbstractWorkerTests {

  @Autowired Clones clones;
  @Autowired CloneSteps steps;

  @Test
  void makesATenantOfItsOwnWithTheSameRows() {
    Tenant source = shop(unique("source"));
    TenantId id = order(source, unique("copy"), true);

    Tenant clone = awaitStatus(id, TenantStatus.ACTIVE);

    assertThat(categories(clone)).isEqualTo(categories(source)).contains("one more");
    assertThat(clone.schemaVersion()).isEqualTo(source.schemaVersion());
    assertThat(clone.cloneOf()).isEqualTo(source.id());
    assertThat(clone.primaryDomain()).isNotEqualTo(source.primaryDomain());
    assertThat(events(id)).containsExactly("tenant.created", "tenant.activated");
    assertThat(events(source.id()))
        .containsExactly("tenant.created", "tenant.activated", "tenant.cloned");
    assertThat(tenants.events(source.id(), 2, 1).getFirst().data())
        .contains(id.toString())
        .contains("\"withData\":true");
    assertThat(actions(source.id())).endsWith("tenant.clone", "tenant.cloned");
    assertThat(attempts(id)).containsExactly("succeeded");
    assertThat(progress(id)).isZero();
    inSchema(clone.role(), "INSERT INTO {}.category (name) VALUES ('next')");
    inSchema(source.role(), "INSERT INTO {}.category (name) VALUES ('next')");
    assertThat(ids(clone)).isEqualTo(ids(source));
  }

  @Test
  void makesATenantWithTheRowsOfANewOne() {
    Tenant source = shop(unique("full"));
    Tenant fresh = active(unique("fresh"));

    Tenant clone = awaitStatus(order(source, unique("empty"), false), TenantStatus.ACTIVE);

    assertThat(categories(clone)).isEqualTo(categories(fresh)).isNotEmpty();
    assertThat(tenants.events(source.id(), 2, 1).getFirst().data()).contains("\"withData\":false");
  }

  @Test
  void failsWithAReasonWhenTheSourceIsGone() {
    Tenant source = shop(unique("leaving"));
    TenantId id =
        transactions.execute(
            status -> {
              delete(source.id(), Duration.ofDays(1));
              return order(source, unique("late"), true);
            });

    Tenant failed = awaitStatus(id, TenantStatus.FAILED);

    assertThat(failed.statusReason()).startsWith("clone-source-gone");
    assertThat(attempts(id)).containsExactly("failed");
    assertThat(objects(failed.role())).isZero();
    deletions.restore(source.id(), ExpectedVersion.ANY, "", ACTOR);
    lifecycle.retry(id, ExpectedVersion.ANY, "", ACTOR);
    assertThat(categories(awaitStatus(id, TenantStatus.ACTIVE))).isEqualTo(categories(source));
  }

  @Test
  void failsWithAReasonWhenTheSourceIsNotWhatItsScriptsMake() {
    Tenant source = shop(unique("bent"));
    inSchema(source.role(), "ALTER TABLE {}.category ADD COLUMN colour text");

    Tenant failed = awaitStatus(order(source, unique("straight"), false), TenantStatus.FAILED);

    assertThat(failed.statusReason())
        .startsWith("clone-source-differs")
        .contains("column category.colour");
    assertThat(objects(failed.role())).isZero();
  }

  @Test
  void goesOnWhereItWasCutOffWhileItsSourceIsSuspended() throws Exception {
    Tenant source = shop(unique("blocked"));
    Tenant clone = prepared(source, unique("patient"));
    try (var _ = locked("LOCK TABLE " + product(clone) + " IN ACCESS EXCLUSIVE MODE")) {
      goOn(clone);
      terminateWaiting(product(clone));
      lifecycle.suspend(source.id(), ExpectedVersion.ANY, "unpaid", ACTOR);
      awaitWaiting(product(clone));
    }

    awaitStatus(clone.id(), TenantStatus.ACTIVE);

    assertThat(categories(clone)).isEqualTo(categories(source));
    assertThat(attempts(clone.id())).contains("failed").endsWith("succeeded");
    assertThat(events(source.id())).endsWith("tenant.suspended", "tenant.cloned");
  }

  @Test
  void makesTheStructureAnewWhenItNoLongerFitsTheSource() {
    Tenant source = shop(unique("changing"));
    Tenant clone = prepared(source, unique("outdated"));
    inSchema(clone.role(), "CREATE INDEX ON {}.category (created_at)");
    goOn(clone);

    awaitStatus(clone.id(), TenantStatus.ACTIVE);

    assertThat(categories(clone)).isEqualTo(categories(source));
    assertThat(indexes(clone.role())).isEqualTo(indexes(source.role()));
    assertThat(attempts(clone.id())).containsExactly("failed", "succeeded");
  }

  @Test
  void isNotTriedAgainWhileSomebodyWorksOnIt() throws Exception {
    Tenant source = shop(unique("long"));
    Tenant clone = prepared(source, unique("lasting"));
    try (var _ =
        locked(
            "SELECT pg_advisory_xact_lock(hashtextextended('tenantry schema %s', 0))"
                .formatted(clone.role().value()))) {
      goOn(clone);
      awaitOrdered(clone);
      // The order for it has been worked off when those behind it have.
      awaitStatus(order(source, unique("behind"), false), TenantStatus.ACTIVE);
      awaitStatus(order(source, unique("behind"), false), TenantStatus.ACTIVE);
      assertThat(attempts(clone.id())).isEmpty();
    }
    // That order was none; the next is due when tests are long over.
    goOn(clone);

    awaitStatus(clone.id(), TenantStatus.ACTIVE);
    assertThat(attempts(clone.id())).containsExactly("succeeded");
  }

  @Test
  void leavesNothingOfACloneThatIsDeletedHalfway() throws Exception {
    Tenant source = shop(unique("half"));
    Tenant clone = prepared(source, unique("halved"));
    try (var _ = locked("LOCK TABLE " + product(clone) + " IN ACCESS EXCLUSIVE MODE")) {
      goOn(clone);
      awaitWaiting(product(clone));
      delete(clone.id(), Duration.ZERO);
    }

    awaitStatus(clone.id(), TenantStatus.DELETED);

    assertThat(objects(clone.role())).isZero();
    assertThat(progress(clone.id())).isZero();
    assertThat(events(source.id())).doesNotContain("tenant.cloned");
  }

  /** A clone that has its structure, and no rows until it is told to go on. */
  private Tenant prepared(Tenant source, String name) {
    TenantId id =
        transactions.execute(
            status -> {
              TenantId ordered = order(source, name, true);
              for (String sql :
                  new String[] {
                    "DELETE FROM control.outbox WHERE tenant_id = :id",
                    "UPDATE control.tenant SET next_attempt_at = 'infinity' WHERE id = :id"
                  }) {
                jdbc.sql(sql).param("id", ordered.value()).update();
              }
              return ordered;
            });
    steps.prepare(id);
    assertThat(progress(id)).isOne();
    return find(id);
  }

  private void goOn(Tenant clone) {
    jdbc.sql("UPDATE control.tenant SET next_attempt_at = now() WHERE id = :id")
        .param("id", clone.id().value())
        .update();
  }

  /** The sweeper has taken it, and the broker has its order. */
  private void awaitOrdered(Tenant clone) {
    await("the order for " + clone.id())
        .atMost(Duration.ofMinutes(3))
        .until(
            () ->
                jdbc.sql(
                        """
                        SELECT t.next_attempt_at > now() AND NOT EXISTS (
                          SELECT FROM control.outbox o WHERE o.tenant_id = t.id)
                        FROM control.tenant t WHERE t.id = :id
                        """)
                    .param("id", clone.id().value())
                    .query(Boolean.class)
                    .single());
  }

  private static String product(Tenant tenant) {
    return tenant.role().quoted() + ".product";
  }

  private Tenant shop(String name) {
    Tenant tenant = active(name);
    inSchema(tenant.role(), "INSERT INTO {}.category (name) VALUES ('one more'), ('and another')");
    inSchema(tenant.role(), "DELETE FROM {}.category WHERE name = 'and another'");
    return tenant;
  }

  private TenantId order(Tenant source, String name, boolean withData) {
    return transactions.execute(
        status -> {
          TenantId id = signUp(name);
          clones.order(id, source, withData, ACTOR);
          return id;
        });
  }

  private List<String> categories(Tenant tenant) {
    return jdbc.sql("SELECT name FROM %s.category ORDER BY id".formatted(tenant.role().quoted()))
        .query(String.class)
        .list();
  }

  private List<Long> ids(Tenant tenant) {
    return jdbc.sql("SELECT id FROM %s.category ORDER BY id".formatted(tenant.role().quoted()))
        .query(Long.class)
        .list();
  }

  private int indexes(SqlIdentifier schema) {
    return jdbc.sql("SELECT count(*) FROM pg_indexes WHERE schemaname = :schema")
        .param("schema", schema.value())
        .query(Integer.class)
        .single();
  }

  private List<String> attempts(TenantId id) {
    return jdbc.sql("SELECT outcome FROM control.attempt WHERE tenant_id = :id ORDER BY number")
        .param("id", id.value())
        .query(String.class)
        .list();
  }

  private int progress(TenantId id) {
    return jdbc.sql("SELECT count(*) FROM control.build_progress WHERE tenant_id = :id")
        .param("id", id.value())
        .query(Integer.class)
        .single();
  }
}
