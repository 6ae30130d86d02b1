package io.tenantry.registry.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tenantry.testing.TestDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.PGConnection;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The rights that the three logins have, and have not, after the bootstrap. */
class DatabaseBootstrapIntegrationTests {

  private static TestDatabase database;

  @BeforeAll
  static void prepare() {
    database = TestDatabase.withControlSchema();
  }

  @AfterAll
  static void tidyUp() {
    database.close();
  }

  @Test
  void isIdempotent() {
    DatabaseBootstrap bootstrap = new DatabaseBootstrap(database.adminUrl());

    bootstrap.createDatabaseIfMissing();
    bootstrap.prepare(database.logins());
    bootstrap.prepare(database.logins());

    assertThat(query(database.app(), "SELECT current_user::text"))
        .isEqualTo(database.logins().app().name().value());
  }

  @Test
  void noticesALoginThatHasAnotherPassword() {
    DatabaseBootstrap bootstrap = new DatabaseBootstrap(database.adminUrl());
    DatabaseLogin app = database.logins().app();
    DatabaseLogin other = new DatabaseLogin(app.name(), "another password");

    assertThat(bootstrap.hasAnotherPassword(app)).isFalse();
    assertThat(bootstrap.hasAnotherPassword(DatabaseLogin.of("nobody_yet", "secret"))).isFalse();
    assumeTrue(asksForPasswords(other), "needs a server that asks for passwords");
    assertThat(bootstrap.hasAnotherPassword(other)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ALTER ROLE \"%s\" CREATEROLE", "CREATE ROLE \"%s_of_another\" CREATEROLE"})
  void meetsAnotherInstallationsBootstrapOnTheSameServer(String change) throws Exception {
    DatabaseLogins logins = database.logins();
    String worker = logins.worker().name().value();
    String changed = change.formatted(worker);
    DatabaseLogin met =
        DatabaseLogin.of(
            changed.startsWith("CREATE") ? worker + "_of_another" : worker,
            logins.worker().password());
    PostgresUrl url = database.adminUrl();
    try (Connection other = DriverManager.getConnection(url.jdbcUrl(), url.user(), url.password());
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      other.setAutoCommit(false);
      other.createStatement().execute(changed);
      Future<?> prepared =
          threads.submit(
              () ->
                  new DatabaseBootstrap(url)
                      .prepare(new DatabaseLogins(logins.control(), met, logins.app())));
      int blocker = other.unwrap(PGConnection.class).getBackendPID();
      await().atMost(Duration.ofMinutes(1)).until(() -> waitFor(blocker) > 0);
      other.commit();
      prepared.get();
    }
    assertThat(new DatabaseBootstrap(url).hasAnotherPassword(met)).isFalse();
  }

  private static int waitFor(int backend) {
    return database
        .admin()
        .sql("SELECT count(*) FROM pg_stat_activity WHERE :backend = ANY (pg_blocking_pids(pid))")
        .param("backend", backend)
        .query(Integer.class)
        .single();
  }

  @RepeatedTest(10)
  void preparesTwoDatabasesOfOneServerAtOnce() throws Exception {
    try (TestDatabase second = TestDatabase.create();
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Void>> both = new ArrayList<>();
      for (TestDatabase one : List.of(database, second)) {
        both.add(
            () -> {
              new DatabaseBootstrap(one.adminUrl()).prepare(database.logins());
              return null;
            });
      }
      for (Future<Void> prepared : threads.invokeAll(both)) {
        prepared.get();
      }
    }
  }

  private static boolean asksForPasswords(DatabaseLogin wrong) {
    PostgresUrl url = database.adminUrl().as(wrong);
    try (Connection connection =
        DriverManager.getConnection(url.jdbcUrl(), url.user(), url.password())) {
      return connection.isClosed();
    } catch (SQLException e) {
      return true;
    }
  }

