package io.tenantry.techstore.benches;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A place in a workshop where devices are repaired.
 *
 * @param kind of devices that it is fitted for; null for any
 */
public record Bench(
    long id, String name, @Schema(nullable = true) @Nullable Kind kind, Instant createdAt) {

  /** What is repaired there. */
  public enum Kind {
    @JsonProperty("phone")
    PHONE,
    @JsonProperty("tablet")
    TABLET,
    @JsonProperty("laptop")
    LAPTOP,
    @JsonProperty("console")
    CONSOLE,
    @JsonProperty("watch")
    WATCH;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    static Kind of(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT));
    }
  }
}
