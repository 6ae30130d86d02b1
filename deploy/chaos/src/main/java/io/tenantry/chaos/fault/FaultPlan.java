package io.tenantry.chaos.fault;

import io.tenantry.chaos.fault.Fault.BrokenScript;
import io.tenantry.chaos.fault.Fault.Copies;
import io.tenantry.chaos.fault.Fault.Cut;
import io.tenantry.chaos.fault.Fault.Delay;
import io.tenantry.chaos.fault.Fault.DiskFull;
import io.tenantry.chaos.fault.Fault.Freeze;
import io.tenantry.chaos.fault.Fault.Hang;
import io.tenantry.chaos.fault.Fault.Hole;
import io.tenantry.chaos.fault.Fault.Kill;
import io.tenantry.chaos.fault.Fault.Loss;
import io.tenantry.chaos.fault.Fault.Poison;
import io.tenantry.chaos.fault.Fault.Restart;
import io.tenantry.chaos.fault.Fault.Victim;
import io.tenantry.chaos.fault.Fault.Way;
import io.tenantry.chaos.fault.Fault.Wipe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * What breaks when. The same scenario, seed and length are the same plan.
 *
 * @param faults in the order of their times
 */
public record FaultPlan(List<Planned> faults) {

  /** The first blow comes when there is something to lose. */
  private static final Duration FIRST = Duration.ofSeconds(8);

  private static final Duration LONGEST = Duration.ofSeconds(8);

  /** A fault and its time after the start. */
  public record Planned(Duration at, Fault fault) {}

  public FaultPlan {
    faults = List.copyOf(faults);
  }

  /** A plan of that length. */
  public static FaultPlan of(Scenario scenario, long seed, Duration length) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    List<Planned> faults = new ArrayList<>();
    Duration at = FIRST;
    while (at.plus(LONGEST).compareTo(length) < 0) {
      List<Scenario.Kind> kinds = scenario.kinds();
      faults.add(new Planned(at, next(kinds.get(random.nextInt(kinds.size())), random)));
      at = at.plusMillis(1_500 + random.nextLong(7_000));
    }
    return new FaultPlan(faults);
  }

  private static Fault next(Scenario.Kind kind, RandomGenerator random) {
    int number = random.nextInt(1_000);
    Duration time = Duration.ofMillis(500 + random.nextLong(LONGEST.toMillis() - 500));
    return switch (kind) {
      case SERVICES -> blow(Victim.SERVICE, number, time, random);
      case BROKER -> blow(Victim.BROKER, number, time, random);
      case DATABASE -> blow(Victim.DATABASE, number, time, random);
      case NETWORK ->
          trouble(random.nextBoolean() ? Way.TO_BROKER : Way.TO_DATABASE, number, time, random);
      case WIPE -> new Wipe(number);
      case DISK -> new DiskFull(number, time);
      case MESSAGES ->
          random.nextBoolean()
              ? new Copies(random.nextLong(), 20 + random.nextInt(100))
              : new Poison(random.nextLong(), 1 + random.nextInt(6));
      case SCRIPTS -> new BrokenScript(time.multipliedBy(2));
    };
  }

  private static Fault blow(Victim victim, int number, Duration time, RandomGenerator random) {
    return switch (random.nextInt(5)) {
      case 0, 1 -> new Kill(victim, number, time.dividedBy(3));
      case 2 -> new Freeze(victim, number, time);
      // Longer than leases and than a claim of the relay's is good for.
      case 3 -> new Freeze(victim, number, time.multipliedBy(3));
      case 4 -> new Hang(victim, number, time);
      default -> new Restart(victim, number);
    };
  }

  private static Fault trouble(Way way, int number, Duration time, RandomGenerator random) {
    return switch (random.nextInt(4)) {
      case 0 -> new Cut(way, number, time.dividedBy(2));
      case 1 -> new Delay(way, number, Duration.ofMillis(20 + random.nextLong(480)), time);
      case 2 -> new Loss(way, number, time);
      default -> new Hole(way, number, time);
    };
  }
}
