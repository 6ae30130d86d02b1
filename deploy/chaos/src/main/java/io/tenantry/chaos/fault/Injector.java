package io.tenantry.chaos.fault;

import io.tenantry.chaos.cluster.Cluster;
import io.tenantry.chaos.cluster.Link;
import io.tenantry.chaos.cluster.Part;
import io.tenantry.chaos.cluster.RabbitPart;
import io.tenantry.chaos.drive.Tally;
import io.tenantry.chaos.fault.FaultPlan.Planned;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.dao.DataAccessException;

/** Breaks what the plan says when it says so, and mends it. */
public final class Injector {

  private static final Duration HOLE = Duration.ofHours(1);

  private final Cluster cluster;
  private final Messages messages;
  private final Tally tally;
  private final PrintStream out;
  private volatile long wipedAt;

  public Injector(Cluster cluster, Messages messages, Tally tally, PrintStream out) {
    this.cluster = cluster;
    this.messages = messages;
    this.tally = tally;
    this.out = out;
  }

  /** Returns when all is mended. */
  public void run(FaultPlan plan) {
    long start = System.nanoTime();
    List<Thread> open = new ArrayList<>();
    for (Planned planned : plan.faults()) {
      pause(planned.at().minusNanos(System.nanoTime() - start));
      open.add(
          Thread.ofPlatform()
              .start(
                  () -> {
                    out.printf("%6.1f s  %s%n", planned.at().toMillis() / 1000.0, planned.fault());
                    inject(planned.fault());
                    tally.count(planned.fault().kind());
                  }));
    }
    for (Thread thread : open) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Whether the broker has lost everything at some time. */
  public boolean hasWiped() {
    return wipedAt != 0;
  }

  /** The ids of what nobody can read and no broker has lost, so that it must be somewhere. */
  public Set<String> owedLetters() {
    return messages.taken().entrySet().stream()
        .filter(letter -> wipedAt == 0 || letter.getValue() - wipedAt > 0)
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  private void inject(Fault fault) {
    switch (fault) {
      case Fault.Kill kill -> {
        Part part = part(kill.victim(), kill.number());
        part.exclusively(
            () -> {
              part.kill();
              pause(kill.time());
              part.start();
            });
      }
      case Fault.Freeze freeze -> {
        Part part = part(freeze.victim(), freeze.number());
        part.exclusively(
            () -> {
              part.freeze();
              pause(freeze.time());
              part.thaw();
            });
      }
      case Fault.Hang hang -> {
        Part part = part(hang.victim(), hang.number());
        part.exclusively(
            () -> {
              part.freeze();
              pause(hang.time());
              part.kill();
              part.start();
            });
      }
      case Fault.Restart restart -> {
        Part part = part(restart.victim(), restart.number());
        part.exclusively(
            () -> {
              part.stop();
              part.start();
            });
      }
      case Fault.Cut cut -> {
        Link link = link(cut.way(), cut.number());
        link.cut();
        pause(cut.time());
        link.heal();
      }
      case Fault.Delay delay -> {
        Link link = link(delay.way(), delay.number());
        link.delay(delay.late());
        pause(delay.time());
        link.heal();
      }
      case Fault.Hole hole -> {
        Link link = link(hole.way(), hole.number());
        link.delay(HOLE);
        pause(hole.time());
        link.heal();
      }
      case Fault.Loss loss -> {
        Link link = link(loss.way(), loss.number());
        link.delay(HOLE);
        pause(loss.time());
        // While it is still held back, so that it is gone.
        link.cut();
        link.heal();
      }
      case Fault.Wipe wipe -> {
        RabbitPart broker = broker(wipe.number());
        broker.exclusively(
            () -> {
              broker.wipe();
              broker.start();
              wipedAt = System.nanoTime();
              broker.awaitReady();
            });
      }
      case Fault.DiskFull full -> {
        RabbitPart broker = broker(full.number());
        broker.exclusively(
            () -> {
              broker.order("set_disk_free_limit", "1000000GB");
              pause(full.time());
              broker.order("set_disk_free_limit", "50MB");
            });
      }
      case Fault.Copies copies -> messages.copy(copies.seed(), copies.count());
      case Fault.Poison poison -> messages.poison(poison.seed(), poison.count());
      case Fault.BrokenScript script -> {
        breakScripts(true);
        pause(script.time());
        breakScripts(false);
      }
    }
  }

  private Part part(Fault.Victim victim, int number) {
    return switch (victim) {
      case SERVICE -> cluster.services().get(number % cluster.services().size());
      case BROKER -> broker(number);
      case DATABASE -> cluster.postgres();
    };
  }

  private RabbitPart broker(int number) {
    return cluster.brokers().get(number % cluster.brokers().size());
  }

  private Link link(Fault.Way way, int number) {
    return way == Fault.Way.TO_DATABASE
        ? cluster.databaseLink()
        : cluster.brokerLinks().get(number % cluster.brokerLinks().size());
  }

  /** The database may be away by another fault; in the end the switch is off in any case. */
  public void breakScripts(boolean broken) {
    try {
      cluster.admin().sql("UPDATE public.chaos_switch SET broken = ?").param(broken).update();
    } catch (DataAccessException e) {
      out.println("          the switch of the scripts stays as it is: " + e.getMessage());
    }
  }

  private static void pause(Duration time) {
    try {
      Thread.sleep(time.isNegative() ? Duration.ZERO : time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
