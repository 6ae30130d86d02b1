package io.tenantry.launcher;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the environment asks for, in the same variables that the services read.
 *
 * @param environment handed on to the services, with what this process adds
 * @param postgresUrl a server of the user's, or none for the embedded one
 * @param rabbitUrl a broker of the user's, or none for the embedded one
 * @param app an application of the user's, or none for the sample
 */
public record Settings(
    Map<String, String> environment,
    Path data,
    int provisioningPort,
    int tenantPort,
    int workerPort,
    String baseDomain,
    @Nullable String postgresUrl,
    @Nullable String rabbitUrl,
    @Nullable OwnApplication app) {

  private static final String TYPES = "TENANTRY_TYPES";

  /** Reads the environment; an empty variable counts as unset. */
  public static Settings of(Map<String, String> environment, Path root) {
    Map<String, String> set =
        environment.entrySet().stream()
            .filter(variable -> !variable.getValue().isBlank())
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    OwnApplication app = OwnApplication.of(set.get(Variables.APP));
    if (app != null) {
      // The sample's second type has no scripts there.
      set.putIfAbsent(TYPES, "default");
    }
    String data = set.get("TENANTRY_DATA");
    return new Settings(
        Map.copyOf(set),
        (data == null ? root.resolve("deploy/.data") : Path.of(data)).toAbsolutePath().normalize(),
        port(set, Variables.PROVISIONING_PORT, 8080),
        port(set, Variables.TENANT_PORT, 8081),
        port(set, Variables.WORKER_PORT, 8082),
        set.getOrDefault(Variables.BASE_DOMAIN, "localhost"),
        set.get(Variables.POSTGRES_URL),
        set.get(Variables.RABBIT_URL),
        app);
  }

  /** Whether the sample's second tenant type is among those that can sign up. */
  boolean offersWorkshops() {
    String types = environment.get(TYPES);
    return types == null
        || Stream.of(types.split(",")).map(String::strip).anyMatch("workshop"::equals);
  }

  /** Names the first port that somebody else listens on. */
  void requireFreePorts() {
    Ports.requireFree(provisioningPort, Variables.PROVISIONING_PORT);
    Ports.requireFree(tenantPort, Variables.TENANT_PORT);
    Ports.requireFree(workerPort, Variables.WORKER_PORT);
  }

  private static int port(Map<String, String> environment, String variable, int standard) {
    String value = environment.get(variable);
    if (value == null) {
      return standard;
    }
    try {
      int port = Integer.parseInt(value.strip());
      if (port > 0 && port < 65536) {
        return port;
      }
    } catch (NumberFormatException e) {
      throw new LaunchException(variable + " is not a port: " + value, e);
    }
    throw new LaunchException(variable + " is not a port: " + value);
  }
}
