package io.tenantry.testing;

import io.tenantry.registry.bootstrap.DatabaseLogin;
import io.tenantry.registry.bootstrap.PostgresUrl;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * An installed PgBouncer in transaction mode in front of a test database, in a process of this
 * JVM's own. A session of the database then serves one client after another, and only a transaction
 * is sure to stay on it.
 */
public final class PgBouncer implements AutoCloseable {

  private static final String PROGRAM = "pgbouncer";

  // It does not run as root.
  private static final String SOMEBODY = "nobody";

  // Ends it when this JVM is gone without having done so: then standard input closes.
  private static final String WATCHED =
      """
      "$@" </dev/null & bouncer=$!
      cat >/dev/null
      kill -TERM "$bouncer" 2>/dev/null
      wait "$bouncer"
      """;

  private static final String SETTINGS =
      """
      [databases]
      %1$s = host=%2$s port=%3$d dbname=%1$s
      [pgbouncer]
      listen_addr = 127.0.0.1
      listen_port = %4$d
      unix_socket_dir =
      auth_type = scram-sha-256
      auth_file = %5$s
      pool_mode = transaction
      default_pool_size = %6$d
      max_client_conn = 200
      ignore_startup_parameters = extra_float_digits
      """;

  private final Path home;
  private final Process process;
  private final PostgresUrl url;

  private PgBouncer(Path home, Process process, PostgresUrl url) {
    this.home = home;
    this.process = process;
    this.url = url;
  }

  /** Whether there is one to start. */
  public static boolean isInstalled() {
    return installation().isPresent();
  }

  /**
   * One with so many sessions at the database.
   *
   * @throws IllegalStateException if none is installed
   */
  public static PgBouncer before(TestDatabase database, int sessions) {
    Path program =
        installation().orElseThrow(() -> new IllegalStateException("PgBouncer is not installed"));
    PostgresUrl target = database.adminUrl();
    int port = FreePort.find();
    Path home = TemporaryFolder.create();
    try {
      Path users = Files.writeString(home.resolve("users.txt"), users(database));
      Path settings =
          Files.writeString(
              home.resolve("pgbouncer.ini"),
              SETTINGS.formatted(
                  target.database(), target.host(), target.port(), port, users, sessions));
      Process process =
          new ProcessBuilder(command(home, program, List.of(home, users, settings), settings))
              .redirectErrorStream(true)
              .redirectOutput(home.resolve("output.txt").toFile())
              .start();
      PgBouncer bouncer =
          new PgBouncer(
              home,
              process,
              new PostgresUrl(
                  "localhost",
                  port,
                  target.database(),
                  target.user(),
                  target.password(),
                  "prepareThreshold=0"));
      Ending.add(bouncer::close);
      bouncer.awaitAnswer();
      return bouncer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The database's address behind it, without user and password. A statement that the driver has
   * prepared in one session is not known in the next, so the driver prepares none.
   */
  public String jdbcUrl() {
    return url.jdbcUrl();
  }

  @Override
  public void close() {
    List<ProcessHandle> all = process.descendants().toList();
    process.destroyForcibly();
    all.forEach(ProcessHandle::destroyForcibly);
    for (ProcessHandle handle : all) {
      handle.onExit().orTimeout(10, TimeUnit.SECONDS).exceptionally(e -> handle).join();
    }
    TemporaryFolder.delete(home);
  }

  private void awaitAnswer() {
    Awaitility.await("PgBouncer, see " + home)
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(20))
        .failFast("PgBouncer ended, see " + home, () -> !process.isAlive())
        .until(this::answers);
  }

  private boolean answers() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), url.port())) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  private static String users(TestDatabase database) {
    return Stream.of(
            database.logins().control(), database.logins().worker(), database.logins().app())
        .map(PgBouncer::user)
        .collect(Collectors.joining());
  }

  private static String user(DatabaseLogin login) {
    return "\"%s\" \"%s\"\n".formatted(login.name().value(), login.password());
  }

  private static List<String> command(Path home, Path program, List<Path> files, Path settings)
      throws IOException {
    Stream<String> start = Stream.of("sh", "-c", WATCHED, PROGRAM, program.toString());
    Stream<String> user = Stream.empty();
    if (Files.getOwner(home).getName().equals("root")) {
      UserPrincipal somebody =
          FileSystems.getDefault().getUserPrincipalLookupService().lookupPrincipalByName(SOMEBODY);
      for (Path file : files) {
        Files.setOwner(file, somebody);
      }
      user = Stream.of("-u", SOMEBODY);
    }
    return Stream.of(start, user, Stream.of(settings.toString())).flatMap(part -> part).toList();
  }

  private static Optional<Path> installation() {
    Stream<Path> onPath =
        Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
            .map(Path::of);
    // Debian has it where only root looks.
    return Stream.concat(onPath, Stream.of(Path.of("/usr/sbin")))
        .map(folder -> folder.resolve(PROGRAM))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
