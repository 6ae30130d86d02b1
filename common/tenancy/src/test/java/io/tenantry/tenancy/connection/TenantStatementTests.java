package io.tenantry.tenancy.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantry.tenancy.CurrentTenant;
import io.tenantry.tenancy.Tenant;
import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.sql.BatchUpdateException;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.sql.Types;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;

/** That JDBC keeps its promises where a statement is run as a tenant. */
class TenantStatementTests extends TwoTenants {

  @Test
  void returnsGeneratedKeysInAndOutOfTransactions() {
    CurrentTenant.run(
        two,
        () -> {
          assertThat(insertForKey("a")).isEqualTo(idOf("a"));
          transaction.executeWithoutResult(
              _ -> {
                assertThat(insertForKey("b")).isEqualTo(idOf("b"));
                assertThat(insertForKey("c")).isEqualTo(idOf("c"));
              });
        });
  }

  private long insertForKey(String name) {
    GeneratedKeyHolder key = new GeneratedKeyHolder();
    assertThat(
            jdbc.sql("insert into item (name) values (:name)")
                .param("name", name)
                .update(key, "id"))
        .isEqualTo(1);
    return key.getKeyAs(Long.class);
  }

  private long idOf(String name) {
    return jdbc.sql("select id from item where name = ?").param(name).query(Long.class).single();
  }

  @Test
  void returnsKeysOfPlainStatementsToo() throws Exception {
    CurrentTenant.call(
        one,
        () -> {
          try (Connection connection = tenants.getConnection();
              Statement statement = connection.createStatement()) {
            assertThat(
                    statement.executeUpdate(
                        "insert into item (name) values ('x'), ('y')",
                        Statement.RETURN_GENERATED_KEYS))
                .isEqualTo(2);
            try (ResultSet keys = statement.getGeneratedKeys()) {
              assertThat(keys.next()).isTrue();
              assertThat(keys.getString("name")).isEqualTo("x");
              assertThat(keys.next()).isTrue();
              assertThat(keys.next()).isFalse();
            }
            assertThat(
                    statement.executeUpdate(
                        "delete from item where name = 'nobody'", new String[] {"id"}))
                .isZero();
            try (ResultSet keys = statement.getGeneratedKeys()) {
              assertThat(keys.next()).isFalse();
            }
            assertThat(statement.executeUpdate("delete from item where name in ('x', 'y')"))
                .isEqualTo(2);
            try (ResultSet keys = statement.getGeneratedKeys()) {
              assertThat(keys.next()).isFalse();
            }
          }
          return null;
        });
  }

