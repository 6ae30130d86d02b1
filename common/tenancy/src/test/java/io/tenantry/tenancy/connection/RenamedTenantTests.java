package io.tenantry.tenancy.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.tenantry.registry.SqlIdentifier;
import io.tenantry.tenancy.CurrentTenant;
import io.tenantry.tenancy.Tenant;
import io.tenantry.tenancy.TestTenants;
import io.tenantry.testing.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Phaser;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A tenant whose role and schema get another name while somebody holds it under the old one. */
class RenamedTenantTests {

  private static final int MORE_THAN_THE_PREPARE_THRESHOLD = 8;
  private static final int THREADS = 6;
  private static final int SWAPS = 40;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final String WAITING_FOR_SCHEMAS =
      """
      select count(*) from pg_locks
       where not granted and relation = 'pg_namespace'::regclass
         and database = (select oid from pg_database where datname = current_database())
      """;

  private static TestDatabase database;
  private static HikariDataSource pool;
  private static int count;

  private TestRegistry registry;
  private TenantDataSource tenants;
  private Tenant shop;

  @BeforeAll
  static void createPool() {
    database = TestDatabase.create();
    pool = new HikariDataSource();
    pool.setJdbcUrl(database.jdbcUrl());
    pool.setUsername(database.logins().app().name().value());
    pool.setPassword(database.logins().app().password());
    pool.setMaximumPoolSize(3);
    pool.setExceptionOverride(new StaleStatements());
  }

  @AfterAll
  static void close() {
    pool.close();
    database.close();
  }

  @BeforeEach
  void signUp() {
    registry = new TestRegistry();
    tenants = new TenantDataSource(_ -> pool, registry);
    shop = create("shop" + ++count);
  }

  @AfterEach
  void leavesNoConnectionBehind() {
    assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
  }

  /** Its mark is in no other tenant, whatever they are called. */
  private Tenant create(String name) {
    Tenant tenant = TestTenants.create(database, name);
    JdbcClient.create(database.worker())
        .sql("insert into %s.item (name) values (?)".formatted(quoted(tenant.role())))
        .param(TenantWork.markOf(tenant))
        .update();
    registry.tenants.put(tenant.id(), tenant);
    return tenant;
  }

  private static String quoted(String name) {
    return new SqlIdentifier(name).quoted();
  }

  /** As the worker does it: role, schema and registry at once. */
  private void rename(Tenant tenant, String name) {
    String role = registry.tenants.get(tenant.id()).role();
    String renamed = database.schemaPrefix() + name;
    inTransaction(() -> renameRoleAndSchema(role, renamed));
    registry.tenants.put(tenant.id(), TestTenants.renamed(tenant, renamed));
  }

  private static void renameRoleAndSchema(String from, String to) {
    JdbcClient.create(database.worker())
        .sql(
            "alter role %1$s rename to %2$s; alter schema %1$s rename to %2$s"
                .formatted(quoted(from), quoted(to)))
        .update();
  }

  private static void inTransaction(Runnable work) {
    new TransactionTemplate(new JdbcTransactionManager(database.worker()))
        .executeWithoutResult(_ -> work.run());
  }

  @ParameterizedTest
  @EnumSource
  void isServedUnderItsNewName(TenantWork work) {
    for (int i = 0; i < MORE_THAN_THE_PREPARE_THRESHOLD; i++) {
      CurrentTenant.run(shop, () -> work.check(tenants));
    }
    assertThat(registry.refused).isEmpty();

    rename(shop, "renamed" + count);

    CurrentTenant.run(
        shop,
        () -> {
          for (int i = 0; i < MORE_THAN_THE_PREPARE_THRESHOLD; i++) {
            work.check(tenants);
          }
          assertThat(CurrentTenant.get()).isEqualTo(registry.tenants.get(shop.id()));
        });
    assertThat(registry.refused).as("asked for once per request").containsExactly(shop);
  }

  @ParameterizedTest
  @EnumSource
  void isNotMistakenForWhoeverHasItsOldName(TenantWork work) {
    String freed = shop.role().substring(database.schemaPrefix().length());
    rename(shop, "renamed" + count);
    create(freed);

    CurrentTenant.run(shop, () -> work.check(tenants));

    assertThat(registry.refused).containsExactly(shop);
  }

  @ParameterizedTest
  @EnumSource
  void leavesNothingToWhoeverHasItsOldNameOfWhatWasPreparedUnderIt(TenantWork work) {
    String freed = shop.role().substring(database.schemaPrefix().length());
    for (int i = 0; i < MORE_THAN_THE_PREPARE_THRESHOLD; i++) {
      CurrentTenant.run(shop, () -> work.check(tenants));
    }
    rename(shop, "renamed" + count);
    Tenant next = create(freed);

    for (int i = 0; i < MORE_THAN_THE_PREPARE_THRESHOLD; i++) {
      CurrentTenant.run(next, () -> work.check(tenants));
      CurrentTenant.run(shop, () -> work.check(tenants));
    }
  }

  @ParameterizedTest
  @EnumSource
  void failsIfItIsGoneAndSomebodyElseHasItsName(TenantWork work) {
    String freed = shop.role().substring(database.schemaPrefix().length());
    JdbcClient.create(database.worker())
        .sql("drop schema %1$s cascade; drop role %1$s".formatted(quoted(shop.role())))
        .update();
    create(freed);

    assertThatException()
        .isThrownBy(() -> CurrentTenant.run(shop, () -> work.check(tenants)))
        .withCauseInstanceOf(SwitchFailedException.class);
  }

