package io.tenantry.launcher;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A tenant application of the user's, which runs in place of the sample.
 *
 * @param module the folder of its Maven module
 */
public record OwnApplication(Path module) {

  private static final Map<String, String> SCRIPTS =
      Map.of(
          "TENANTRY_WORKER_MIGRATIONS_LOCATIONS", "tenant",
          "TENANTRY_WORKER_MIGRATIONS_SEEDS", "seed",
          "TENANTRY_WORKER_MIGRATIONS_SHARED", "shared");

  static @Nullable OwnApplication of(@Nullable String folder) {
    return folder == null ? null : new OwnApplication(Path.of(folder).toAbsolutePath().normalize());
  }

  /** What keeps it from being run. */
  Optional<String> complaint() {
    if (!Files.isDirectory(scripts("tenant"))) {
      return Optional.of("%s: there is no %s".formatted(Variables.APP, scripts("tenant")));
    }
    return Installation.executable(module).isPresent()
        ? Optional.empty()
        : Optional.of(
            "%s: there is no *-exec.jar in %s: build it first, with Spring Boot's Maven plugin and <classifier>exec</classifier>"
                .formatted(Variables.APP, module.resolve("target")));
  }

  Path jar() {
    return Installation.executable(module)
        .orElseThrow(() -> new LaunchException(module + " is not built"));
  }

  /** Variables that tell the worker where its scripts are. */
  Map<String, String> scripts() {
    Map<String, String> variables = new LinkedHashMap<>();
    SCRIPTS.forEach((variable, kind) -> variables.put(variable, "filesystem:" + scripts(kind)));
    return variables;
  }

  private Path scripts(String kind) {
    return module.resolve("src/main/resources/db").resolve(kind);
  }
}
