package io.tenantry.events;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The names on the wire, derived from the records': {@code TenantProvisioningFailed} is {@code
 * tenant.provisioning-failed}, the command {@code ProvisionTenant} is {@code provision-tenant}.
 */
public final class MessageTypes {

  private static final Map<String, Class<? extends Message>> CLASSES = classesByType();

  private MessageTypes() {}

  static String of(Class<? extends Message> message) {
    String words =
        message.getSimpleName().replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    if (TenantEvent.class.isAssignableFrom(message)
        || JobEvent.class.isAssignableFrom(message)
        || UsageReported.class.equals(message)) {
      return words.replaceFirst("-", ".");
    }
    return MigrationRunEvent.class.isAssignableFrom(message)
        ? words.replaceFirst("run-", "run.")
        : words;
  }

  /** The record for a type on the wire; empty for one that this version does not know. */
  public static Optional<Class<? extends Message>> find(String type) {
    return Optional.ofNullable(CLASSES.get(type));
  }

  /** All types that this version knows. */
  public static Set<String> all() {
    return CLASSES.keySet();
  }

  private static Map<String, Class<? extends Message>> classesByType() {
    Map<String, Class<? extends Message>> classes = new TreeMap<>();
    Stream.of(TenantEvent.class, MigrationRunEvent.class, JobEvent.class, Command.class)
        .flatMap(kind -> Arrays.stream(kind.getPermittedSubclasses()))
        .map(found -> found.<Message>asSubclass(Message.class))
        .forEach(found -> classes.put(of(found), found));
    classes.put(of(UsageReported.class), UsageReported.class);
    return Map.copyOf(classes);
  }
}