  @Test
  void goesOnInATransactionThatIsOpen() throws Exception {
    CurrentTenant.call(
        shop,
        () -> {
          try (Connection connection = tenants.getConnection();
              Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.executeUpdate("insert into item (name) values ('before')");
            Savepoint savepoint = connection.setSavepoint();
            rename(shop, "renamed" + count);
            assertThat(statement.executeUpdate("update item set price = 1 where name = 'before'"))
                .isEqualTo(1);
            connection.rollback(savepoint);
            assertThat(statement.executeUpdate("delete from item where name = 'before'"))
                .isEqualTo(1);
            assertThat(registry.refused).isEmpty();
            connection.commit();
            assertThat(statement.executeUpdate("delete from item where name = 'before'")).isZero();
            connection.commit();
            assertThat(registry.refused).containsExactly(shop);
          }
          return null;
        });
  }

  @Test
  void failsIfItsNameCantBeLookedUp() {
    RefusedTenants silent =
        new RefusedTenants() {
          @Override
          public void refused(Tenant tenant) {
            registry.refused(tenant);
          }

          @Override
          public Optional<Tenant> reread(UUID tenant, Connection connection) throws SQLException {
            throw new SQLException("no registry");
          }
        };
    JdbcClient jdbc = JdbcClient.create(new TenantDataSource(_ -> pool, silent));
    rename(shop, "renamed" + count);

    assertThatExceptionOfType(TransientDataAccessException.class)
        .isThrownBy(() -> CurrentTenant.run(shop, () -> jdbc.sql("select 1").query().listOfRows()))
        .withCauseInstanceOf(SwitchFailedException.class);
  }

  /**
   * The server looks up the role's name, then the schema of that name. A rename that ends between
   * the two is forced by a lock on the second's catalog.
   */
  @Test
  void isServedWhenTheRenameEndsWhileTheServerSwitches() throws Exception {
    assumeThat(database.statementsOfApp()).as("a server of the tests' own").isPresent();
    String renamed = database.schemaPrefix() + "renamed" + count;
    Tenant other = create("other" + count);
    CurrentTenant.run(other, () -> TenantWork.QUERY.check(tenants));
    var url = database.adminUrl();
    var source = new DriverManagerDataSource(url.jdbcUrl(), url.user(), url.password());
    try (Connection admin = source.getConnection();
        Statement statement = admin.createStatement();
        ExecutorService thread = Executors.newVirtualThreadPerTaskExecutor()) {
      admin.setAutoCommit(false);
      statement.execute(
          "alter role %1$s rename to %2$s; alter schema %1$s rename to %2$s"
              .formatted(quoted(shop.role()), quoted(renamed)));
      statement.execute("lock table pg_catalog.pg_namespace in access exclusive mode");
      registry.tenants.put(shop.id(), TestTenants.renamed(shop, renamed));
      Future<?> request =
          thread.submit(() -> CurrentTenant.run(shop, () -> TenantWork.QUERY.check(tenants)));
      await()
          .atMost(PATIENCE)
          .until(
              () -> {
                ResultSet waiting = statement.executeQuery(WAITING_FOR_SCHEMAS);
                waiting.next();
                return waiting.getInt(1) == 1;
              });
      admin.commit();

      request.get();
    }
    assertThat(registry.refused).containsExactly(shop);
  }

  /**
   * Two tenants take each other's names again and again, so that each name always is somebody's.
   * Between two of these swaps every thread does work that began after the first, so that no work
   * meets more than one.
   */
  @Test
  void seesItsOwnRowsWhateverHappensToNamesUnderLoad() throws Exception {
    Tenant other = create("other" + count);
    Phaser phases = new Phaser(1);
    AtomicBoolean ended = new AtomicBoolean();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> work = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        UUID id = i % 2 == 0 ? shop.id() : other.id();
        int start = i;
        phases.register();
        work.add(threads.submit(() -> workUntil(ended, id, start, phases)));
      }
      for (int i = 0; i < SWAPS; i++) {
        swap(shop, other);
        phases.arriveAndAwaitAdvance();
        phases.arriveAndAwaitAdvance();
      }
      ended.set(true);
      phases.arriveAndDeregister();
      for (Future<?> done : work) {
        done.get();
      }
    }
  }

  private void workUntil(AtomicBoolean ended, UUID id, int start, Phaser phases) {
    TenantWork[] kinds = TenantWork.values();
    int arrived = -1;
    try {
      for (int i = start; !ended.get(); i++) {
        int phase = phases.getPhase();
        TenantWork kind = kinds[i % kinds.length];
        CurrentTenant.run(registry.tenants.get(id), () -> kind.check(tenants));
        if (phase != arrived) {
          phases.arrive();
          arrived = phase;
        }
      }
    } finally {
      phases.arriveAndDeregister();
    }
  }

  private void swap(Tenant one, Tenant two) {
    String first = registry.tenants.get(one.id()).role();
    String second = registry.tenants.get(two.id()).role();
    String free = database.schemaPrefix() + "free";
    inTransaction(
        () -> {
          renameRoleAndSchema(first, free);
          renameRoleAndSchema(second, first);
          renameRoleAndSchema(free, second);
        });
    registry.tenants.put(one.id(), TestTenants.renamed(one, second));
    registry.tenants.put(two.id(), TestTenants.renamed(two, first));
  }
}
