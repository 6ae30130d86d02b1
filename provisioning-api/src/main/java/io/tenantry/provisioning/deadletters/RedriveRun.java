package io.tenantry.provisioning.deadletters;

import io.tenantry.provisioning.deadletters.Redrive.End;
import io.tenantry.provisioning.deadletters.RepublishAnswer.BrokerAway;
import io.tenantry.provisioning.deadletters.RepublishAnswer.NotTaken;
import io.tenantry.provisioning.deadletters.RepublishAnswer.Republished;
import io.tenantry.provisioning.deadletters.RepublishAnswer.Unknown;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongFunction;

/** Goes through the letters once, page by page, and past those that can't be sent. */
final class RedriveRun {

  /** Well below the time that clients and proxies wait. */
  private static final Duration LONGEST = Duration.ofSeconds(15);

  private final LongFunction<List<DeadLetter>> pages;
  private final Function<DeadLetter, RepublishAnswer> send;
  private final int limit;
  private final long deadline = System.nanoTime() + LONGEST.toNanos();

  /** Destinations without a queue: the others for them are not tried. */
  private final Set<Destination> missing = new HashSet<>();

  private int republished;
  private int notTaken;

  /**
   * @param pages some letters behind the one with this id, in the order of their ids
   * @param send sends one
   * @param limit how many are wanted
   */
  RedriveRun(
      LongFunction<List<DeadLetter>> pages, Function<DeadLetter, RepublishAnswer> send, int limit) {
    this.pages = pages;
    this.send = send;
    this.limit = limit;
  }

  Redrive run() {
    List<DeadLetter> page = pages.apply(0);
    while (!page.isEmpty()) {
      for (DeadLetter letter : page) {
        if (republished >= limit) {
          return ended(End.LIMIT);
        }
        if (System.nanoTime() - deadline > 0) {
          return ended(End.TIME);
        }
        if (!reachesBroker(letter)) {
          return ended(End.BROKER_AWAY);
        }
      }
      page = pages.apply(page.getLast().id());
    }
    return ended(End.ALL);
  }

  /** Sends one, unless that would be in vain; false where the broker is away. */
  private boolean reachesBroker(DeadLetter letter) {
    Destination destination = Destination.of(letter).orElse(null);
    if (letter.truncated() || destination == null || missing.contains(destination)) {
      notTaken++;
      return true;
    }
    switch (send.apply(letter)) {
      case Republished _ -> republished++;
      case NotTaken answer -> {
        if (answer.noQueue()) {
          missing.add(destination);
        }
        notTaken++;
      }
      case Unknown _ -> {}
      case BrokerAway _ -> {
        return false;
      }
    }
    return true;
  }

  private Redrive ended(End end) {
    return new Redrive(republished, notTaken, end);
  }
}
