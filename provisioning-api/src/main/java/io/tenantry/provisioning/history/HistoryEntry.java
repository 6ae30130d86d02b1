package io.tenantry.provisioning.history;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Something in the life of a tenant; {@code kind} in JSON says what. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = HistoryEntry.Action.class, name = "action"),
  @JsonSubTypes.Type(value = HistoryEntry.Event.class, name = "event"),
  @JsonSubTypes.Type(value = HistoryEntry.Attempt.class, name = "attempt")
})
@Schema(name = "HistoryEntry")
public sealed interface HistoryEntry {

  /** When it happened; when it began, for what takes time. */
  Instant at();

  /**
   * Somebody did something.
   *
   * @param actor an API client, or a part of Tenantry
   * @param remoteAddress where the request came from
   * @param detail why, or what exactly
   */
  @Schema(name = "HistoryAction")
  record Action(
      Instant at,
      @Schema(example = "tenant.suspend") String action,
      String actor,
      @Schema(nullable = true) @Nullable String remoteAddress,
      String detail)
      implements HistoryEntry {}

  /**
   * The tenant changed, and whoever listens was told.
   *
   * @param data the event as it was published
   */
  @Schema(name = "HistoryEvent")
  record Event(
      Instant at,
      @Schema(example = "tenant.suspended") String type,
      long sequence,
      @JsonRawValue @Schema(implementation = Object.class) String data)
      implements HistoryEntry {}

  /**
   * A worker tried to build the tenant's schema.
   *
   * @param number counted from 1 over the tenant's life
   * @param outcome {@code succeeded}, {@code failed} or {@code superseded}; null while it lasts, or
   *     for ever if it took its worker along
   */
  @Schema(name = "HistoryAttempt")
  record Attempt(
      Instant at,
      int number,
      String worker,
      @Schema(nullable = true) @Nullable Instant endedAt,
      @Schema(nullable = true) @Nullable String outcome,
      @Schema(nullable = true) @Nullable String error)
      implements HistoryEntry {}
}
