package io.tenantry.launcher;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What a service finds in its environment: the user's variables, and of the secrets its own only.
 */
final class ServiceEnvironment {

  private final Map<String, String> common;
  private final Map<String, String> secrets;

  ServiceEnvironment(
      Settings settings, String rabbitUrl, String databaseUrl, Map<String, String> secrets) {
    this.common = new HashMap<>(withoutSecrets(settings));
    this.common.putAll(
        Map.of(
            Variables.DATABASE_URL,
            databaseUrl,
            Variables.RABBIT_URL,
            rabbitUrl,
            Variables.PROVISIONING_PORT,
            Integer.toString(settings.provisioningPort()),
            Variables.TENANT_PORT,
            Integer.toString(settings.tenantPort()),
            Variables.WORKER_PORT,
            Integer.toString(settings.workerPort()),
            "SERVER_ADDRESS",
            "127.0.0.1"));
    this.secrets = secrets;
  }

  /** The user's variables for a process that needs none of the secrets. */
  static Map<String, String> withoutSecrets(Settings settings) {
    Map<String, String> environment = new HashMap<>(settings.environment());
    Set<String> secret = new HashSet<>(Secrets.PASSWORDS);
    secret.addAll(List.of(Variables.POSTGRES_URL, Variables.RABBIT_URL, Variables.BOOTSTRAP_KEY));
    environment.keySet().removeAll(secret);
    return environment;
  }

  /** With the named secrets added. */
  Map<String, String> with(String... names) {
    Map<String, String> environment = new HashMap<>(common);
    for (String name : names) {
      environment.put(name, Objects.requireNonNull(secrets.get(name), name));
    }
    return environment;
  }
}
