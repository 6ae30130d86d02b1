package io.tenantry.ctl;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which installation is meant. In this order: the option {@code --url}, the variables {@code
 * TENANTRY_URL} and {@code TENANTRY_KEY}, and the file of profiles.
 *
 * @param key of an API client; it is no option, since options show in the list of processes
 */
record Profile(String url, String key) {

  static final String FILE = "TENANTRY_PROFILES";
  private static final String LOCAL = "http://localhost:8080";
  private static final Set<PosixFilePermission> OTHERS =
      Set.of(
          PosixFilePermission.GROUP_READ,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE);

  /**
   * @param name of a profile in the file; null is the one called {@code default}, if there is one
   * @throws RefusedException if there is no such profile, no key, or others can read the file
   */
  static Profile find(
      Map<String, String> environment, @Nullable String url, @Nullable String name) {
    Properties file = read(file(environment));
    String chosen = name == null ? "default" : name;
    if (name != null
        && file.stringPropertyNames().stream().noneMatch(key -> key.startsWith(name + "."))) {
      throw new RefusedException("there is no profile " + name + " in " + file(environment));
    }
    String key =
        first(
                name == null ? environment.get("TENANTRY_KEY") : null,
                file.getProperty(chosen + ".key"))
            .or(() -> Optional.ofNullable(environment.get("TENANTRY_KEY")))
            .orElseThrow(
                () ->
                    new RefusedException(
                        "no key: set TENANTRY_KEY, or %s.key in %s"
                            .formatted(chosen, file(environment))));
    String address =
        first(url, name == null ? environment.get("TENANTRY_URL") : null)
            .or(() -> Optional.ofNullable(file.getProperty(chosen + ".url")))
            .or(() -> Optional.ofNullable(environment.get("TENANTRY_URL")))
            .orElse(LOCAL);
    return new Profile(address, key.strip());
  }

  private static Optional<String> first(@Nullable String one, @Nullable String other) {
    return Optional.ofNullable(one == null ? other : one);
  }

  private static Path file(Map<String, String> environment) {
    String given = environment.get(FILE);
    return given == null
        ? Path.of(
            environment.getOrDefault("HOME", "."), ".config", "tenantry", "profiles.properties")
        : Path.of(given);
  }

  private static Properties read(Path file) {
    Properties properties = new Properties();
    if (!Files.exists(file)) {
      return properties;
    }
    try {
      if (Files.getFileStore(file).supportsFileAttributeView("posix")
          && Files.getPosixFilePermissions(file).stream().anyMatch(OTHERS::contains)) {
        throw new RefusedException(file + " holds keys and others can read it: chmod 600");
      }
      try (Reader reader = Files.newBufferedReader(file)) {
        properties.load(reader);
      }
      return properties;
    } catch (IOException e) {
      throw new RefusedException(file + " can't be read: " + e.getMessage());
    }
  }

  /** It carries a key. */
  @Override
  public String toString() {
    return "Profile[" + url + "]";
  }
}
