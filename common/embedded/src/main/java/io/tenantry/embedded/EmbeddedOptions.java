package io.tenantry.embedded;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the command line asks for. A server without a port is not started.
 *
 * @param untilStdinCloses end when standard input does, which is when the parent process dies
 */
record EmbeddedOptions(
    Path data,
    Optional<LoopbackPort> postgresPort,
    Optional<LoopbackPort> amqpPort,
    String amqpUser,
    AmqpBroker.Store amqpStore,
    boolean untilStdinCloses) {

  static final String USAGE =
      "--data=FOLDER [--postgres-port=N] [--amqp-port=N] [--amqp-user=NAME]"
          + " [--amqp-store=derby|memory] [--until-stdin-closes]";

  private static final Set<String> WITH_VALUE =
      Set.of("--data", "--postgres-port", "--amqp-port", "--amqp-user", "--amqp-store");
  private static final String UNTIL_STDIN_CLOSES = "--until-stdin-closes";

  static EmbeddedOptions parse(List<String> arguments) {
    Map<String, String> values = new HashMap<>();
    for (String argument : arguments) {
      int equals = argument.indexOf('=');
      String name = equals < 0 ? argument : argument.substring(0, equals);
      boolean known = equals < 0 ? name.equals(UNTIL_STDIN_CLOSES) : WITH_VALUE.contains(name);
      if (!known) {
        throw new EmbeddedStartException("unknown option " + name + "; options: " + USAGE);
      }
      values.put(name, argument.substring(equals + 1));
    }
    Optional<LoopbackPort> postgres = port(values, "--postgres-port");
    Optional<LoopbackPort> amqp = port(values, "--amqp-port");
    if (!values.containsKey("--data") || (postgres.isEmpty() && amqp.isEmpty())) {
      throw new EmbeddedStartException("a data folder and a port are needed; options: " + USAGE);
    }
    return new EmbeddedOptions(
        Path.of(values.get("--data")),
        postgres,
        amqp,
        values.getOrDefault("--amqp-user", "tenantry"),
        store(values.getOrDefault("--amqp-store", "derby")),
        values.containsKey(UNTIL_STDIN_CLOSES));
  }

  private static Optional<LoopbackPort> port(Map<String, String> values, String name) {
    return Optional.ofNullable(values.get(name))
        .map(
            value -> {
              try {
                return new LoopbackPort(Integer.parseInt(value));
              } catch (NumberFormatException e) {
                throw new EmbeddedStartException(name + " is not a port: " + value, e);
              }
            });
  }

  private static AmqpBroker.Store store(String value) {
    return switch (value) {
      case "derby" -> AmqpBroker.Store.DERBY;
      case "memory" -> AmqpBroker.Store.MEMORY;
      default -> throw new EmbeddedStartException("--amqp-store is derby or memory");
    };
  }
}