  @Test
  void keepsJdbcsContractOfExecute() throws Exception {
    CurrentTenant.call(
        one,
        () -> {
          try (Connection connection = tenants.getConnection();
              Statement statement = connection.createStatement()) {
            assertThat(statement.execute("select 7")).isTrue();
            try (ResultSet rows = statement.getResultSet()) {
              rows.next();
              assertThat(rows.getInt(1)).isEqualTo(7);
            }
            assertThat(statement.getMoreResults()).isFalse();
            assertThat(statement.getUpdateCount()).isEqualTo(-1);
            assertThat(statement.execute("update item set price = 1")).isFalse();
            assertThat(statement.getUpdateCount()).isEqualTo(1);
            assertThat(statement.executeLargeUpdate("update item set price = 2")).isEqualTo(1L);
            assertThatThrownBy(() -> statement.executeUpdate("select 1"))
                .isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> statement.executeQuery("update item set price = 1"))
                .isInstanceOf(SQLException.class);
            assertThat(statement.getConnection()).isSameAs(connection);
            assertThat(statement.equals(statement)).isTrue();
          }
          return null;
        });
  }

  @Test
  void runsBatchesAsTheTenant() {
    CurrentTenant.run(
        two,
        () -> {
          JdbcTemplate template = new JdbcTemplate(tenants);
          assertThat(
                  template.batchUpdate(
                      "insert into item (name, price) values (?, ?)",
                      List.of(
                          new Object[] {"a", BigDecimal.ONE}, new Object[] {"b", BigDecimal.TEN})))
              .containsExactly(1, 1);
          transaction.executeWithoutResult(
              _ ->
                  assertThat(
                          template.batchUpdate(
                              "insert into item (name) values ('c')",
                              "update item set price = 3 where name in ('a', 'b')"))
                      .containsExactly(1, 2));
          assertThat(names()).contains("a", "b", "c", two.role());
        });
    assertThat(CurrentTenant.<List<String>, RuntimeException>call(one, this::names))
        .containsExactly(one.role());
  }

  @Test
  void leavesNothingOfABatchThatFails() throws Exception {
    CurrentTenant.call(
        one,
        () -> {
          try (Connection connection = tenants.getConnection();
              PreparedStatement insert =
                  connection.prepareStatement("insert into item (name) values (?)")) {
            insert.setString(1, "a");
            insert.addBatch();
            insert.setString(1, one.role());
            insert.addBatch();
            assertThatExceptionOfType(BatchUpdateException.class).isThrownBy(insert::executeBatch);
            assertThat(connection.getAutoCommit()).isTrue();
          }
          assertThat(names()).containsExactly(one.role());
          return null;
        });
  }

  @Test
  void streamsRowsInATransaction() throws Exception {
    CurrentTenant.call(
        one,
        () -> {
          try (Connection connection = tenants.getConnection();
              PreparedStatement query =
                  connection.prepareStatement(
                      "select n, current_user from generate_series(1, ?) n")) {
            connection.setAutoCommit(false);
            for (int fetchSize : new int[] {1, 7}) {
              query.setFetchSize(fetchSize);
              query.setInt(1, 50);
              int count = 0;
              try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                  count++;
                  assertThat(rows.getString(2)).isEqualTo(one.role());
                }
              }
              assertThat(count).isEqualTo(50);
              connection.commit();
            }
          }
          return null;
        });
  }

  @Test
  void boundsRowsByTheStatementsMaximum() throws Exception {
    CurrentTenant.call(
        one,
        () -> {
          try (Connection connection = tenants.getConnection();
              PreparedStatement query =
                  connection.prepareStatement("select n from generate_series(1, 50) n")) {
            query.setMaxRows(1);
            assertThat(count(query)).isEqualTo(1);
            query.setMaxRows(3);
            assertThat(count(query)).isEqualTo(3);
            assertThat(query.getMaxRows()).isEqualTo(3);
          }
          return null;
        });
  }

  private static int count(PreparedStatement query) throws SQLException {
    int count = 0;
    try (ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        count++;
      }
    }
    return count;
  }

  @Test
  void describesStatementsByTheirOwnParameters() throws Exception {
    CurrentTenant.call(
        one,
        () -> {
          try (Connection connection = tenants.getConnection();
              PreparedStatement query =
                  connection.prepareStatement("select price, name from item where id = ?")) {
            assertThat(query.getParameterMetaData().getParameterCount()).isEqualTo(1);
            assertThat(query.getParameterMetaData().getParameterType(1)).isEqualTo(Types.BIGINT);
            assertThat(query.getMetaData().getColumnName(2)).isEqualTo("name");
            query.setLong(1, -1);
            try (ResultSet rows = query.executeQuery()) {
              assertThat(query.getMetaData().getColumnCount()).isEqualTo(2);
              assertThat(rows.next()).isFalse();
            }
          }
          return null;
        });
  }

  @Test
  void callsProceduresAndReadsMetadataAsTheTenant() throws Exception {
    CurrentTenant.call(
        one,
        () -> {
          try (Connection connection = tenants.getConnection()) {
            try (CallableStatement call = connection.prepareCall("{? = call upper(?)}")) {
              call.registerOutParameter(1, Types.VARCHAR);
              call.setString(2, "abc");
              call.execute();
              assertThat(call.getString(1)).isEqualTo("ABC");
            }
            try (CallableStatement call = connection.prepareCall("select name from item")) {
              assertThat(call.getMetaData().getColumnName(1)).isEqualTo("name");
            }
            try (ResultSet tables =
                connection.getMetaData().getTables(null, one.role(), "item", null)) {
              assertThat(tables.next()).isTrue();
            }
            assertThat(connection.getMetaData().getConnection()).isSameAs(connection);
          }
          return null;
        });
  }

  @Test
  void refusesLargeObjectsWhichBelongToNoSchema() throws Exception {
    CurrentTenant.call(
        one,
        () -> {
          try (Connection connection = tenants.getConnection();
              PreparedStatement statement = connection.prepareStatement("select ?")) {
            connection.setAutoCommit(false);
            assertThatExceptionOfType(SQLFeatureNotSupportedException.class)
                .isThrownBy(
                    () -> statement.setBlob(1, new ByteArrayInputStream(new byte[] {1}), 1));
            connection.rollback();
          }
          return null;
        });
  }

  @Test
  void preparesAnewWhereAColumnHasAnotherTypeInTheNextTenant() {
    JdbcClient worker = JdbcClient.create(database.worker());
    worker.sql("create table \"%s\".note (text varchar(9))".formatted(one.role())).update();
    worker.sql("create table \"%s\".note (text text)".formatted(two.role())).update();

    for (int round = 0; round < 20; round++) {
      for (Tenant tenant : List.of(one, one, two)) {
        CurrentTenant.run(
            tenant,
            () -> {
              insertNote(tenant.role().substring(0, 3));
              assertThat(notes()).hasSize(1).containsOnly(tenant.role().substring(0, 3));
              jdbc.sql("delete from note").update();
            });
      }
    }
  }

  private List<String> notes() {
    return jdbc.sql("select text from note").query(String.class).list();
  }

  private void insertNote(String text) {
    GeneratedKeyHolder keys = new GeneratedKeyHolder();
    jdbc.sql("insert into note (text) values (?)").param(text).update(keys);
    assertThat(keys.getKeys()).containsEntry("text", text);
  }
}
