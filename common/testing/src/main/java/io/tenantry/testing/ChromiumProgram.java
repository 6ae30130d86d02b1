package io.tenantry.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The browser that tests of pages start, where this machine has one. */
public final class ChromiumProgram {

  /** None of them is about pages: they keep the browser from calling home. */
  public static final List<String> FLAGS =
      List.of(
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");

  private ChromiumProgram() {}

  /** The one of the setting {@code TENANTRY_CHROMIUM}, or that on the path. */
  public static Optional<Path> find() {
    String set = System.getenv("TENANTRY_CHROMIUM");
    if (set != null && !set.isBlank()) {
      return Optional.of(Path.of(set));
    }
    return Stream.of(System.getenv("PATH").split(":"))
        .flatMap(folder -> Stream.of("chromium", "chromium-browser").map(Path.of(folder)::resolve))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
