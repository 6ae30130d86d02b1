package io.tenantry.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where the built jars are.
 *
 * @param root the folder of the whole source tree
 */
public record Installation(Path root) {

  /** The installation that {@code deploy/up} names, or the one the current folder is in. */
  public static Installation find() {
    String given = System.getProperty("tenantry.root");
    Path here = Path.of(given == null ? "" : given).toAbsolutePath().normalize();
    for (Path folder = here; folder != null; folder = folder.getParent()) {
      if (Files.isDirectory(folder.resolve("deploy/launcher"))) {
        return new Installation(folder);
      }
    }
    throw new LaunchException("no source tree around " + here);
  }

  Path provisioningApi() {
    return executable("provisioning-api");
  }

  Path schemaWorker() {
    return executable("schema-worker");
  }

  Path tenantApi() {
    return executable("tenant-api/app");
  }

  /** The program that unpacks and runs PostgreSQL and a broker. */
  public Path embedded() {
    return executable("common/embedded");
  }

  private Path executable(String module) {
    return executable(root.resolve(module))
        .orElseThrow(() -> new LaunchException(module + " is not built: run deploy/up"));
  }

  /** The executable jar of the module in that folder, if it is built. */
  static Optional<Path> executable(Path module) {
    Path target = module.resolve("target");
    try (Stream<Path> files = Files.isDirectory(target) ? Files.list(target) : Stream.empty()) {
      return files.filter(file -> file.toString().endsWith("-exec.jar")).findFirst();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
