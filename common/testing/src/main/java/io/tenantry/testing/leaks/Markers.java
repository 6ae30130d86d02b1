package io.tenantry.testing.leaks;

import io.tenantry.registry.SqlIdentifier;
import java.util.Collection;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A table in each tenant's schema whose rows say whose they are. There is none in {@code public},
 * so that a statement without a tenant finds none.
 */
final class Markers {

  static final String TABLE = "tenantry_leak_marker";

  /** The note of the row that is always there. */
  static final String MARK = "mark";

  private static final String CREATE =
      """
      drop table if exists %1$s.%2$s;
      create table %1$s.%2$s (note text primary key, tenant text not null);
      insert into %1$s.%2$s (note, tenant) values ('%3$s', '%4$s');
      """;

  private final JdbcClient owner;
  private final Collection<String> schemas;

  /**
   * @param owner may create tables in the tenants' schemas, which the tenants may then write to
   */
  Markers(DataSource owner, Collection<String> schemas) {
    this.owner = JdbcClient.create(owner);
    this.schemas = schemas;
  }

  void create() {
    for (String schema : schemas) {
      owner.sql(CREATE.formatted(quoted(schema), TABLE, MARK, schema.replace("'", "''"))).update();
    }
  }

  void drop() {
    for (String schema : schemas) {
      owner.sql("drop table if exists %s.%s".formatted(quoted(schema), TABLE)).update();
    }
  }

  /** What was written into the wrong schema, whoever may have read it since. */
  void inspect(Tally tally) {
    for (String schema : schemas) {
      owner
          .sql("select tenant from %s.%s where tenant <> ?".formatted(quoted(schema), TABLE))
          .param(schema)
          .query(String.class)
          .list()
          .forEach(other -> tally.foreignRow(schema, other, "the last look"));
    }
  }

  private static String quoted(String schema) {
    return new SqlIdentifier(schema).quoted();
  }
}
