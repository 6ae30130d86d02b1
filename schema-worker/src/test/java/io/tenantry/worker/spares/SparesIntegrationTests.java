package io.tenantry.worker.spares;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tenantry.migrations.TenantScripts;
import io.tenantry.migrations.catalog.CatalogSnapshot;
import io.tenantry.migrations.dropping.TenantSchemaDropper;
import io.tenantry.registry.SqlIdentifier;
import io.tenantry.registry.Tenant;
import io.tenantry.registry.TenantId;
import io.tenantry.registry.TenantStatus;
import io.tenantry.worker.AbstractWorkerTests;
import io.tenantry.worker.WorkerProperties;
import io.tenantry.worker.provisioning.Provisioner;
import io.tenantry.worker.types.TypeRegistration;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.jdbc.core.JdbcTemplate;

/** Spares that the test makes one by one; claims of tenants that no message and no sweep builds. */
class SparesIntegrationTests extends AbstractWorkerTests {

  private static final String TYPE = "default";

  @Autowired Spares spares;
  @Autowired SpareBuild build;
  @Autowired SpareStock stock;
  @Autowired TypeRegistration types;
  @Autowired TenantSchemaDropper dropper;
  @Autowired WorkerProperties worker;
  @Autowired SpareClaim claims;
  @Autowired Provisioner provisioner;
  @Autowired TenantScripts scripts;

  @BeforeEach
  void haveNone() {
    jdbc.sql("UPDATE control.spare SET retired_at = now() WHERE retired_at IS NULL").update();
  }

  @Test
  void becomesATenantThatNobodyCanTellFromOneThatWasBuilt() {
    Tenant built = active(unique("built"));
    make(1);
    TenantId id = waiting(unique("claimed"));

    assertThat(claims.claim(id, UUID.randomUUID())).isTrue();

    Tenant claimed = find(id);
    assertThat(claimed.status()).isEqualTo(TenantStatus.ACTIVE);
    assertThat(claimed.schemaVersion()).isEqualTo(built.schemaVersion());
    assertThat(events(id)).containsExactly("tenant.created", "tenant.activated");
    assertThat(attempts(id)).containsExactly("succeeded");
    assertThat(ready()).isZero();
    var worker = new JdbcTemplate(database.worker());
    assertThat(
            CatalogSnapshot.differences(
                CatalogSnapshot.of(worker, claimed.role()),
                CatalogSnapshot.of(worker, built.role())))
        .isEmpty();
    Flyway.configure()
        .dataSource(database.worker())
        .schemas(claimed.role().value())
        .locations("classpath:db/tenant/default")
        .load()
        .validate();
  }

  @Test
  void isClaimedOnceHoweverManyWantOne() throws Exception {
    make(5);
    List<TenantId> ids = new ArrayList<>();
    List<Callable<Boolean>> wishes = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      TenantId id = waiting(unique("many"));
      ids.add(id);
      wishes.add(() -> claims.claim(id, UUID.randomUUID()));
    }
    int claimed = 0;
    try (ExecutorService threads = Executors.newFixedThreadPool(6)) {
      for (Future<Boolean> wish : threads.invokeAll(wishes)) {
        claimed += wish.get() ? 1 : 0;
      }
    }

