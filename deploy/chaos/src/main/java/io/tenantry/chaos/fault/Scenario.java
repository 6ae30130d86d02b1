package io.tenantry.chaos.fault;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Which kinds of things break. One that is named twice is twice as frequent. */
public enum Scenario {
  SERVICES(1, 2, Kind.SERVICES, Kind.SERVICES, Kind.SERVICES, Kind.SCRIPTS),
  BROKER(1, 2, Kind.BROKER, Kind.BROKER, Kind.BROKER, Kind.DISK, Kind.MESSAGES, Kind.WIPE),
  BROKER_CLUSTER(3, 1, Kind.BROKER, Kind.BROKER, Kind.BROKER, Kind.MESSAGES),
  DATABASE(1, 2, Kind.DATABASE, Kind.DATABASE, Kind.DATABASE, Kind.SCRIPTS),
  NETWORK(1, 2, Kind.NETWORK),
  EVERYTHING(
      1,
      2,
      Kind.SERVICES,
      Kind.SERVICES,
      Kind.SERVICES,
      Kind.BROKER,
      Kind.DATABASE,
      Kind.NETWORK,
      Kind.NETWORK,
      Kind.MESSAGES,
      Kind.DISK,
      Kind.WIPE,
      Kind.SCRIPTS);

  /** A kind of fault. */
  enum Kind {
    SERVICES,
    BROKER,
    DATABASE,
    NETWORK,
    WIPE,
    DISK,
    MESSAGES,
    SCRIPTS
  }

  private final int nodes;
  private final int instances;
  private final List<Kind> kinds;

  Scenario(int nodes, int instances, Kind... kinds) {
    this.nodes = nodes;
    this.instances = instances;
    this.kinds = List.of(kinds);
  }

  /** The one of that name on the command line. */
  public static Optional<Scenario> find(String name) {
    return Arrays.stream(values()).filter(scenario -> scenario.toString().equals(name)).findFirst();
  }

  /** How many nodes the broker has. */
  public int nodes() {
    return nodes;
  }

  /** How many instances there are of each service. */
  public int instances() {
    return instances;
  }

  List<Kind> kinds() {
    return kinds;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
