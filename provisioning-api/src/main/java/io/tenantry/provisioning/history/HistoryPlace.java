package io.tenantry.provisioning.history;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/**
 * Where in a history an entry stands: at one moment actions come after events and these after
 * attempts.
 *
 * @param source which of the three it is
 * @param number counted within its source
 */
public record HistoryPlace(OffsetDateTime at, int source, long number) {

  static final int ATTEMPTS = 1;
  static final int EVENTS = 2;
  static final int ACTIONS = 3;

  /** After everything; the database takes this time for infinity. */
  public static final HistoryPlace END = new HistoryPlace(OffsetDateTime.MAX, 0, 0);

  /**
   * @param micros since 1970, as {@link #micros()} gives them
   */
  public static HistoryPlace of(long micros, long source, long number) {
    return new HistoryPlace(
        Instant.EPOCH.plus(micros, ChronoUnit.MICROS).atOffset(ZoneOffset.UTC),
        (int) source,
        number);
  }

  public long micros() {
    return ChronoUnit.MICROS.between(Instant.EPOCH, at.toInstant());
  }
}
