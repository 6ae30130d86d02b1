package io.tenantry.testing;

import io.tenantry.registry.bootstrap.PostgresUrl;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** Where a PostgreSQL server comes from: the URL, else Docker, else the embedded binaries. */
final class PostgresSources {

  static final String URL_VARIABLE = "TENANTRY_POSTGRES_URL";
  private static final String IMAGE = "postgres:18";

  private PostgresSources() {}

  static PostgresServer find() {
    String url = System.getenv(URL_VARIABLE);
    if (url != null && !url.isBlank()) {
      PostgresUrl admin = PostgresUrl.parse(url);
      return new PostgresServer(admin, true, URL_VARIABLE + " " + admin);
    }
    return DockerClientFactory.instance().isDockerAvailable() ? container() : embedded();
  }

  // Testcontainers' own reaper ends it with the JVM.
  @SuppressWarnings("resource")
  private static PostgresServer container() {
    PostgreSQLContainer container =
        new PostgreSQLContainer(IMAGE)
            .withCommand(
                "postgres",
                "-c",
                "max_connections=200",
                "-c",
                "fsync=off",
                "-c",
                "full_page_writes=off",
                "-c",
                "logging_collector=on",
                "-c",
                "log_line_prefix=%m [%p] %u@%d ");
    container.start();
    PostgresUrl admin =
        new PostgresUrl(
            container.getHost(),
            container.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT),
            container.getDatabaseName(),
            container.getUsername(),
            container.getPassword(),
            "");
    return new PostgresServer(admin, false, "Docker, " + IMAGE);
  }

  private static PostgresServer embedded() {
    EmbeddedProcess process = EmbeddedProcess.start("--postgres-port=");
    PostgresUrl admin =
        new PostgresUrl(
            "localhost",
            process.port(),
            "postgres",
            "postgres",
            process.password("postgres-password"),
            "");
    forgoSyncing(admin);
    return new PostgresServer(admin, false, "embedded, port " + process.port());
  }

  /**
   * What tests leave behind nobody needs after a loss of power; that a process dies loses nothing
   * without it either. Waiting for the disk is about half of what building a schema takes.
   */
  private static void forgoSyncing(PostgresUrl admin) {
    JdbcClient client = TestDatabases.client(admin);
    client.sql("ALTER SYSTEM SET fsync = off").update();
    client.sql("ALTER SYSTEM SET full_page_writes = off").update();
    client.sql("SELECT pg_reload_conf()").query(Boolean.class).single();
  }
}
