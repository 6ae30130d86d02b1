package io.tenantry.messaging.relay;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.tenantry.messaging.Backoff;
import io.tenantry.messaging.MessagingProperties;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionOperations;

/** One turn of the relay: claim, publish, remove what is confirmed, postpone what failed. */
final class RelayBatch {

  private static final Logger log = LoggerFactory.getLogger(RelayBatch.class);

  private final OutboxRepository outbox;
  private final ConfirmedPublisher publisher;
  private final TransactionOperations transactions;
  private final MessagingProperties.Relay settings;
  private final Backoff backoff;
  private final Clock clock;
  private final Timer delivered;
  private final Counter unroutable;
  private final Counter failed;

  RelayBatch(
      OutboxRepository outbox,
      ConfirmedPublisher publisher,
      TransactionOperations transactions,
      MessagingProperties.Relay settings,
      Clock clock,
      MeterRegistry meters) {
    this.outbox = outbox;
    this.publisher = publisher;
    this.transactions = transactions;
    this.settings = settings;
    this.backoff = new Backoff(settings.firstRetry(), settings.lastRetry());
    this.clock = clock;
    this.delivered =
        Timer.builder("tenantry.relay")
            .description("From the change to the broker's confirm of its message")
            .publishPercentileHistogram()
            .register(meters);
    this.unroutable =
        Counter.builder("tenantry.relay.unroutable")
            .description("Events that no queue wanted")
            .register(meters);
    this.failed =
        Counter.builder("tenantry.relay.failed")
            .description("Publications that the broker refused or did not confirm")
            .register(meters);
  }

  /**
   * Whether to look again at once. If not, what is written next wakes the relay, and what was
   * postponed, or held by another relay, waits for the poll.
   *
   * @throws BrokerUnavailableException before anything was claimed, or after what was confirmed
   *     until then was removed
   */
  boolean run() {
    publisher.connect();
    Turn turn = transactions.execute(status -> relay());
    for (Outcome outcome : turn.outcomes().values()) {
      if (outcome instanceof Outcome.Unsent(String reason)) {
        throw new BrokerUnavailableException(reason);
      }
    }
    return turn.more();
  }

  /** What became of the messages, and whether others can go now. */
  private record Turn(Map<OutboxRow, Outcome> outcomes, boolean more) {}

  private Turn relay() {
    Duration patience = settings.confirmTimeout().multipliedBy(2).plusSeconds(5);
    List<OutboxRow> rows = outbox.claim(settings.batchSize(), patience);
    if (rows.isEmpty()) {
      return new Turn(Map.of(), false);
    }
    Map<OutboxRow, Outcome> outcomes = publisher.publish(rows);
    List<Long> done = new ArrayList<>();
    Map<OutboxRow, String> failures = new LinkedHashMap<>();
    outcomes.forEach(
        (row, outcome) -> {
          switch (outcome) {
            case Outcome.Confirmed() -> {
              delivered.record(Duration.between(row.message().time(), clock.instant()));
              done.add(row.id());
            }
            case Outcome.Unroutable() -> {
              unroutable.increment();
              if (row.needsQueue()) {
                failures.put(row, "no queue takes it");
              } else {
                done.add(row.id());
              }
            }
            case Outcome.Failed(String reason) -> failures.put(row, reason);
            case Outcome.Unsent(String reason) ->
                log.debug("{} stays in the outbox: {}", row.message().id(), reason);
          }
        });
    failures.forEach(this::postpone);
    boolean freed = outbox.remove(done);
    report(failures, rows.size());
    return new Turn(outcomes, freed || rows.size() == settings.batchSize());
  }

  private void postpone(OutboxRow row, String reason) {
    failed.increment();
    outbox.postpone(row.id(), backoff.after(row.attempts() + 1), reason);
  }

  /** One line for all: the rows tell the rest. */
  private static void report(Map<OutboxRow, String> failures, int claimed) {
    failures.entrySet().stream()
        .findFirst()
        .ifPresent(
            first ->
                log.warn(
                    "{} of {} messages were not taken, the first being {} {} of tenant {}: {}"
                        + " (attempt {})",
                    failures.size(),
                    claimed,
                    first.getKey().message().type(),
                    first.getKey().message().id(),
                    first.getKey().tenantId(),
                    first.getValue(),
                    first.getKey().attempts() + 1));
  }
}
