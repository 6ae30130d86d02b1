package io.tenantry.chaos.cluster;

import io.tenantry.registry.bootstrap.PostgresUrl;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * What all services find in their environment.
 *
 * @param administrator past the proxy
 * @param databasePort the proxy's
 * @param brokers addresses, each by way of its proxy
 */
record ServiceSettings(
    PostgresUrl administrator,
    int databasePort,
    String database,
    List<String> brokers,
    Scripts scripts) {

  // Two cores have to do for all processes, and for starting them again and again.
  private static final String JVM =
      "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx256m"
          + " -Djdk.virtualThreadScheduler.parallelism=16 --enable-native-access=ALL-UNNAMED ";

  /**
   * The variables.
   *
   * @param jvm an option more for the JVMs, or none
   */
  Map<String, String> variables(Path data, String jvm) {
    Map<String, String> variables = new HashMap<>(System.getenv());
    variables.keySet().removeIf(name -> name.startsWith("TENANTRY_"));
    variables.put(
        "TENANTRY_POSTGRES_URL",
        "postgresql://%s:%s@127.0.0.1:%d/%s"
            .formatted(administrator.user(), administrator.password(), databasePort, database));
    variables.put("TENANTRY_RABBIT_URL", String.join(",", brokers));
    variables.put("TENANTRY_DATA", data.toString());
    variables.put("TENANTRY_DB_WORKER_PASSWORD", secret());
    variables.put("TENANTRY_SCHEMA_PREFIX", Cluster.PREFIX);
    variables.put("TENANTRY_TYPES", "default");
    variables.put("TENANTRY_SPARES", "2");
    variables.put("TENANTRY_REQUESTS_PER_MINUTE", "0");
    variables.put("TENANTRY_WORKER_MIGRATIONS_LOCATIONS", scripts.locations());
    variables.put("JDK_JAVA_OPTIONS", JVM + jvm);
    variables.putAll(quick());
    return variables;
  }

  /** What is lost is found again within seconds, so that a short run sees it happen. */
  private static Map<String, String> quick() {
    return Map.of(
        "TENANTRY_REGISTRY_REDELIVERAFTER", "5s",
        "TENANTRY_WORKER_PROVISIONING_LEASE", "10s",
        "TENANTRY_WORKER_PROVISIONING_LASTRETRY", "10s",
        "TENANTRY_WORKER_MAINTENANCE_LEASE", "10s",
        "TENANTRY_WORKER_MAINTENANCE_LASTRETRY", "10s",
        "TENANTRY_MIGRATIONS_LEASE", "5s",
        "TENANTRY_MIGRATIONS_LASTRETRY", "5s",
        "TENANTRY_MESSAGING_RELAY_LASTRETRY", "5s",
        "TENANTRY_ROUTING_TTL", "3s",
        "TENANTRY_USAGE_REPORTEVERY", "2s");
  }

  /** Nobody's but this run's. */
  static String secret() {
    byte[] bytes = new byte[16];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /** It carries passwords. */
  @Override
  public String toString() {
    return "ServiceSettings[...]";
  }
}