    assertThat(claimed).isEqualTo(5);
    assertThat(ready()).isZero();
    assertThat(ids.stream().map(this::find).filter(t -> t.status() == TenantStatus.ACTIVE))
        .hasSize(5)
        .allSatisfy(tenant -> assertThat(objects(tenant.role())).isEqualTo(2));
  }

  @Test
  void isNotMissedWhereThereIsNone() {
    TenantId id = waiting(unique("direct"));

    assertThat(claims.claim(id, UUID.randomUUID())).isFalse();
    provisioner.provision(id, UUID.randomUUID());

    assertThat(find(id).status()).isEqualTo(TenantStatus.ACTIVE);
  }

  @Test
  void isGivenAsSoonAsItIsMadeAlsoAfterSomebodyAskedInVain() {
    assertThat(claims.claim(waiting(unique("early")), UUID.randomUUID())).isFalse();
    make(1);

    assertThat(claims.mayHave(TYPE)).isTrue();
    assertThat(claims.claim(waiting(unique("late")), UUID.randomUUID())).isTrue();
  }

  @Test
  void staysWhereSomebodyElseHasTheTenantsName() {
    make(1);
    TenantId id = waiting(unique("squatted"));
    jdbc.sql("CREATE SCHEMA " + find(id).role().quoted()).update();

    assertThat(claims.claim(id, UUID.randomUUID())).isFalse();
    provisioner.provision(id, UUID.randomUUID());

    assertThat(find(id).statusReason()).startsWith("schema-already-exists");
    assertThat(ready()).isEqualTo(1);
  }

  @Test
  void isNotGivenToATenantThatIsNoLongerPending() {
    Tenant tenant = active(unique("served"));
    make(1);

    assertThat(claims.claim(tenant.id(), UUID.randomUUID())).isFalse();

    assertThat(ready()).isEqualTo(1);
  }

  @Test
  void goesOnInLifeAsAnyTenant() {
    make(1);
    TenantId id = waiting(unique("living"));
    assertThat(claims.claim(id, UUID.randomUUID())).isTrue();

    delete(id, Duration.ZERO);

    Tenant gone = awaitStatus(id, TenantStatus.DELETED);
    assertThat(objects(gone.role())).isZero();
  }

  @Test
  void areMadeUntilThereAreEnough() {
    make(3);

    assertThat(build.build(TYPE, 3, 1)).isFalse();
    assertThat(ready()).isEqualTo(3);
  }

  @Test
  void areNotMadeWhileSignUpsKeepComingAndHalfOfThemIsThere() {
    SpareStock four = stock(4);
    make(2);
    active(unique("coming"));
    jdbc.sql("UPDATE control.tenant SET attempts = 2 WHERE status = 'PENDING'").update();
    allStepsOf(four);
    assertThat(ready()).as("half of them").isEqualTo(2);

    jdbc.sql(
            """
            UPDATE control.spare SET retired_at = now()
            WHERE role_name = (SELECT role_name FROM control.spare
                               WHERE built_at IS NOT NULL AND retired_at IS NULL LIMIT 1)
            """)
        .update();
    assertThat(ready()).isEqualTo(1);
    allStepsOf(four);
    assertThat(ready()).as("and no more than that").isEqualTo(2);
  }

  private static void allStepsOf(SpareStock stock) {
    for (int steps = 0; stock.step(); steps++) {
      assertThat(steps).isLessThan(1000);
    }
  }

  private SpareStock stock(int size) {
    var settings =
        new Binder(
                new MapConfigurationPropertySource(
                    Map.of(
                        "tenantry.spares.size", size,
                        "tenantry.spares.maximum", size,
                        "tenantry.spares.quiet", "1h")))
            .bindOrCreate("tenantry.spares", SpareProperties.class);
    var oneType =
        new WorkerProperties(
            worker.name(),
            worker.controlLogin(),
            worker.appLogin(),
            List.of(TYPE),
            worker.migrations(),
            worker.provisioning(),
            worker.maintenance());
    return new SpareStock(
        spares, build, scripts, types, dropper, oneType, settings, new SimpleMeterRegistry());
  }

  @Test
  void areDroppedWhenOtherScriptsMadeThem() {
    make(1);
    String role =
        jdbc.sql(
                """
                UPDATE control.spare SET fingerprint = 'of older scripts'
                WHERE retired_at IS NULL AND built_at IS NOT NULL
                RETURNING role_name
                """)
            .query(String.class)
            .single();
    TenantId id = waiting(unique("newer"));
    assertThat(claims.claim(id, UUID.randomUUID())).isFalse();
    provisioner.provision(id, UUID.randomUUID());

    await()
        .atMost(Duration.ofMinutes(2))
        .until(
            () -> {
              stock.look();
              stock.step();
              return objects(new SqlIdentifier(role)) == 0;
            });

    assertThat(
            jdbc.sql("SELECT count(*) FROM control.spare WHERE role_name = :role")
                .param("role", role)
                .query(Integer.class)
                .single())
        .isZero();
  }

  @Test
  void areForgottenWhenSomebodyTookThemAway() {
    make(1);
    jdbc.sql(
            "SELECT role_name FROM control.spare WHERE retired_at IS NULL AND built_at IS NOT NULL")
        .query(String.class)
        .list()
        .forEach(
            role ->
                jdbc.sql("DROP SCHEMA %s CASCADE".formatted(new SqlIdentifier(role).quoted()))
                    .update());

    stock.look();

    assertThat(ready()).isZero();
  }

  /** A tenant whose order never comes, so that only the test works it off. */
  private TenantId waiting(String name) {
    return transactions.execute(
        status -> {
          TenantId id = signUp(name);
          jdbc.sql("DELETE FROM control.outbox WHERE tenant_id = :id")
              .param("id", id.value())
              .update();
          return id;
        });
  }

  private void make(int wanted) {
    await()
        .atMost(Duration.ofMinutes(2))
        .until(
            () -> {
              build.build(TYPE, wanted, wanted);
              return ready() == wanted;
            });
  }

  private long ready() {
    return spares.ready().getOrDefault(TYPE, 0L);
  }

  private List<String> attempts(TenantId id) {
    return jdbc.sql("SELECT outcome FROM control.attempt WHERE tenant_id = :id ORDER BY number")
        .param("id", id.value())
        .query(String.class)
        .list();
  }
}
