package io.tenantry.chaos.fault;

import java.time.Duration;
import java.util.Locale;

/**
 * Something that breaks, and for how long. Numbers choose among the parts or links of a kind, so
 * that a plan needs no running cluster.
 */
public sealed interface Fault {

  /** What a blow falls on. */
  enum Victim {
    SERVICE,
    BROKER,
    DATABASE
  }

  /** What lies before a server. */
  enum Way {
    TO_BROKER,
    TO_DATABASE
  }

  /** For counting. */
  default String kind() {
    return switch (this) {
      case Kill fault -> "kill-" + lower(fault.victim());
      case Freeze fault -> "freeze-" + lower(fault.victim());
      case Hang fault -> "hang-" + lower(fault.victim());
      case Restart fault -> "restart-" + lower(fault.victim());
      case Cut fault -> "cut-" + lower(fault.way());
      case Delay fault -> "delay-" + lower(fault.way());
      case Hole fault -> "hole-" + lower(fault.way());
      case Loss fault -> "loss-" + lower(fault.way());
      case Wipe fault -> "wipe-broker";
      case DiskFull fault -> "disk-full-broker";
      case Copies fault -> "copies-out-of-order";
      case Poison fault -> "poison";
      case BrokenScript fault -> "broken-script";
    };
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** {@code kill -9}, and started again after a while. */
  record Kill(Victim victim, int number, Duration time) implements Fault {}

  /** {@code SIGSTOP}, and {@code SIGCONT} after a while. */
  record Freeze(Victim victim, int number, Duration time) implements Fault {}

  /** {@code SIGSTOP} for a while, then {@code kill -9}: what it had been sent is lost with it. */
  record Hang(Victim victim, int number, Duration time) implements Fault {}

  /** An orderly end and a new start. */
  record Restart(Victim victim, int number) implements Fault {}

  /** All connections are dropped and new ones refused for a while. */
  record Cut(Way way, int number, Duration time) implements Fault {}

  /** All that is sent comes late for a while. */
  record Delay(Way way, int number, Duration late, Duration time) implements Fault {}

  /** Connections stay open and nothing arrives for a while. */
  record Hole(Way way, int number, Duration time) implements Fault {}

  /** The same, and then they are dropped, with all that was sent meanwhile. */
  record Loss(Way way, int number, Duration time) implements Fault {}

  /** The broker comes back with nothing in it. */
  record Wipe(int number) implements Fault {}

  /** The broker takes no message for a while, for lack of space. */
  record DiskFull(int number, Duration time) implements Fault {}

  /** Messages that were delivered come again, in another order. */
  record Copies(long seed, int count) implements Fault {}

  /** Messages that nobody can read. */
  record Poison(long seed, int count) implements Fault {}

  /** The newest script fails half-way for a while. */
  record BrokenScript(Duration time) implements Fault {}
}
