package io.tenantry.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;

/** The memory of PostgreSQL's processes, each with its share of what several use. */
final class Backends {

  private static final String PSS = "Pss:";

  private Backends() {}

  /** Empty where they are on another machine, or not for us to look at. */
  static OptionalDouble megabytes(Lab lab, String login) {
    long kilobytes = 0;
    for (int pid :
        lab.admin()
            .sql(
                "SELECT pid FROM pg_stat_activity WHERE usename = :login AND datname ="
                    + " current_database()")
            .param("login", login)
            .query(Integer.class)
            .list()) {
      try {
        kilobytes +=
            Files.readAllLines(Path.of("/proc", Integer.toString(pid), "smaps_rollup")).stream()
                .filter(line -> line.startsWith(PSS))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                .sum();
      } catch (IOException e) {
        return OptionalDouble.empty();
      }
    }
    return kilobytes == 0 ? OptionalDouble.empty() : OptionalDouble.of(kilobytes / 1024.0);
  }
}
