package io.tenantry.tenancy.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.tenantry.tenancy.CurrentTenant;
import io.tenantry.tenancy.Tenant;
import io.tenantry.tenancy.TenantScope;
import io.tenantry.tenancy.TestTenants;
import io.tenantry.testing.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.util.LinkedHashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;

/** Parameters whose type the driver leaves to the server, often enough to be prepared there. */
class UntypedParameterTests {

  private static final int MORE_THAN_THE_PREPARE_THRESHOLD = 12;

  private static TestDatabase database;
  private static HikariDataSource pool;
  private static Tenant tenant;

  @BeforeAll
  static void createTenant() {
    database = TestDatabase.create();
    tenant = TestTenants.create(database, "untyped");
    pool = pool("ApplicationName", "untyped");
  }

  private static HikariDataSource pool(String property, String value) {
    HikariDataSource made = new HikariDataSource();
    made.setJdbcUrl(database.jdbcUrl());
    made.setUsername(database.logins().app().name().value());
    made.setPassword(database.logins().app().password());
    made.setMaximumPoolSize(1);
    made.addDataSourceProperty(property, value);
    return made;
  }

  @AfterAll
  static void close() {
    pool.close();
    database.close();
  }

  @Test
  void keepTheirSwitchInQueries() {
    JdbcClient jdbc = JdbcClient.create(new TenantDataSource(_ -> pool, new TestRegistry()));

    for (int i = 0; i < MORE_THAN_THE_PREPARE_THRESHOLD; i++) {
      String name =
          CurrentTenant.call(
              tenant,
              () ->
                  jdbc.sql("select name from item where name = ? and now() > ?")
                      .param(tenant.role())
                      .param(new Timestamp(0))
                      .query(String.class)
                      .single());
      assertThat(name).isEqualTo(tenant.role());
    }
  }

  @Test
  void keepTheirSwitchWhereKeysAreWanted() {
    JdbcClient jdbc = JdbcClient.create(new TenantDataSource(_ -> pool, new TestRegistry()));

    for (int i = 0; i < MORE_THAN_THE_PREPARE_THRESHOLD; i++) {
      var keys = new GeneratedKeyHolder();
      String name = "item " + i;
      CurrentTenant.run(
          tenant,
          () ->
              jdbc.sql("insert into item (name, price) values (?, ?)")
                  .param(name)
                  .param(2, null, Types.OTHER)
                  .update(keys));
      assertThat(keys.getKeys()).containsEntry("name", name);
    }
  }

  @Test
  void keepTheirSwitchWhereTextsAreUntypedToo() {
    try (HikariDataSource untyped = pool("stringtype", "unspecified")) {
      JdbcClient jdbc = JdbcClient.create(new TenantDataSource(_ -> untyped, new TestRegistry()));

      for (int i = 0; i < MORE_THAN_THE_PREPARE_THRESHOLD; i++) {
        assertThat(CurrentTenant.<String, RuntimeException>call(tenant, () -> itemOf(jdbc)))
            .isEqualTo(tenant.role());
      }
    }
  }

  private static String itemOf(JdbcClient jdbc) {
    return jdbc.sql("select name from item where name = ?")
        .param(tenant.role())
        .query(String.class)
        .single();
  }

  @ParameterizedTest
  @CsvSource({"preferQueryMode, simple", "prepareThreshold, -1"})
  void areNotEvenSentWhereTheDriverPartsAllStatementsFromTheirSwitch(String name, String value) {
    try (HikariDataSource parting = pool(name, value)) {
      JdbcClient jdbc = JdbcClient.create(new TenantDataSource(_ -> parting, new TestRegistry()));

      assertThatThrownBy(() -> CurrentTenant.run(tenant, () -> itemOf(jdbc)))
          .rootCause()
          .hasMessageContaining(name + "=" + value);
      assertThat(parting.getHikariPoolMXBean().getActiveConnections()).isZero();
    }
  }

  /** What the driver does when nobody minds, and why that would show nobody's rows. */
  @Test
  void runAsTheBareLoginOnceTheDriverPartsThemFromTheirSwitch() throws SQLException {
    Set<String> users = new LinkedHashSet<>();
    String parted = carried().prepared() + "select current_user::text where now() > ?";
    for (int i = 0; i < MORE_THAN_THE_PREPARE_THRESHOLD; i++) {
      users.add(first(parted));
    }

    assertThat(users).containsExactly(tenant.role(), database.logins().app().name().value());
    String rows = carried().prepared() + "select name from item where now() > ?";
    assertThatThrownBy(
            () -> {
              for (int i = 0; i < MORE_THAN_THE_PREPARE_THRESHOLD; i++) {
                assertThat(first(rows)).isEqualTo(tenant.role());
              }
            })
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("relation \"item\" does not exist");
  }

  private static SwitchStatement carried() {
    return new SwitchStatement(new TenantScope.InTenant(tenant), false);
  }

  private static String first(String sql) throws SQLException {
    try (Connection bare = pool.getConnection();
        PreparedStatement statement = bare.prepareStatement(sql)) {
      carried().fill(statement);
      statement.setTimestamp(carried().parameters() + 1, new Timestamp(0));
      statement.execute();
      assertThat(statement.getMoreResults()).isTrue();
      ResultSet rows = statement.getResultSet();
      rows.next();
      return rows.getString(1);
    }
  }
}
