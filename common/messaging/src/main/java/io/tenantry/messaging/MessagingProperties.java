package io.tenantry.messaging;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of messaging.
 *
 * @param prefix put before the names of exchanges and queues, for installations that share a broker
 * @param source the CloudEvents source of what this service publishes
 * @param localEvents whether this instance hears of tenant changes as they happen
 * @param relay the relay's settings
 */
@Validated
@ConfigurationProperties("tenantry.messaging")
public record MessagingProperties(
    @DefaultValue("") @Pattern(regexp = "[A-Za-z0-9_.-]{0,40}") String prefix,
    @DefaultValue("/tenantry") String source,
    @DefaultValue("false") boolean localEvents,
    @DefaultValue @Valid Relay relay) {

  /**
   * Settings of the relay.
   *
   * @param enabled whether this instance relays; several may
   * @param batchSize messages published before their confirms are awaited
   * @param fallbackPoll how often to look when nobody signals
   * @param confirmTimeout how long the broker may take to confirm a batch
   * @param firstRetry pause before a message that failed is sent again; it doubles each time
   * @param lastRetry the longest such pause
   */
  public record Relay(
      @DefaultValue("false") boolean enabled,
      @DefaultValue("100") @Min(1) @Max(1000) int batchSize,
      @DefaultValue("1s") Duration fallbackPoll,
      @DefaultValue("5s") Duration confirmTimeout,
      @DefaultValue("200ms") Duration firstRetry,
      @DefaultValue("1m") Duration lastRetry) {}
}
