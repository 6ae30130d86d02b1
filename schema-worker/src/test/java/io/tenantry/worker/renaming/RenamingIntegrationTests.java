package io.tenantry.worker.renaming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tenantry.registry.DomainTakenException;
import io.tenantry.registry.ExpectedVersion;
import io.tenantry.registry.NewName;
import io.tenantry.registry.RenamePendingException;
import io.tenantry.registry.Renames;
import io.tenantry.registry.SchemaName;
import io.tenantry.registry.SchemaNameTakenException;
import io.tenantry.registry.Tenant;
import io.tenantry.registry.TenantId;
import io.tenantry.registry.TenantStatus;
import io.tenantry.worker.AbstractWorkerTests;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class RenamingIntegrationTests extends AbstractWorkerTests {

  private static final int REQUESTS = 300;
  private static final int THREADS = 3;

  @Autowired Renames renames;

  @Test
  void renamesSchemaRoleAndDefaultDomain() {
    Tenant before = active(unique("before"));
    String name = unique("after");

    Tenant asked = rename(before.id(), name, 0);
    assertThat(asked.renamingTo()).isEqualTo(new SchemaName(name));

    Tenant after = awaitName(before.id(), name);
    assertThat(after.role().value()).isEqualTo(database.schemaPrefix() + name);
    assertThat(after.primaryDomain()).isEqualTo(domain(name));
    assertThat(after.renamingTo()).isNull();
    assertThat(objects(before.role())).isZero();
    assertThat(objects(after.role())).isEqualTo(2);
    assertThat(domains(before.id())).containsExactly(domain(name));
    assertThat(events(before.id()))
        .containsExactly("tenant.created", "tenant.activated", "tenant.updated", "tenant.renamed");
    assertThat(actions(before.id())).endsWith("tenant.rename-requested", "tenant.rename");
    assertThat(active(before.schemaName().value()).id()).isNotEqualTo(before.id());
  }

  @Test
  void keepsTheOldDomainForAWhileIfAsked() {
    Tenant before = active(unique("kept"));
    String name = unique("kept_too");

    rename(before.id(), name, 7);

    assertThat(awaitName(before.id(), name).primaryDomain()).isEqualTo(domain(name));
    assertThat(domains(before.id()))
        .containsExactlyInAnyOrder(domain(name), before.primaryDomain());
    rename(before.id(), before.schemaName().value(), 0);
    awaitName(before.id(), before.schemaName().value());
    assertThat(domains(before.id())).containsExactly(before.primaryDomain());
  }

  @Test
  void keepsTheNewNameFromOthersAtOnce() throws Exception {
    Tenant first = active(unique("first"));
    Tenant second = active(unique("second"));
    String name = unique("wanted");

    try (var _ = copying(first)) {
      rename(first.id(), name, 0);
      assertThatThrownBy(() -> rename(second.id(), name, 0))
          .isInstanceOf(SchemaNameTakenException.class);
      assertThatThrownBy(() -> signUp(name)).isInstanceOf(SchemaNameTakenException.class);
      assertThatThrownBy(() -> rename(first.id(), unique("other"), 0))
          .isInstanceOf(RenamePendingException.class);
      assertThat(rename(first.id(), name, 0)).isEqualTo(find(first.id()));
    }
    awaitName(first.id(), name);
  }

  @Test
  void refusesANameWhoseDomainAnotherTenantHas() {
    Tenant first = active(unique("has"));
    Tenant second = active(unique("wants"));

    assertThatThrownBy(
            () ->
                renames.request(
                    second.id(),
                    ExpectedVersion.ANY,
                    tenant ->
                        new NewName(
                            new SchemaName(unique("free")),
                            first.primaryDomain(),
                            tenant.primaryDomain(),
                            "localhost",
                            0),
                    ACTOR))
        .isInstanceOf(DomainTakenException.class);
    assertThat(find(second.id()).renamingTo()).isNull();
  }

  @Test
  void givesANameUpThatSomebodyElsesRoleHas() {
    Tenant tenant = active(unique("unlucky"));
    String name = unique("squatted");
    database
        .admin()
        .sql("CREATE ROLE \"%s\" NOLOGIN".formatted(database.schemaPrefix() + name))
        .update();

    rename(tenant.id(), name, 0);

    await().atMost(Duration.ofSeconds(60)).until(() -> find(tenant.id()).renamingTo() == null);
    assertThat(find(tenant.id()).schemaName()).isEqualTo(tenant.schemaName());
    assertThat(domains(tenant.id())).containsExactly(tenant.primaryDomain());
    assertThat(actions(tenant.id())).endsWith("tenant.rename-requested", "tenant.rename-failed");
    assertThat(events(tenant.id())).endsWith("tenant.updated", "tenant.updated");
  }

  @Test
  void renamesNoTenantThatIsBeingDeletedButOnceItIsBack() {
    Tenant tenant = active(unique("undecided"));
    String name = unique("decided");
    transactions.executeWithoutResult(
        status -> {
          rename(tenant.id(), name, 0);
          delete(tenant.id(), Duration.ofDays(1));
        });
    Tenant other = active(unique("other"));
    rename(other.id(), unique("behind"), 0);
    await().atMost(Duration.ofSeconds(60)).until(() -> find(other.id()).renamingTo() == null);
    assertThat(find(tenant.id()).schemaName()).isEqualTo(tenant.schemaName());

    deletions.restore(tenant.id(), ExpectedVersion.ANY, "", ACTOR);

    awaitName(tenant.id(), name);
  }

  @Test
  void freesBothNamesOfATenantThatIsDeletedBeforeItsRename() {
    Tenant tenant = active(unique("one"));
    String name = unique("two");
    transactions.executeWithoutResult(
        status -> {
          rename(tenant.id(), name, 0);
          delete(tenant.id(), Duration.ZERO);
        });

    awaitStatus(tenant.id(), TenantStatus.DELETED);
    active(tenant.schemaName().value());
    active(name);
  }

  @Test
  void waitsUntilASchemaIsNoLongerCopied() throws Exception {
    Tenant tenant = active(unique("copied"));
    String name = unique("later");

    try (var _ = copying(tenant)) {
      rename(tenant.id(), name, 0);
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> error(tenant.id()), error -> error.contains("being copied"));
    }

    awaitName(tenant.id(), name);
    assertThat(error(tenant.id())).isEmpty();
  }

  @Test
  void letsEveryRequestSeeTheOldOrTheNewName() throws Exception {
    Tenant tenant = active(unique("steady"));
    var done = new AtomicBoolean();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> clients =
          IntStream.range(0, THREADS)
              .<Future<?>>mapToObj(n -> threads.submit(() -> requests(tenant.id())))
              .toList();
      Future<?> renaming =
          threads.submit(
              () -> {
                while (!done.get()) {
                  String name = unique("steady");
                  rename(tenant.id(), name, 0);
                  awaitName(tenant.id(), name);
                }
              });
      for (Future<?> client : clients) {
        client.get();
      }
      done.set(true);
      renaming.get();
    }
    assertThat(
            jdbc.sql(
                    "SELECT count(*) FROM %s.category WHERE name LIKE 'request %%'"
                        .formatted(find(tenant.id()).role().quoted()))
                .query(Integer.class)
                .single())
        .isEqualTo(REQUESTS * THREADS);
  }

  /** What the application does: look up the role, become it, and once more if it is gone. */
  private void requests(TenantId id) {
    var app = JdbcClient.create(database.app());
    var transaction = new TransactionTemplate(new JdbcTransactionManager(database.app()));
    for (int n = 0; n < REQUESTS; n++) {
      try {
        transaction.executeWithoutResult(status -> request(app, id));
      } catch (DataAccessException e) {
        assertThat(e)
            .rootCause()
            .hasMessageContaining("does not exist")
            .hasMessageContaining("role");
        n--;
      }
    }
  }

  private void request(JdbcClient app, TenantId id) {
    String role =
        app.sql("SELECT role_name FROM control.routing WHERE tenant_id = :id LIMIT 1")
            .param("id", id.value())
            .query(String.class)
            .single();
    app.sql("SELECT set_config('role', :role, true)").param("role", role).query().singleValue();
    app.sql("INSERT INTO category (name) VALUES ('request ' || gen_random_uuid())").update();
    app.sql("SELECT count(*) FROM category").query(Integer.class).single();
  }

  private Tenant rename(TenantId id, String name, int redirectDays) {
    return renames.request(
        id,
        ExpectedVersion.ANY,
        tenant ->
            new NewName(
                new SchemaName(name),
                domain(name),
                domain(tenant.schemaName().value()),
                "localhost",
                redirectDays),
        ACTOR);
  }

  private static String domain(String name) {
    return name.replace('_', '-') + ".localhost";
  }

  private Tenant awaitName(TenantId id, String name) {
    return await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> find(id), tenant -> tenant.schemaName().value().equals(name));
  }

  private List<String> domains(TenantId id) {
    return jdbc.sql("SELECT name FROM control.domain WHERE tenant_id = :id")
        .param("id", id.value())
        .query(String.class)
        .list();
  }

  /** As a clone's copy holds its source. */
  private AutoCloseable copying(Tenant tenant) throws Exception {
    return locked(
        "SELECT pg_advisory_xact_lock_shared(hashtextextended('tenantry schema %s', 0))"
            .formatted(tenant.role().value()));
  }
}
