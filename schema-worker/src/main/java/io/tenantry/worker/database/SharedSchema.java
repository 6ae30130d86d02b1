package io.tenantry.worker.database;

import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The tables in {@code public} that every tenant reads and none writes. */
final class SharedSchema {

  private static final String HISTORY = "tenantry_shared_history";

  private SharedSchema() {}

  /** Brings the tables to this version's state, readable by every login and role. */
  static void migrate(DataSource owner, List<String> locations) {
    JdbcClient jdbc = JdbcClient.create(owner);
    jdbc.sql("ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO PUBLIC").update();
    Flyway.configure()
        .dataSource(owner)
        .locations(locations.toArray(String[]::new))
        .schemas("public")
        .table(HISTORY)
        .baselineOnMigrate(true)
        .baselineVersion("0")
        .failOnMissingLocations(false)
        .load()
        .migrate();
    jdbc.sql("REVOKE ALL ON public." + HISTORY + " FROM PUBLIC").update();
  }
}
