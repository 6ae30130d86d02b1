package io.tenantry.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A jar to run as a process of its own.
 *
 * @param environment all of its environment, secrets included: arguments are for everyone to see
 * @param log takes what it prints, after what is there
 */
record Program(
    String name, Path jar, List<String> arguments, Map<String, String> environment, Path log) {

  /**
   * Ctrl-C in a terminal reaches every process at once, so the child ignores it and is stopped in
   * order by us; and where we are gone without a word, the end of its input ends it. {@code exec}
   * keeps the process id.
   */
  private static final String WATCHED =
      """
      trap '' INT HUP
      exec 3<&0
      (read -r line <&3 || kill -TERM $$ 2>/dev/null) &
      exec 3<&- </dev/null
      exec "$@"
      """;

  /**
   * Virtual threads that load classes at the same time hold on to their carriers (until JDK 26),
   * and two cores have only two: enough to wait for each other for ever.
   */
  private static final String MORE_CARRIERS = "-Djdk.virtualThreadScheduler.parallelism=16";

  /**
   * On one machine, starting in half the time matters more than speed after hours. Who wants it
   * otherwise sets the variable that the JDK reads, which then replaces all of this.
   */
  private static final List<String> JVM =
      List.of(
          "-XX:TieredStopAtLevel=1",
          "-XX:+UseSerialGC",
          "-Xmx512m",
          MORE_CARRIERS,
          "--enable-native-access=ALL-UNNAMED");

  Child start() {
    List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", WATCHED, name));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    if (!environment.containsKey("JDK_JAVA_OPTIONS")) {
      command.addAll(JVM);
    }
    command.addAll(List.of("-jar", jar.toString()));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().putAll(environment);
    // Settings are in the environment only, and what libraries leave behind belongs to the logs.
    builder.directory(log.toAbsolutePath().getParent().toFile());
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    try {
      long logStart = Files.exists(log) ? Files.size(log) : 0;
      return new Child(this, builder.start(), logStart);
    } catch (IOException e) {
      throw new LaunchException(name + " can't be started: " + e.getMessage(), e);
    }
  }
}
