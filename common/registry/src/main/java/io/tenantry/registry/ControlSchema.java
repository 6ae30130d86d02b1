package io.tenantry.registry;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationVersion;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The control plane's own schema, {@code control}: made by the worker, awaited by the others. */
public final class ControlSchema {

  private static final String LOCATION = "db/control";

  private ControlSchema() {}

  /**
   * Brings the schema to this version's state.
   *
   * @param owner a source of connections of the worker's login
   * @param controlLogin gets rights on the tables
   * @param appLogin gets the routing view
   */
  public static void migrate(DataSource owner, SqlIdentifier controlLogin, SqlIdentifier appLogin) {
    Flyway.configure()
        .dataSource(owner)
        .locations("classpath:" + LOCATION)
        .schemas("control")
        .createSchemas(true)
        .placeholders(Map.of("controlLogin", controlLogin.quoted(), "appLogin", appLogin.quoted()))
        .load()
        .migrate();
  }

  /** Whether the schema is at least as new as this version of the program needs. */
  public static boolean isReady(JdbcClient jdbc) {
    try {
      return jdbc
          .sql("SELECT version FROM control.schema_version")
          .query(String.class)
          .list()
          .stream()
          .map(MigrationVersion::fromVersion)
          .max(Comparator.naturalOrder())
          .map(found -> found.compareTo(needed()) >= 0)
          .orElse(false);
    } catch (DataAccessException e) {
      return false;
    }
  }

  private static MigrationVersion needed() {
    try {
      return Arrays.stream(
              new PathMatchingResourcePatternResolver()
                  .getResources("classpath*:" + LOCATION + "/V*.sql"))
          .map(script -> String.valueOf(script.getFilename()))
          .map(name -> name.substring(1, name.indexOf("__")))
          .map(MigrationVersion::fromVersion)
          .max(Comparator.naturalOrder())
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
