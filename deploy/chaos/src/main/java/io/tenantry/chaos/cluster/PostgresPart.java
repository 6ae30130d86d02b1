package io.tenantry.chaos.cluster;

import io.tenantry.launcher.Installation;
import io.tenantry.launcher.Ports;
import io.tenantry.registry.bootstrap.PostgresUrl;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * PostgreSQL from the embedded binaries. The embedded program prepares the data folder; the server
 * then runs without it, as a tree of processes that ends and recovers by itself.
 */
public final class PostgresPart extends Part {

  private static final Pattern QUOTED = Pattern.compile("\"([^\"]*)\"");
  private static final int STOP_SECONDS = 60;

  private final Path data;
  private final List<String> command;
  private final PostgresUrl url;
  private volatile Process process;

  private PostgresPart(Path data, List<String> command, PostgresUrl url, Process process) {
    super("postgres");
    this.data = data;
    this.command = command;
    this.url = url;
    this.process = process;
    // However this JVM ends: nothing else would end the server.
    Runtime.getRuntime().addShutdownHook(new Thread(this::kill, "end PostgreSQL"));
  }

  static PostgresPart start(Installation installation, Path folder) throws IOException {
    int port = Ports.free();
    Process embedded =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                installation.embedded().toString(),
                "--data=" + folder,
                "--postgres-port=" + port,
                "--until-stdin-closes")
            .redirectError(folder.resolveSibling("embedded.log").toFile())
            .start();
    Path data = folder.resolve("postgres");
    try (BufferedReader output = embedded.inputReader()) {
      String line = output.readLine();
      if (line == null || !line.startsWith("READY")) {
        throw new IllegalStateException("PostgreSQL did not start: " + line);
      }
      List<String> command = command(Files.readString(data.resolve("postmaster.opts")));
      embedded.getOutputStream().close();
      if (!embedded.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException("the embedded PostgreSQL does not stop");
      }
      String password = Files.readString(folder.resolve("postgres-password")).strip();
      PostgresUrl url = new PostgresUrl("127.0.0.1", port, "postgres", "postgres", password, "");
      return new PostgresPart(data, command, url, run(data, command));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** As the server itself has noted it: the program, then its options in quotes. */
  private static List<String> command(String options) {
    List<String> command = new ArrayList<>();
    if (System.getProperty("user.name").equals("root")) {
      command.addAll(List.of("unshare", "-U"));
    }
    command.add(options.substring(0, options.indexOf('"')).strip());
    QUOTED.matcher(options).results().forEach(option -> command.add(option.group(1)));
    // Recovery would first sync each of the tenants' thousands of files by itself.
    command.addAll(List.of("-c", "recovery_init_sync_method=syncfs"));
    return command;
  }

  private static Process run(Path data, List<String> command) {
    try {
      return new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
          .redirectOutput(
              ProcessBuilder.Redirect.appendTo(data.resolveSibling("postgres.log").toFile()))
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Its address with the administrator's user and password. */
  PostgresUrl url() {
    return url;
  }

  @Override
  public void start() {
    if (!isAlive()) {
      removeEmptyLock();
      process = run(data, command);
    }
  }

  /** A server that was killed before it had filled its lock file leaves this to the operator. */
  private void removeEmptyLock() {
    Path lock = data.resolve("postmaster.pid");
    try {
      if (Files.exists(lock) && Files.size(lock) == 0) {
        Files.delete(lock);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void stop() {
    // Fast: sessions are ended.
    Signals.send("INT", List.of(process.toHandle()));
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        kill();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void kill() {
    Signals.killTree(process.toHandle());
  }

  @Override
  public void freeze() {
    Signals.send("STOP", Signals.tree(process.toHandle()));
  }

  @Override
  public void thaw() {
    Signals.send("CONT", Signals.tree(process.toHandle()));
  }

  @Override
  public boolean isAlive() {
    return process.isAlive();
  }

  @Override
  public boolean isReady() {
    try (var connection = DriverManager.getConnection(url.jdbcUrl(), url.user(), url.password())) {
      return connection.isValid(5);
    } catch (SQLException e) {
      return false;
    }
  }
}
