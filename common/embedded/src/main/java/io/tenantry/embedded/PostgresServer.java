package io.tenantry.embedded;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * A PostgreSQL of real binaries, as durable as an installed one: it syncs, it asks for passwords,
 * and it keeps its data and its log in the data folder. Its superuser is {@code postgres}.
 */
final class PostgresServer implements AutoCloseable {

  static final String PASSWORD_FILE = "postgres-password";

  // The library's own defaults are trust, no fsync and synchronous_commit=off. With PostgreSQL's
  // default of 1,000 files a connection that serves many tenants opens and closes some all the
  // time.
  private static final Map<String, String> SETTINGS =
      Map.of(
          "fsync", "on",
          "synchronous_commit", "on",
          "max_connections", "200",
          "max_files_per_process", "10000",
          "listen_addresses", LoopbackPort.HOST,
          "unix_socket_directories", "''",
          "password_encryption", "scram-sha-256",
          "logging_collector", "on",
          "log_line_prefix", "'%m [%p] %u@%d '",
          "log_truncate_on_rotation", "on");

  private static final String HBA =
      """
      host all all 127.0.0.1/32 scram-sha-256
      host all all ::1/128 scram-sha-256
      """;

  private final EmbeddedPostgres postgres;

  private PostgresServer(EmbeddedPostgres postgres) {
    this.postgres = postgres;
  }

  /**
   * @throws EmbeddedStartException if the port is taken or the server does not answer
   */
  static PostgresServer start(LoopbackPort port, DataFolder data) {
    Path folder = data.folder("postgres");
    LeftOverPostmaster.in(folder).ifPresent(LeftOverPostmaster::end);
    port.requireFree("PostgreSQL");
    String password = data.password(PASSWORD_FILE);
    EmbeddedPostgres.Builder builder =
        EmbeddedPostgres.builder()
            .setPort(port.number())
            .setDataDirectory(folder)
            .setCleanDataDirectory(false)
            .setRegisterShutdownHook(false)
            .setOverrideWorkingDirectory(binaries())
            .setPGStartupWait(Duration.ofSeconds(60))
            .setConnectConfig("password", password)
            // Options of initdb; the provider makes sorting the same on every machine.
            .setLocaleConfig("pwfile", data.file(PASSWORD_FILE).toString())
            .setLocaleConfig("locale", "C")
            .setLocaleConfig("locale-provider", "builtin")
            .setLocaleConfig("builtin-locale", "C.UTF-8")
            .setDataDirectoryCustomizer(PostgresServer::requirePasswords);
    SETTINGS.forEach(builder::setServerConfig);
    try {
      return new PostgresServer(builder.start());
    } catch (IOException | RuntimeException e) {
      throw new EmbeddedStartException(
          "PostgreSQL did not start on port %d, its log is in %s: %s"
              .formatted(port.number(), folder.resolve("log"), e.getMessage()),
          e);
    }
  }

  /** Unpacked once per user: the library's own folder would belong to whoever came first. */
  private static File binaries() {
    return Path.of(
            System.getProperty("java.io.tmpdir"),
            "tenantry-embedded-" + System.getProperty("user.name"))
        .toFile();
  }

  private static void requirePasswords(File folder) {
    try {
      Files.writeString(folder.toPath().resolve("pg_hba.conf"), HBA);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    postgres.close();
  }
}