  @Test
  void keepsPasswordsOutOfTheServer() {
    needsSuperuser();
    String kept =
        database
            .admin()
            .sql("SELECT rolpassword FROM pg_authid WHERE rolname = ?")
            .param(database.logins().worker().name().value())
            .query(String.class)
            .single();

    assertThat(kept)
        .startsWith("SCRAM-SHA-256$")
        .doesNotContain(database.logins().worker().password());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE SCHEMA mine",
        "CREATE TABLE public.mine (id int)",
        "CREATE TEMPORARY TABLE mine (id int)",
        "CREATE ROLE mine",
        "CREATE TABLE control.mine (id int)",
        "SELECT * FROM control.flyway_schema_history",
        "SELECT * FROM control.tenant",
        "SELECT * FROM control.api_client",
        "SELECT * FROM control.outbox",
        "SELECT * FROM control.audit",
        "SELECT * FROM control.dead_letter",
        "SELECT * FROM control.impersonation",
        "UPDATE control.impersonation SET used_at = NULL",
        "SELECT * FROM control.spare",
        "SELECT * FROM control.migration_run",
        "SELECT * FROM control.domain",
        "INSERT INTO control.tenant_transition VALUES ('DELETED', 'ACTIVE')",
        "ALTER TABLE control.tenant DISABLE TRIGGER tenant_transition",
        "SELECT * FROM pg_authid",
        "SELECT pg_read_file('postgresql.conf')",
        "SELECT lo_import('/etc/passwd')",
        "COPY (SELECT 1) TO PROGRAM 'true'",
        "ALTER SYSTEM SET work_mem = '1MB'"
      })
  void leavesTheAppNothingWithoutATenant(String statement) {
    assertThatThrownBy(() -> JdbcClient.create(database.app()).sql(statement).update())
        .rootCause()
        .message()
        .containsAnyOf("permission denied", "must be owner", "must be superuser");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE SCHEMA mine",
        "CREATE TABLE public.mine (id int)",
        "CREATE TEMPORARY TABLE mine (id int)",
        "CREATE ROLE mine",
        "CREATE TABLE control.mine (id int)",
        "CREATE FUNCTION public.mine() RETURNS int LANGUAGE sql RETURN 1",
        "CREATE DATABASE mine",
        "DROP TABLE control.tenant",
        "TRUNCATE control.tenant CASCADE",
        "TRUNCATE control.audit",
        "ALTER TABLE control.tenant DISABLE TRIGGER tenant_transition",
        "INSERT INTO control.tenant_transition VALUES ('DELETED', 'ACTIVE')",
        "UPDATE control.tenant_event SET data = '{}'",
        "UPDATE control.attempt SET error = NULL",
        "SELECT * FROM control.use_impersonation(gen_random_uuid(), '', '')",
        "SELECT * FROM control.flyway_schema_history",
        "SELECT * FROM pg_authid",
        "SELECT pg_read_file('postgresql.conf')",
        "COPY (SELECT 1) TO PROGRAM 'true'",
        "ALTER SYSTEM SET work_mem = '1MB'"
      })
  void letsTheControlLoginMakeNothing(String statement) {
    assertThatThrownBy(() -> JdbcClient.create(database.control()).sql(statement).update())
        .rootCause()
        .message()
        .containsAnyOf("permission denied", "must be owner", "must be superuser");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE ROLE mine SUPERUSER",
        "CREATE ROLE mine REPLICATION",
        "CREATE ROLE mine BYPASSRLS",
        "CREATE DATABASE mine",
        "ALTER SYSTEM SET work_mem = '1MB'",
        "SELECT * FROM pg_authid",
        "SELECT pg_read_file('postgresql.conf')",
        "COPY (SELECT 1) TO PROGRAM 'true'",
        "CREATE FUNCTION public.mine() RETURNS int LANGUAGE c AS 'libc', 'abs'",
        "DROP SCHEMA pg_catalog CASCADE"
      })
  void leavesTheWorkerNothingOfTheServer(String statement) {
    assertThatThrownBy(() -> JdbcClient.create(database.worker()).sql(statement).update())
        .rootCause()
        .message()
        .containsAnyOf("permission denied", "must be owner", "must be superuser");
  }

  @Test
  void letsNoneOfThemChangeAnothersPassword() {
    for (DataSource login : List.of(database.control(), database.app())) {
      for (DatabaseLogin other : database.logins().all()) {
        String change = "ALTER ROLE %s VALID UNTIL '2000-01-01'".formatted(other.name().quoted());
        assertThatThrownBy(() -> JdbcClient.create(login).sql(change).update())
            .rootCause()
            .hasMessageContaining("permission denied");
      }
    }
    String admin = database.adminUrl().user();
    assertThatThrownBy(
            () ->
                JdbcClient.create(database.worker())
                    .sql("ALTER ROLE \"%s\" VALID UNTIL '2000-01-01'".formatted(admin))
                    .update())
        .rootCause()
        .message()
        .containsAnyOf("permission denied", "must be superuser");
  }

  @Test
  void makesNoneOfThemASuperuser() {
    int tooMighty =
        database
            .admin()
            .sql(
                """
                SELECT count(*) FROM pg_roles WHERE rolname IN (:names)
                AND (rolsuper OR rolcreatedb OR rolbypassrls OR rolreplication)
                """)
            .param("names", database.logins().all().stream().map(DatabaseLogin::toString).toList())
            .query(Integer.class)
            .single();

    assertThat(tooMighty).isZero();
  }

  @Test
  void letsTheWorkerMakeATenantThatOnlyTheSwitchReaches() {
    String tenant = database.schemaPrefix() + "shop";
    String app = database.logins().app().name().value();
    JdbcClient worker = JdbcClient.create(database.worker());
    worker
        .sql(
            """
            CREATE ROLE "%1$s" NOLOGIN;
            GRANT "%1$s" TO "%2$s";
            CREATE SCHEMA "%1$s";
            GRANT USAGE ON SCHEMA "%1$s" TO "%1$s";
            ALTER DEFAULT PRIVILEGES IN SCHEMA "%1$s" GRANT SELECT ON TABLES TO "%1$s";
            CREATE TABLE "%1$s".product (id int PRIMARY KEY);
            """
                .formatted(tenant, app))
        .update();

    assertThatThrownBy(() -> query(database.app(), "SELECT count(*)::text FROM product"))
        .rootCause()
        .hasMessageContaining("does not exist");
    assertThatThrownBy(
            () -> query(database.app(), "SELECT count(*)::text FROM %s.product".formatted(tenant)))
        .rootCause()
        .hasMessageContaining("permission denied");
    assertThat(
            query(
                database.app(),
                "SELECT set_config('role', '%s', true) || current_schema()".formatted(tenant)))
        .isEqualTo(tenant + tenant);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE TABLE mine (id int)",
        "CREATE TABLE public.mine (id int)",
        "CREATE TEMPORARY TABLE mine (id int)",
        "CREATE SCHEMA mine",
        "CREATE FUNCTION mine() RETURNS int LANGUAGE sql RETURN 1",
        "SELECT * FROM control.routing",
        "SELECT * FROM control.schema_version",
        "TRUNCATE ware",
        "UPDATE ware SET id = 2"
      })
  void leavesATenantNothingButItsRights(String statement) {
    String tenant = tenant();

    assertThatThrownBy(
            () ->
                JdbcClient.create(database.app())
                    .sql("SELECT set_config('role', '%s', true); %s".formatted(tenant, statement))
                    .update())
        .rootCause()
        .hasMessageContaining("permission denied");
  }

  @Test
  void keepsTenantsFromTheOtherLogins() {
    String tenant = tenant();
    String read = "SELECT count(*)::text FROM %s.ware".formatted(tenant);

    assertThatThrownBy(() -> query(database.control(), read))
        .rootCause()
        .hasMessageContaining("permission denied");
    for (DataSource login : List.of(database.control(), database.worker())) {
      assertThatThrownBy(() -> JdbcClient.create(login).sql("SET ROLE " + tenant).update())
          .rootCause()
          .hasMessageContaining("permission denied");
    }
  }

  /** Made once: a table that its role may read. */
  private static String tenant() {
    String tenant = database.schemaPrefix() + "wares";
    JdbcClient worker = JdbcClient.create(database.worker());
    boolean made =
        worker
            .sql("SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = ?)")
            .param(tenant)
            .query(Boolean.class)
            .single();
    if (!made) {
      worker
          .sql(
              """
              CREATE ROLE "%1$s" NOLOGIN;
              GRANT "%1$s" TO "%2$s";
              CREATE SCHEMA "%1$s";
              GRANT USAGE ON SCHEMA "%1$s" TO "%1$s";
              CREATE TABLE "%1$s".ware (id int PRIMARY KEY);
              GRANT SELECT ON "%1$s".ware TO "%1$s";
              """
                  .formatted(tenant, database.logins().app().name().value()))
          .update();
    }
    return tenant;
  }

  @Test
  void refusesALoginThatIsASuperuser() {
    needsSuperuser();
    DatabaseLogins logins = database.logins();
    String superuser = database.schemaPrefix() + "root";
    database.admin().sql("CREATE ROLE " + superuser + " SUPERUSER").update();
    DatabaseBootstrap bootstrap = new DatabaseBootstrap(database.adminUrl());
    DatabaseLogins mighty =
        new DatabaseLogins(DatabaseLogin.of(superuser, "geheim"), logins.worker(), logins.app());

    assertThatThrownBy(() -> bootstrap.prepare(mighty))
        .isInstanceOf(DatabaseBootstrapException.class)
        .hasMessageContaining(superuser)
        .hasMessageNotContaining("geheim");
    database.admin().sql("DROP ROLE " + superuser).update();
  }

  @Test
  void needsNoSuperuser() {
    String owner = database.schemaPrefix() + "owner";
    String name = database.schemaPrefix() + "owned";
    database
        .admin()
        .sql("CREATE ROLE %s LOGIN CREATEROLE CREATEDB PASSWORD 'owner'".formatted(owner))
        .update();
    PostgresUrl admin = database.adminUrl();
    PostgresUrl url =
        new PostgresUrl(admin.host(), admin.port(), name, owner, "owner", admin.parameters());
    DatabaseBootstrap bootstrap = new DatabaseBootstrap(url);
    DatabaseLogins logins =
        new DatabaseLogins(
            DatabaseLogin.of(database.schemaPrefix() + "c", "one"),
            DatabaseLogin.of(database.schemaPrefix() + "w", "two"),
            DatabaseLogin.of(database.schemaPrefix() + "a", "three"));

    assertThat(bootstrap.createDatabaseIfMissing()).isTrue();
    assertThat(bootstrap.createDatabaseIfMissing()).isFalse();
    bootstrap.prepare(logins);
    bootstrap.prepare(logins);

    assertThat(
            database
                .admin()
                .sql("SELECT count(*) FROM pg_roles WHERE rolname IN (:names)")
                .param("names", logins.all().stream().map(DatabaseLogin::toString).toList())
                .query(Integer.class)
                .single())
        .isEqualTo(3);
    JdbcClient.create(new DriverManagerDataSource(admin.jdbcUrl(), owner, "owner"))
        .sql("DROP DATABASE " + name)
        .update();
  }

  @Test
  void doesNotRepeatTheAdministratorsPasswordWhenItIsWrong() {
    PostgresUrl admin = database.adminUrl();
    PostgresUrl wrong =
        new PostgresUrl(
            admin.host(), admin.port(), admin.database(), "nobody", "geheim", admin.parameters());

    assertThatThrownBy(() -> new DatabaseBootstrap(wrong).prepare(database.logins()))
        .isInstanceOf(DatabaseBootstrapException.class)
        .hasMessageContaining("nobody")
        .hasMessageNotContaining("geheim");
  }

  private static void needsSuperuser() {
    assumeTrue(
        database
            .admin()
            .sql("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
            .query(Boolean.class)
            .single(),
        "needs an administrator who is a superuser");
  }

  private static String query(DataSource source, String sql) {
    return JdbcClient.create(source).sql(sql).query(String.class).single();
  }
}
