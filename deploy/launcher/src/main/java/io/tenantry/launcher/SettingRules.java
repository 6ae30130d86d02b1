package io.tenantry.launcher;

import io.tenantry.events.HostName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What the services would refuse only after a start of some seconds, each in its own log. */
final class SettingRules {

  private static final Pattern KEY = Pattern.compile("[!-~]{16,512}");
  private static final Pattern SCHEMA_PREFIX = Pattern.compile("[a-z][a-z0-9_]{0,7}");

  private final List<String> complaints = new ArrayList<>();

  /**
   * @throws LaunchException with all that is wrong, one line each
   */
  static void require(Settings settings) {
    SettingRules rules = new SettingRules();
    rules.ports(settings);
    rules.texts(settings.environment());
    rules.baseDomain(settings.baseDomain());
    if (settings.app() != null) {
      settings.app().complaint().ifPresent(rules.complaints::add);
    }
    if (settings.rabbitUrl() != null) {
      BrokerCheck.complaint(settings.rabbitUrl()).ifPresent(rules.complaints::add);
    }
    if (!rules.complaints.isEmpty()) {
      throw new LaunchException(String.join(System.lineSeparator(), rules.complaints));
    }
  }

  private void ports(Settings settings) {
    Map<Integer, String> variables = new LinkedHashMap<>();
    Map.of(
            Variables.PROVISIONING_PORT, settings.provisioningPort(),
            Variables.TENANT_PORT, settings.tenantPort(),
            Variables.WORKER_PORT, settings.workerPort())
        .entrySet()
        .stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(
            port -> {
              String other = variables.putIfAbsent(port.getValue(), port.getKey());
              if (other != null) {
                complaints.add(
                    "%s and %s are the same port, %d"
                        .formatted(other, port.getKey(), port.getValue()));
              }
            });
  }

  private void texts(Map<String, String> environment) {
    String key = environment.get(Variables.BOOTSTRAP_KEY);
    if (key != null && !KEY.matcher(key).matches()) {
      complaints.add(
          Variables.BOOTSTRAP_KEY
              + " needs 16 to 512 printable ASCII characters and no blanks among them");
    }
    String prefix = environment.get(Variables.SCHEMA_PREFIX);
    if (prefix != null && !SCHEMA_PREFIX.matcher(prefix).matches()) {
      complaints.add(
          Variables.SCHEMA_PREFIX
              + " needs at most 8 of a-z, 0-9 and _, beginning with a letter: "
              + prefix);
    }
  }

  private void baseDomain(String domain) {
    try {
      HostName.parse(domain);
    } catch (IllegalArgumentException e) {
      complaints.add(Variables.BASE_DOMAIN + " " + e.getMessage() + ": " + domain);
    }
  }
}
