package io.tenantry.provisioning.console.tenants;

import io.tenantry.provisioning.console.Moments;
import io.tenantry.provisioning.console.Moments.Moment;
import io.tenantry.provisioning.history.HistoryEntry;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A line of a tenant's timeline.
 *
 * @param tone how it went, as the badges know it
 * @param who did it, and from where
 * @param extra what is shown on demand
 */
record Happening(
    @Nullable Moment at,
    String kind,
    String what,
    String tone,
    String who,
    String detail,
    @Nullable String extra) {

  static Happening of(HistoryEntry entry, Moments moments) {
    Moment at = moments.of(entry.at());
    return switch (entry) {
      case HistoryEntry.Action action ->
          new Happening(
              at,
              "action",
              action.action(),
              "",
              action.actor()
                  + (action.remoteAddress() == null ? "" : " from " + action.remoteAddress()),
              action.detail(),
              null);
      case HistoryEntry.Event event ->
          new Happening(
              at, "event", event.type(), "", "", "number " + event.sequence(), event.data());
      case HistoryEntry.Attempt attempt ->
          new Happening(
              at,
              "attempt",
              "attempt " + attempt.number(),
              Objects.requireNonNullElse(attempt.outcome(), "running"),
              attempt.worker(),
              lasting(attempt, moments),
              attempt.error());
    };
  }

  private static String lasting(HistoryEntry.Attempt attempt, Moments moments) {
    return attempt.endedAt() == null
        ? "no end known"
        : "took " + moments.length(Duration.between(attempt.at(), attempt.endedAt()));
  }
}
